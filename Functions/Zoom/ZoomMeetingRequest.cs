using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>A scheduled meeting to create (Zoom Meeting API, create a meeting).</summary>
public sealed record ZoomMeetingRequest
{
    /// <summary>At most 200 characters.</summary>
    public required string Topic { get; init; }

    /// <summary>At most 2,000 characters; a list shows the first 250.</summary>
    public string? Agenda { get; init; }

    /// <summary>Always 2, scheduled: instant meetings are never listed, so they could not be found again.</summary>
    public int Type { get; } = 2;

    /// <summary>When it starts. Zoom takes a past time as now.</summary>
    [JsonConverter(typeof(ZoomTimeConverter))]
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>An IANA name, such as <c>Europe/Zurich</c>: how Zoom shows the time to the host.</summary>
    public string? Timezone { get; init; }

    /// <summary>Minutes, 1 to 1440.</summary>
    public required int Duration { get; init; }

    /// <summary>The passcode, at most 10 characters. Without one Zoom makes one where the account wants it.</summary>
    public string? Password { get; init; }

    public ZoomMeetingSettings? Settings { get; init; }

    /// <summary>Says nothing of the content: topic, passcode and students are not for logs.</summary>
    public override string ToString() => nameof(ZoomMeetingRequest);
}
