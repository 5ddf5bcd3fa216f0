using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Presence;

/// <summary>Writes an enum as snake_case text.</summary>
public sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>How far a session is. A scheduled one is active from its start, or from the first event.</summary>
[JsonConverter(typeof(SnakeCaseEnum<SessionStatus>))]
public enum SessionStatus
{
    Scheduled,
    Active,
    Completed,
    Failed,
}

/// <summary>How far the meeting at Zoom is. An ended one may be started again.</summary>
[JsonConverter(typeof(SnakeCaseEnum<MeetingStatus>))]
public enum MeetingStatus
{
    Waiting,
    Started,
    Ended,
}

/// <summary>A room is pending until somebody enters it, and completed with the session.</summary>
[JsonConverter(typeof(SnakeCaseEnum<RoomStatus>))]
public enum RoomStatus
{
    Pending,
    Active,
    Completed,
}

/// <summary>Where a student is, seen from the plan: being in the meeting but not in one's own room is a state of its own.</summary>
[JsonConverter(typeof(SnakeCaseEnum<Location>))]
public enum Location
{
    Absent,
    Left,
    WaitingRoom,
    MainSession,
    OtherRoom,
    OwnRoom,
}

/// <summary>Something that needs looking after.</summary>
/// <param name="Code">
/// Short and stable. About the plan: <c>overlaps</c>, <c>not_preassigned</c> (who has no e-mail address, and whom Zoom did not assign),
/// <c>rooms_differ</c> (Zoom has other rooms), <c>plan_limit</c> (Zoom ends the meeting early). While it is open:
/// <c>meeting_not_found</c> (Zoom says that there is no such meeting). While it runs: <c>no_webhooks</c>, <c>host_absent</c> (for
/// 2 minutes), <c>rooms_not_opened</c> (5 minutes with students in the main session), <c>wrong_room</c> (for 5 minutes), <c>overdue</c>.
/// Afterwards: <c>running_after_end</c>. At any time: <c>email_differs</c> (somebody was recognised by name only, under another e-mail
/// address).
/// </param>
/// <param name="Detail">A sentence for people.</param>
public sealed record Warning(string Code, string Detail);

/// <summary>The whole truth about a session, computed whenever it is read. Times are UTC.</summary>
/// <param name="Version">The text of the answer's ETag, for scripts that can't read headers across origins.</param>
/// <param name="MeetingId">Zoom's number of the meeting; null as long as there is none.</param>
/// <param name="EndReason">
/// Why it is over: a caller ended it, or cancelled it before its class began; the meeting ended at Zoom; its time was up; it was deleted
/// at Zoom. Null while it is open, also when the meeting was started again after the session had been completed other than by a caller.
/// </param>
/// <param name="StartTime">When it is planned to start.</param>
/// <param name="Timezone">An IANA name. Times are in UTC all the same.</param>
/// <param name="Duration">Planned, in minutes.</param>
/// <param name="MeetingStartedAt">When its first run began.</param>
/// <param name="EndTime">When it was over.</param>
/// <param name="JoinUrl">For students.</param>
/// <param name="RoomsOpenedAt">The first time anybody entered a breakout room: Zoom does not say when rooms are opened.</param>
/// <param name="Hosts">Hosts and co-hosts who are no students of this session.</param>
/// <param name="Unmatched">Whom nobody recognised. PUT …/people/{person_id}/student says who it is.</param>
/// <param name="UnboundRooms">Zoom rooms that are nobody's yet. PUT …/rooms/{room_id}/zoom-room says whose it is.</param>
/// <param name="SettlesAt">When a leave too young to be believed will count: a good moment to look again.</param>
/// <param name="StartUrl">The host's link, only in the answer to a create; it is never stored.</param>
public sealed record Snapshot(
    string SessionId,
    string Version,
    string ProfessorId,
    string? MeetingId,
    string Topic,
    SessionStatus Status,
    MeetingStatus MeetingStatus,
    [property: AllowedValues("ended_by_user", "cancelled", "ended_in_zoom", "overdue", "never_started", "deleted_in_zoom")] string? EndReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset StartTime,
    string Timezone,
    int Duration,
    DateTimeOffset? MeetingStartedAt,
    DateTimeOffset? EndTime,
    string? JoinUrl,
    string? Passcode,
    DateTimeOffset? RoomsOpenedAt,
    IReadOnlyList<Warning> Warnings,
    IReadOnlyList<RoomView> BreakoutRooms,
    IReadOnlyList<PersonView> Hosts,
    IReadOnlyList<PersonView> Unmatched,
    IReadOnlyList<UnboundRoomView> UnboundRooms,
    Counts Counts,
    DateTimeOffset? SettlesAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StartUrl = null);

