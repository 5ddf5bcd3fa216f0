using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>An instance of a meeting that has ended (Zoom Meeting API, past meeting instances).</summary>
public sealed record ZoomPastInstance
{
    /// <summary>As Zoom wrote it, not encoded.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Uuid { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }
}

/// <summary>When an ended instance was (Zoom Meeting API, past meeting details).</summary>
public sealed record ZoomPastMeeting
{
    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }
}

internal sealed record ZoomPastInstances(IReadOnlyList<ZoomPastInstance>? Meetings);
