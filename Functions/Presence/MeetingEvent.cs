namespace Functions.Presence;

/// <summary>What happened in a meeting, as far as presence is concerned.</summary>
public enum EventKind
{
    MeetingStarted,
    MeetingEnded,
    Joined,
    Left,
    JoinedRoom,
    LeftRoom,
    EnteredWaitingRoom,
    LeftWaitingRoom,
    RoleChanged,
}

/// <summary>
/// One event of a meeting. Times are whole seconds since 1970-01-01T00:00:00Z, the resolution in which Zoom states when something
/// occurred; <paramref name="OccurredAt"/> is that time, never the time of delivery.
/// </summary>
/// <param name="MeetingUuid">The run: Zoom gives a meeting a new uuid each time it is started.</param>
/// <param name="RunStart">When the run started, where the event says so (<c>object.start_time</c>).</param>
/// <param name="RoomUuid">The breakout room's uuid, for the two room events. Zoom never sends the room's name.</param>
/// <param name="Participant">Who, for all but the two meeting events.</param>
public sealed record MeetingEvent(
    EventKind Kind,
    string MeetingUuid,
    long OccurredAt,
    long? RunStart = null,
    string? RoomUuid = null,
    Participant? Participant = null)
{
    /// <summary>Zoom's ids have 10 to 40 characters. A longer one is none, so that what is kept stays bounded.</summary>
    public const int LongestId = 128;
}

/// <summary>
/// The identifiers of one event's participant, trimmed, null when Zoom sent none or an empty text.
/// Only <paramref name="Uuid"/> is stable while somebody moves between rooms; <paramref name="UserId"/> changes at every move.
/// </summary>
/// <param name="Uuid"><c>participant_uuid</c></param>
/// <param name="UserId"><c>user_id</c>: opaque text, new after each room move.</param>
/// <param name="RegistrantId"><c>registrant_id</c></param>
/// <param name="ZoomUserId"><c>id</c>, else <c>participant_user_id</c>: only of people who are signed in.</param>
/// <param name="Email"><c>email</c>: usually empty for people outside the host's account.</param>
/// <param name="Name"><c>user_name</c>: free text that can change at any time.</param>
/// <param name="Role"><c>new_role</c> of a role event: host, co-host or attendee.</param>
/// <param name="ParentUserId"><c>parent_user_id</c> of a room event: the <c>user_id</c> that events of the main meeting have.</param>
public sealed record Participant(
    string? Uuid,
    string? UserId,
    string? RegistrantId,
    string? ZoomUserId,
    string? Email,
    string? Name,
    string? Role = null,
    string? ParentUserId = null);
