namespace ZoomSimulator.Meetings;

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
