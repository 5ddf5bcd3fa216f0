namespace ZoomSimulator.Faults;

/// <summary>Runs a call with its answer held back.</summary>
internal sealed class BufferedAnswer(MemoryStream body)
{
    public int Length => (int)body.Length;

    public static async Task<BufferedAnswer> RunAsync(HttpContext context, RequestDelegate next)
    {
        var (original, held) = (context.Response.Body, new MemoryStream());
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = original;
        }
        return new BufferedAnswer(held);
    }

    public void Discard(HttpContext context)
    {
        body.SetLength(0);
        context.Response.Clear();
    }

    public async Task SendAsync(HttpContext context, int length)
    {
        context.Response.ContentLength = length > 0 ? length : null;
        if (length > 0)
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, length), context.RequestAborted);
    }
}
