namespace ZoomSimulator.Meetings;

/// <summary>One instance of a meeting: from a start to its end, under one uuid.</summary>
internal sealed class MeetingRun
{
    public required string Uuid { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>One for each participant uuid, also those who left.</summary>
    public List<Participant> People { get; init; } = [];

    /// <summary>The rooms of the latest creation; empty until the host opens them for the first time.</summary>
    public List<BreakoutRoom> Rooms { get; set; } = [];

    public bool RoomsOpen { get; set; }

    /// <summary>Cloud recording made of this run.</summary>
    public bool Recorded { get; set; }

    /// <summary>Until then the recording has no files that could be played; null for none or a finished one.</summary>
    public DateTimeOffset? ProcessingUntil { get; set; }

    /// <summary>What viewers of the recording are asked for.</summary>
    public string RecordingPasscode { get; set; } = "";

    internal BreakoutRoom? Room(string? uuid) => Rooms.Find(room => string.Equals(room.Uuid, uuid, StringComparison.Ordinal));
}

/// <summary>A breakout room. Its name never leaves Zoom by webhook; its uuid changes whenever the rooms are created again.</summary>
internal sealed record BreakoutRoom(string Name, string Uuid, IReadOnlyList<string> Assigned);
