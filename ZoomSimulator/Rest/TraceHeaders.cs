namespace ZoomSimulator.Rest;

/// <summary>The two ids Zoom's support asks for, on every answer.</summary>
internal sealed class TraceHeaders : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var id = Guid.NewGuid().ToString("N");
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["x-zm-trackingid"] = $"v=2.0;clid=us02;rid=WEB_{id}";
            context.Response.Headers["x-zm-request-id"] = Webhooks.Delivery.NewRequestId();
            return Task.CompletedTask;
        });
        return next(context);
    }
}
