using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>A meeting in a list (Zoom Meeting API, list meetings).</summary>
public sealed record ZoomMeetingListItem
{
    /// <summary>The meeting's number, as text.</summary>
    [JsonPropertyName("id"), JsonConverter(typeof(ZoomIdConverter))]
    public required string MeetingId { get; init; }

    public string? Uuid { get; init; }

    public string? HostId { get; init; }

    public string? Topic { get; init; }

    /// <summary>The first 250 characters.</summary>
    public string? Agenda { get; init; }

    /// <summary>1 instant, 2 scheduled, 3 and 8 recurring.</summary>
    public int? Type { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    public string? Timezone { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    public string? JoinUrl { get; init; }

    public override string ToString() => $"Meeting {MeetingId}";
}

/// <summary>Which of a host's meetings to list.</summary>
public enum ZoomMeetingListType
{
    /// <summary>All that are scheduled, past ones that have not expired included.</summary>
    Scheduled,

    /// <summary>Running now.</summary>
    Live,

    /// <summary>To come, running ones included.</summary>
    Upcoming,

    /// <summary>To come.</summary>
    UpcomingMeetings,

    /// <summary>Over.</summary>
    PreviousMeetings,
}

internal sealed record ZoomMeetingPage : IZoomPage<ZoomMeetingListItem>
{
    public string? NextPageToken { get; init; }

    public IReadOnlyList<ZoomMeetingListItem>? Meetings { get; init; }

    IReadOnlyList<ZoomMeetingListItem>? IZoomPage<ZoomMeetingListItem>.Items => Meetings;
}
