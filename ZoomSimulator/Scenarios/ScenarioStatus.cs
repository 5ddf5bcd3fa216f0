namespace ZoomSimulator.Scenarios;

internal enum PlayState
{
    Running,
    Finished,
    Cancelled,
    Failed,
}

internal sealed record StudentPlace(string Name, string? Email, Whereabouts Location);

/// <summary>A step that has happened, and what a truthful observer must see from now on.</summary>
internal sealed record Step(int Index, DateTimeOffset At, string Text, string MeetingStatus, bool RoomsOpen, IReadOnlyList<StudentPlace> Expected);

/// <summary>A student's true times in seconds, and the number of moves they came from.</summary>
internal sealed record StudentTruth(
    string Name, string? Email, int PresentSeconds, int OwnRoomSeconds, int OtherRoomSeconds, int MainSeconds, int Drops, int Moves);

internal sealed record ScenarioStatus(
    string Name, string MeetingId, PlayState State, string? Detail, double Speed, DateTimeOffset StartedAt,
    IReadOnlyList<Step> Steps, IReadOnlyList<StudentTruth> Truth);