/// <summary>A planned breakout room.</summary>
/// <param name="RoomId">001, 002 and so on.</param>
/// <param name="Name">The student's name, or Room 1 and so on where several share one.</param>
/// <param name="ZoomRoomId">The uuid that Zoom's events have for it: known when it was entered, or said by hand.</param>
/// <param name="BoundBy">How it is known.</param>
/// <param name="AvatarSessionId">Reserved, always null.</param>
/// <param name="Students">Whose room it is.</param>
/// <param name="Occupants">Who is in it now.</param>
public sealed record RoomView(
    string RoomId,
    string Name,
    string? ZoomRoomId,
    [property: JsonConverter(typeof(SnakeCaseEnum<BoundBy>))] BoundBy? BoundBy,
    string? AvatarSessionId,
    RoomStatus Status,
    IReadOnlyList<StudentView> Students,
    IReadOnlyList<OccupantView> Occupants);

/// <summary>A student of the session, and where they are.</summary>
/// <param name="DisplayName">The name the student goes by in the meeting now.</param>
/// <param name="CurrentRoomId">The planned room they are in, when it is known which one it is.</param>
/// <param name="CurrentZoomRoomId">The Zoom room they are in.</param>
/// <param name="Devices">How many of the student's devices are in the meeting.</param>
/// <param name="EmailDiffers">Recognised by name, and under another e-mail address than the student's: a good reason to check.</param>
/// <param name="Since">When the event occurred that put the student there.</param>
public sealed record StudentView(
    string StudentId,
    string Name,
    string? Email,
    string? DisplayName,
    Location Location,
    string? CurrentRoomId,
    string? CurrentZoomRoomId,
    int Devices,
    [property: JsonConverter(typeof(SnakeCaseEnum<MatchedBy>))] MatchedBy? MatchedBy,
    bool EmailDiffers,
    DateTimeOffset? Since);

/// <summary>Somebody who is in a room now.</summary>
/// <param name="Name">The name they go by in the meeting now.</param>
/// <param name="Role">Their role in the meeting. A student who is given one stays a student.</param>
/// <param name="StudentId">Null for somebody who is no student, or was not recognised.</param>
/// <param name="Since">When the event occurred that put them there.</param>
public sealed record OccupantView(
    string PersonId, string? Name, [property: AllowedValues("host", "co-host", "attendee")] string Role, string? StudentId, DateTimeOffset? Since);

/// <summary>Somebody of the meeting who is not among the session's students.</summary>
/// <param name="Name">The name they go by in the meeting now.</param>
/// <param name="RoomId">The planned room they are in, when it is known which one it is.</param>
/// <param name="ZoomRoomId">The Zoom room they are in.</param>
/// <param name="Since">When the event occurred that put them there.</param>
public sealed record PersonView(
    string PersonId,
    string? Name,
    [property: AllowedValues("host", "co-host", "attendee")] string Role,
    string? StudentId,
    Location Location,
    string? RoomId,
    string? ZoomRoomId,
    DateTimeOffset? Since);

/// <summary>A Zoom room of which it is not known which planned room it is.</summary>
/// <param name="FirstSeen">When somebody first entered it.</param>
/// <param name="Occupants">Who is in it now.</param>
public sealed record UnboundRoomView(string ZoomRoomId, DateTimeOffset FirstSeen, IReadOnlyList<OccupantView> Occupants);

/// <summary>How many students are where, and how many people nobody recognised.</summary>
/// <param name="Present">In their own room, in another or in the main session.</param>
public sealed record Counts(
    int Students, int Present, int InOwnRoom, int InOtherRoom, int InMain, int WaitingRoom, int Absent, int Left, int Unmatched);
