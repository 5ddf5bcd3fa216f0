namespace ZoomSimulator.Meetings;

/// <summary>What Zoom makes of the rooms that it is asked to plan.</summary>
internal enum RoomsTaken
{
    AsAsked,

    /// <summary>In the opposite order.</summary>
    Reversed,

    /// <summary>The rooms, but nobody in them.</summary>
    Unassigned,

    /// <summary>All but the first.</summary>
    WithoutFirst,
}

/// <summary>Behaviours of Zoom that nobody has settled: set them to what you want to be safe against.</summary>
internal sealed record EngineSwitches
{
    /// <summary>Send <c>left_breakout_room</c> for everybody when the host closes all rooms. One observer saw none.</summary>
    public bool LeftBreakoutOnClose { get; init; }

    /// <summary>Send <c>participant_left</c> for everybody when the meeting ends.</summary>
    public bool LeavesOnEnd { get; init; } = true;

    /// <summary>Refuse to end a meeting that is not running (400, code 3000) instead of answering 204.</summary>
    public bool RefuseEndWhenIdle { get; init; }

    /// <summary>How long <c>meeting.ended</c> follows the end, in milliseconds; null: as set at start.</summary>
    public int? EndDelayMs { get; init; }

    /// <summary>How rooms are kept when a meeting is created or updated from now on.</summary>
    public RoomsTaken Rooms { get; init; }

    /// <summary>Leave cloud recordings in processing until the control API completes them, instead of for a second.</summary>
    public bool HoldRecordings { get; init; }
}

/// <summary>Holds the switches as they are now.</summary>
internal sealed class EngineSettings
{
    private EngineSwitches _now = new();

    public EngineSwitches Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }
}
