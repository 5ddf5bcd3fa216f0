using System.Collections.Concurrent;
using System.Globalization;
using ZoomSimulator.Clock;

namespace ZoomSimulator.Rest;

/// <summary>Creates and updates of one hosting user, counted together: 100 in a UTC day.</summary>
internal sealed class DailyHostQuota(RateLimiter limiter, SimClock clock)
{
    public const int Limit = 100;

    private readonly ConcurrentDictionary<(string Host, int Day), int> _used = new();

    public bool TryUse(string hostId)
    {
        var day = (int)(clock.Now.UtcTicks / TimeSpan.TicksPerDay);
        return _used.AddOrUpdate((hostId, day), 1, (_, used) => used + 1) <= Limit || !limiter.Enabled;
    }

    /// <summary>Recorded shape: category, limit and remaining, but neither type nor Retry-After.</summary>
    public static IResult Refusal(HttpContext context)
    {
        context.Response.Headers.Remove(RateLimitHeaders.Type);
        context.Response.Headers[RateLimitHeaders.Limit] = Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[RateLimitHeaders.Remaining] = "0";
        return new ZoomError(429, 429,
            $"You have exceeded the daily rate limit ({Limit}) of Meeting Create/Update API requests permitted for this particular user. "
            + "You may resume these requests at GMT 00:00:00.");
    }
}
