namespace Functions.Presence;

/// <summary>Zoom's names of the events that presence is computed from (Zoom webhooks documentation).</summary>
public static class EventNames
{
    private static readonly Dictionary<string, EventKind> Kinds = new(StringComparer.Ordinal)
    {
        ["meeting.started"] = EventKind.MeetingStarted,
        ["meeting.ended"] = EventKind.MeetingEnded,
        ["meeting.participant_joined"] = EventKind.Joined,
        ["meeting.participant_left"] = EventKind.Left,
        ["meeting.participant_joined_breakout_room"] = EventKind.JoinedRoom,
        ["meeting.participant_left_breakout_room"] = EventKind.LeftRoom,
        ["meeting.participant_joined_waiting_room"] = EventKind.EnteredWaitingRoom,
        ["meeting.participant_put_in_waiting_room"] = EventKind.EnteredWaitingRoom,
        ["meeting.participant_left_waiting_room"] = EventKind.LeftWaitingRoom,
        ["meeting.participant_admitted"] = EventKind.LeftWaitingRoom,
        ["meeting.participant_role_changed"] = EventKind.RoleChanged,
    };

    /// <summary>Null for an event that presence does not depend on.</summary>
    public static EventKind? KindOf(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;
}
