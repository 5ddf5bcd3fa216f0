using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomSimulator.Meetings;

/// <summary>When a recurring meeting with fixed times (type 8) takes place. Pure.</summary>
internal static class Occurrences
{
    public const int RecurringFixed = 8;

    /// <summary>Zoom's most.</summary>
    public const int Most = 60;

    private const int Daily = 1;
    private const int Weekly = 2;
    private const int DaysLookedAt = 60 * 3 * 31;

    /// <summary>The starts, at most sixty: so many, or until a day, as the recurrence says; without either one.</summary>
    public static IReadOnlyList<DateTimeOffset> Starts(JsonObject recurrence, DateTimeOffset start, string timezone)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timezone, out var found) ? found : TimeZoneInfo.Utc;
        var first = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        var until = recurrence["end_date_time"]?.GetValue<string>() is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end
                : (DateTimeOffset?)null;
        var most = Number(recurrence, "end_times") ?? (until is null ? 1 : Most);
        return
        [
            .. Enumerable.Range(0, DaysLookedAt)
                .Select(days => first.AddDays(days))
                .Where(day => Falls(recurrence, first, day))
                .Select(day => new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime())
                .TakeWhile(at => until is null || at <= until)
                .Take(Math.Min(most, Most)),
        ];
    }

    /// <summary>As answers and events list them.</summary>
    public static JsonArray Json(Meeting meeting) => new([.. meeting.Recurrence is not { } recurrence ? [] :
        Starts(recurrence, meeting.StartTime, meeting.Timezone).Select(at => new JsonObject
        {
            ["occurrence_id"] = Wire.Text(at.ToUnixTimeMilliseconds()),
            ["start_time"] = Wire.Time(at),
            ["duration"] = meeting.Duration,
            ["status"] = "available",
        })]);

    private static bool Falls(JsonObject recurrence, DateTime first, DateTime day)
    {
        var every = Number(recurrence, "repeat_interval") ?? 1;
        return Number(recurrence, "type") switch
        {
            Daily => (day - first).Days % every == 0,
            Weekly => Weeks(first, day) % every == 0 && WeeklyDays(recurrence, first).Contains((int)day.DayOfWeek + 1),
            _ => (((day.Year - first.Year) * 12) + day.Month - first.Month) % every == 0
                && day.Day == (Number(recurrence, "monthly_day") ?? first.Day),
        };
    }

    // Zoom's weeks begin on Sunday.
    private static int Weeks(DateTime first, DateTime day) => (day.Date - first.Date.AddDays(-(int)first.DayOfWeek)).Days / 7;

    private static IReadOnlyList<int> WeeklyDays(JsonObject recurrence, DateTime first) =>
        recurrence["weekly_days"]?.GetValue<string>() is { Length: > 0 } days
        ? [.. days.Split(',').Select(day => int.Parse(day, CultureInfo.InvariantCulture))]
        : [(int)first.DayOfWeek + 1];

    private static int? Number(JsonObject recurrence, string name) => recurrence[name]?.GetValue<int>();
}
