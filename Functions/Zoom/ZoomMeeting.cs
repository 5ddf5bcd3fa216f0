using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>A meeting as Zoom describes it (Zoom Meeting API, get a meeting).</summary>
[DebuggerDisplay("Meeting {MeetingId}")]
public sealed record ZoomMeeting
{
    /// <summary>The meeting's number, as text. It may exceed 32 bits; it expires 30 days after its last use.</summary>
    [JsonPropertyName("id"), JsonConverter(typeof(ZoomIdConverter))]
    public required string MeetingId { get; init; }

    /// <summary>This instance's id. A meeting that starts again gets a new one.</summary>
    public string? Uuid { get; init; }

    /// <summary>The host's Zoom user id.</summary>
    public string? HostId { get; init; }

    public string? HostEmail { get; init; }

    public string? Topic { get; init; }

    public string? Agenda { get; init; }

    /// <summary><c>waiting</c> or <c>started</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The planned start; null for a meeting without one.</summary>
    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    public string? Timezone { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    public string? JoinUrl { get; init; }

    /// <summary>
    /// Opens the meeting as its host, for 2 hours (Zoom Meeting API). It holds the host's token: never store or log it.
    /// </summary>
    public string? StartUrl { get; init; }

    /// <summary>The passcode, perhaps one that Zoom made.</summary>
    public string? Password { get; init; }

    public ZoomMeetingSettings? Settings { get; init; }

    /// <summary>Whether it is running now.</summary>
    [JsonIgnore]
    public bool IsStarted => Status == "started";

    /// <summary>The breakout rooms that Zoom planned; none where it turned them off.</summary>
    [JsonIgnore]
    public IReadOnlyList<ZoomBreakoutRoom> BreakoutRooms => Settings?.BreakoutRoom is { Enable: true } plan ? plan.Rooms : [];

    /// <summary>The number only: links, passcode and people are not for logs.</summary>
    public override string ToString() => $"Meeting {MeetingId}";
}
