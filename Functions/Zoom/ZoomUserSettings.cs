using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>A user's settings, as far as breakout rooms need them (Zoom Users API, get user settings).</summary>
public sealed record ZoomUserSettings
{
    public ZoomInMeetingSettings? InMeeting { get; init; }

    public ZoomFeatureSettings? Feature { get; init; }

    /// <summary>Whether this host's meetings can have breakout rooms; null when Zoom does not say.</summary>
    [JsonIgnore]
    public bool? BreakoutRoomsAllowed => InMeeting?.BreakoutRoom;

    /// <summary>Whether rooms can be assigned when a meeting is scheduled, which this app needs; null when Zoom does not say.</summary>
    [JsonIgnore]
    public bool? PreassignmentAllowed => InMeeting?.BreakoutRoomSchedule;

    /// <summary>How many people fit into a meeting of this host; null when Zoom does not say.</summary>
    [JsonIgnore]
    public int? MeetingCapacity => Feature?.MeetingCapacity;
}

/// <summary>The settings <c>in_meeting.*</c>.</summary>
public sealed record ZoomInMeetingSettings(bool? BreakoutRoom, bool? BreakoutRoomSchedule);

/// <summary>The settings <c>feature.*</c>.</summary>
public sealed record ZoomFeatureSettings(int? MeetingCapacity);
