using System.Globalization;
using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>Checks <c>recurrence</c> of a create or update.</summary>
internal static class RecurrenceInput
{
    public static JsonObject? Read(FieldReader body, List<FieldError> errors)
    {
        if (body.Object("recurrence") is not { } recurrence)
            return null;
        var reader = new FieldReader(recurrence, "recurrence.", errors);
        if (reader.Number("type", type => type is >= 1 and <= 3) is null)
            reader.Refuse("type");
        reader.Number("repeat_interval", every => every is >= 1 and <= 99);
        reader.Number("monthly_day", day => day is >= 1 and <= 31);
        reader.Number("end_times", times => times is >= 1 and <= Occurrences.Most);
        if (reader.Text("weekly_days", 13) is { Length: > 0 } days
            && !Array.TrueForAll(days.Split(','), day => day is ['1' or '2' or '3' or '4' or '5' or '6' or '7']))
            reader.Refuse("weekly_days");
        if (reader.Text("end_date_time", 64) is { } end
            && !DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            reader.Refuse("end_date_time");
        return (JsonObject)recurrence.DeepClone();
    }
}
