using System.Text.Json.Serialization;

namespace Functions.Presence;

/// <summary>How long everybody was where. All durations are whole seconds.</summary>
/// <param name="Final">The session is over; until then it is the state so far.</param>
/// <param name="ClassStart">The planned start, or when the first run that reaches into the planned time began, if that was later.</param>
/// <param name="ClassEnd">
/// The planned end, when a user ended the session, or when the last run that began before those ended, whichever was first; while that
/// run goes on, now at the latest.
/// </param>
public sealed record Attendance(
    string SessionId,
    bool Final,
    DateTimeOffset ClassStart,
    DateTimeOffset ClassEnd,
    IReadOnlyList<Attendee> Students,
    IReadOnlyList<Attendee> Unmatched);

/// <summary>How long somebody was where, in seconds.</summary>
/// <param name="StudentId">Absent for somebody who was not recognised.</param>
/// <param name="EmailDiffers">Recognised by name, and under another e-mail address than the student's.</param>
/// <param name="RoomsIncomplete">Part of the time is known from Zoom's report only, which knows no rooms.</param>
/// <param name="JoinUnseen">Only a leave was seen: they were there, but nobody knows how long. There is no first join then.</param>
/// <param name="PresentSeconds">Own room, other rooms and main session together; several devices at once count once.</param>
/// <param name="Drops">Absences of 5 seconds or more between two joins.</param>
/// <param name="LateSeconds">From the start of the class to when they were first present in it.</param>
/// <param name="LeftEarlySeconds">From when they were last present in the class to its end.</param>
/// <param name="CountedSeconds">Present within the class. Null where the events are gone and it was never counted.</param>
/// <param name="Intervals">Where they were, in order. Empty once the session's personal data is deleted.</param>
public sealed record Attendee(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StudentId,
    string? Name,
    string? Email,
    [property: JsonConverter(typeof(SnakeCaseEnum<MatchedBy>))] MatchedBy? MatchedBy,
    bool EmailDiffers,
    bool RoomsIncomplete,
    DateTimeOffset? FirstJoin,
    DateTimeOffset? LastLeave,
    bool JoinUnseen,
    long PresentSeconds,
    long OwnRoomSeconds,
    long OtherRoomSeconds,
    long MainSeconds,
    int Drops,
    long LateSeconds,
    long LeftEarlySeconds,
    long? CountedSeconds,
    IReadOnlyList<AttendanceInterval> Intervals);

/// <summary>A time in one place.</summary>
/// <param name="Place">own_room, other_room or main_session.</param>
/// <param name="RoomId">The planned room, when it is known which one it was.</param>
public sealed record AttendanceInterval(Location Place, string? RoomId, DateTimeOffset From, DateTimeOffset To);
