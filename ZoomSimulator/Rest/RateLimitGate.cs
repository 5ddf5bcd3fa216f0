using ZoomSimulator.Clock;

namespace ZoomSimulator.Rest;

internal sealed class RateLimitGate(RateLimiter limiter, SimClock clock) : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { } operation)
            return next(context);
        var verdict = limiter.Take(operation.Category);
        RateLimitHeaders.Write(context, verdict);
        return verdict.Allowed ? next(context)
            : verdict.Daily ? RateLimitHeaders.RefuseForTheDay(context, clock.Now)
            : RateLimitHeaders.RefusePerSecond(context);
    }
}
