namespace Functions.Realtime;

/// <summary>The kinds of <see cref="SessionChange"/>.</summary>
internal static class ChangeKind
{
    public const string MeetingStarted = "meeting_started";
    public const string MeetingEnded = "meeting_ended";
    public const string PersonChanged = "person_changed";
    public const string RecordingReady = "recording_ready";
    public const string RoomBound = "room_bound";
    public const string PlanChanged = "plan_changed";
    public const string Matched = "matched";
}
