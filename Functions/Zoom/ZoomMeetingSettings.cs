namespace Functions.Zoom;

/// <summary>The settings of a meeting that matter here, as asked for and as Zoom granted them, which may differ.</summary>
public sealed record ZoomMeetingSettings
{
    public bool? WaitingRoom { get; init; }

    /// <summary>Zoom turns it off where there is a waiting room.</summary>
    public bool? JoinBeforeHost { get; init; }

    /// <summary><c>none</c>, <c>cloud</c> or <c>local</c>.</summary>
    public string? AutoRecording { get; init; }

    /// <summary>Whether Zoom sends mails about this meeting; it does unless told otherwise.</summary>
    public bool? EmailNotification { get; init; }

    public ZoomBreakoutRooms? BreakoutRoom { get; init; }

    public override string ToString() => nameof(ZoomMeetingSettings);
}

/// <summary>
/// Breakout rooms, assigned before the meeting starts. That is all the API can do about rooms: the host opens them in the client
/// (Zoom Meeting API; Zoom developer forum).
/// </summary>
/// <param name="Enable">Whether the meeting has pre-assigned rooms.</param>
/// <param name="Rooms">The rooms.</param>
public sealed record ZoomBreakoutRooms(bool Enable, IReadOnlyList<ZoomBreakoutRoom>? Rooms)
{
    public IReadOnlyList<ZoomBreakoutRoom> Rooms { get; init; } = [.. (Rooms ?? []).OfType<ZoomBreakoutRoom>()];

    public override string ToString() => $"{nameof(ZoomBreakoutRooms)} ({Rooms.Count})";
}

/// <summary>One breakout room.</summary>
/// <param name="Name">Zoom's clients show 32 characters.</param>
/// <param name="Participants">E-mail addresses. Only people signed in to Zoom with exactly that address are placed.</param>
public sealed record ZoomBreakoutRoom(string Name, IReadOnlyList<string>? Participants)
{
    public string Name { get; init; } = Name ?? "";

    public IReadOnlyList<string> Participants { get; init; } = [.. (Participants ?? []).OfType<string>()];

    public override string ToString() => nameof(ZoomBreakoutRoom);
}
