using System.Globalization;

namespace Functions.Zoom;

/// <summary>
/// The header Retry-After: seconds or an HTTP date, as the standard has it, or Zoom's ISO date-time, which HttpClient's typed
/// property does not read (Zoom rate limits documentation).
/// </summary>
internal static class RetryAfter
{
    /// <summary>The moment meant, never before <paramref name="now"/>; null without a readable value.</summary>
    public static DateTimeOffset? Parse(string? value, DateTimeOffset now)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return now.AddSeconds(seconds);
        if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time < now ? now : time;
        return null;
    }
}
