using System.Globalization;

namespace ZoomSimulator.Rest;

internal static class StartTimes
{
    /// <summary>With or without fractions of a second, which Zoom drops.</summary>
    private const string Utc = "yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'";
    private const string Local = "yyyy-MM-ddTHH:mm:ss";

    /// <summary><c>…Z</c> is UTC; without it the time is local to <c>timezone</c>.</summary>
    public static DateTimeOffset? Read(FieldReader reader, string? timezone)
    {
        if (reader.Text("start_time", 64) is not { Length: > 0 } text)
            return null;
        if (DateTimeOffset.TryParseExact(text, Utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var utc))
            return DateTimeOffset.FromUnixTimeSeconds(utc.ToUnixTimeSeconds());
        if (!DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            reader.Refuse("start_time");
            return null;
        }
        var zone = timezone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timezone, out var found) ? found : TimeZoneInfo.Utc;
        return zone.IsInvalidTime(local)
            ? new DateTimeOffset(local, TimeSpan.Zero)
            : new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
