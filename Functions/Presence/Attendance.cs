using System.Text.Json.Serialization;

namespace Functions.Presence;

/// <summary>How long everybody was where. All durations are whole seconds.</summary>
/// <param name="Final">The session is over; until then it is the state so far.</param>
public sealed record Attendance(string SessionId, bool Final, IReadOnlyList<Attendee> Students, IReadOnlyList<Attendee> Unmatched);

/// <summary>How long somebody was where, in seconds.</summary>
/// <param name="StudentId">Absent for somebody who was not recognised.</param>
/// <param name="RoomsIncomplete">Part of the time is known from Zoom's report only, which knows no rooms.</param>
/// <param name="PresentSeconds">Own room, other rooms and main session together; several devices at once count once.</param>
/// <param name="Drops">Absences of 5 seconds or more between two joins.</param>
/// <param name="LateSeconds">From the planned start, or the meeting's first start if that was later, to the first join.</param>
/// <param name="LeftEarlySeconds">From the last leave to the planned end, or the meeting's end if that was earlier.</param>
/// <param name="Intervals">Where they were, in order. Empty once the session's personal data is deleted.</param>
public sealed record Attendee(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StudentId,
    string? Name,
    string? Email,
    [property: JsonConverter(typeof(SnakeCaseEnum<MatchedBy>))] MatchedBy? MatchedBy,
    bool RoomsIncomplete,
    DateTimeOffset? FirstJoin,
    DateTimeOffset? LastLeave,
    long PresentSeconds,
    long OwnRoomSeconds,
    long OtherRoomSeconds,
    long MainSeconds,
    int Drops,
    long LateSeconds,
    long LeftEarlySeconds,
    IReadOnlyList<AttendanceInterval> Intervals);

/// <summary>A time in one place.</summary>
/// <param name="Place">own_room, other_room or main_session.</param>
/// <param name="RoomId">The planned room, when it is known which one it was.</param>
public sealed record AttendanceInterval(Location Place, string? RoomId, DateTimeOffset From, DateTimeOffset To);
