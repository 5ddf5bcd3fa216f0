using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>The body of create and update, checked; null members were not given.</summary>
internal sealed partial record MeetingInput
{
    public string? Topic { get; private init; }

    public int? Type { get; private init; }

    public DateTimeOffset? StartTime { get; private init; }

    public int? Duration { get; private init; }

    public string? Timezone { get; private init; }

    public string? Agenda { get; private init; }

    public string? Password { get; private init; }

    public string? ScheduleFor { get; private init; }

    public JsonObject? Recurrence { get; private init; }

    public JsonObject? Settings { get; private init; }

    public static (MeetingInput Input, IReadOnlyList<FieldError> Errors) Read(JsonObject body)
    {
        List<FieldError> errors = [];
        var reader = new FieldReader(body, "", errors);
        var timezone = reader.Text("timezone", 64);
        if (timezone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(timezone, out _))
            reader.Refuse("timezone");
        var password = reader.Text("password", 10);
        if (password is not null && !PasswordForm().IsMatch(password))
            reader.Refuse("password");
        var settings = reader.Object("settings");
        if (settings is not null)
            MeetingSettings.Check(settings, errors);

        var input = new MeetingInput
        {
            Topic = reader.Text("topic", 200),
            Type = reader.Number("type", type => type is 1 or 2 or 3 or 8 or 10),
            StartTime = StartTimes.Read(reader, timezone),
            Duration = reader.Number("duration", minutes => minutes is >= 1 and <= 1440),
            Timezone = timezone,
            Agenda = reader.Text("agenda", 2_000),
            Password = password,
            ScheduleFor = reader.Text("schedule_for", 254),
            Recurrence = RecurrenceInput.Read(reader, errors),
            Settings = settings,
        };
        return (input, errors);
    }

    public MeetingChange ToChange() => new()
    {
        Topic = Topic,
        StartTime = StartTime,
        Duration = Duration,
        Timezone = Timezone,
        Agenda = Agenda,
        Password = Password,
        Recurrence = Recurrence,
        Settings = Settings,
    };

    [GeneratedRegex(@"^[A-Za-z0-9@_*-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex PasswordForm();
}
