using System.Globalization;

namespace ZoomSimulator.Rest;

internal static class RateLimitHeaders
{
    public const string Category = "X-RateLimit-Category";
    public const string Type = "X-RateLimit-Type";
    public const string Limit = "X-RateLimit-Limit";
    public const string Remaining = "X-RateLimit-Remaining";

    private static readonly ZoomError PerSecond =
        new(429, 429, "You have reached the maximum per-second rate limit for this API. Try again later.");

    private static readonly ZoomError ForTheDay = new(429, 429,
        "You have reached the maximum daily rate limit for this API. "
        + "Refer to the response header for details on when you can make another request.");

    public static void Write(HttpContext context, RateVerdict verdict)
    {
        var headers = context.Response.Headers;
        headers[Category] = verdict.Rule.Label;
        headers[Type] = verdict.Daily ? "Daily-limit" : "QPS";
        headers[Limit] = verdict.Limit.ToString(CultureInfo.InvariantCulture);
        headers[Remaining] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
    }

    public static Task RefusePerSecond(HttpContext context)
    {
        context.Response.Headers[Type] = "QPS";
        return PerSecond.AnswerAsync(context);
    }

    /// <summary>The date to come back at is an ISO time, not seconds.</summary>
    public static Task RefuseForTheDay(HttpContext context, DateTimeOffset now)
    {
        context.Response.Headers[Type] = "Daily-limit";
        context.Response.Headers.RetryAfter = Wire.Time(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        return ForTheDay.AnswerAsync(context);
    }
}
