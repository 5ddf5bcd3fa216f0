using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Presence;

/// <summary>Writes an enum as snake_case text.</summary>
public sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

[JsonConverter(typeof(SnakeCaseEnum<SessionStatus>))]
public enum SessionStatus
{
    Scheduled,
    Active,
    Completed,
    Failed,
}

[JsonConverter(typeof(SnakeCaseEnum<MeetingStatus>))]
public enum MeetingStatus
{
    Waiting,
    Started,
    Ended,
}

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
/// Short and stable. About the plan: <c>overlaps</c>, <c>not_preassigned</c>, <c>plan_limit</c> (Zoom ends the meeting early). While it
/// runs: <c>no_webhooks</c>, <c>host_absent</c> (for 2 minutes), <c>rooms_not_opened</c> (5 minutes with students in the main session),
/// <c>wrong_room</c> (for 5 minutes), <c>overdue</c>. Afterwards: <c>running_after_end</c>.
/// </param>
/// <param name="Detail">A sentence for people.</param>
public sealed record Warning(string Code, string Detail);

/// <summary>The whole truth about a session, computed whenever it is read. Times are UTC.</summary>
/// <param name="Version">The text of the answer's ETag, for scripts that can't read headers across origins.</param>
/// <param name="RoomsOpenedAt">The first time anybody entered a breakout room: Zoom does not say when rooms are opened.</param>
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
    string? EndReason,
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

/// <param name="AvatarSessionId">Reserved, always null.</param>
public sealed record RoomView(
    string RoomId,
    string Name,
    string? ZoomRoomId,
    [property: JsonConverter(typeof(SnakeCaseEnum<BoundBy>))] BoundBy? BoundBy,
    string? AvatarSessionId,
    RoomStatus Status,
    IReadOnlyList<StudentView> Students,
    IReadOnlyList<OccupantView> Occupants);

/// <param name="DisplayName">The name the student goes by in the meeting now.</param>
/// <param name="Devices">How many of the student's devices are in the meeting.</param>
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
    DateTimeOffset? Since);

public sealed record OccupantView(string PersonId, string? Name, string Role, string? StudentId, DateTimeOffset? Since);

public sealed record PersonView(
    string PersonId,
    string? Name,
    string Role,
    string? StudentId,
    Location Location,
    string? RoomId,
    string? ZoomRoomId,
    DateTimeOffset? Since);

public sealed record UnboundRoomView(string ZoomRoomId, DateTimeOffset FirstSeen, IReadOnlyList<OccupantView> Occupants);

/// <param name="Present">In their own room, in another or in the main session.</param>
public sealed record Counts(
    int Students, int Present, int InOwnRoom, int InOtherRoom, int InMain, int WaitingRoom, int Absent, int Left, int Unmatched);
