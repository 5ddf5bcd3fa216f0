namespace ZoomSimulator.Meetings;

/// <summary>Everything that can happen in meetings, in one hand.</summary>
internal sealed record MeetingEngine(
    MeetingStore Meetings,
    MeetingLifecycle Lifecycle,
    MeetingPlanning Planning,
    People People,
    Rooms Rooms,
    CloudRecordings Recordings,
    LiveAccess Live);
