using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>What changes in a meeting (Zoom Meeting API, update a meeting). What is null stays as it is.</summary>
public sealed record ZoomMeetingUpdate
{
    /// <summary>At most 200 characters.</summary>
    public string? Topic { get; init; }

    /// <summary>At most 2,000 characters; a list shows the first 250.</summary>
    public string? Agenda { get; init; }

    /// <summary>When it starts. Zoom ignores a past time here, unlike at creation.</summary>
    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>An IANA name, such as <c>Europe/Zurich</c>.</summary>
    public string? Timezone { get; init; }

    /// <summary>Minutes, 1 to 1440.</summary>
    public int? Duration { get; init; }

    /// <summary>The passcode, at most 10 characters.</summary>
    public string? Password { get; init; }

    /// <summary>Only the settings to change; of the rooms all.</summary>
    public ZoomMeetingSettings? Settings { get; init; }

    /// <summary>Says nothing of the content: topic, passcode and students are not for logs.</summary>
    public override string ToString() => nameof(ZoomMeetingUpdate);
}
