using System.Buffers;
using Functions.Http;
using Functions.Presence;
using Functions.Roster;
using Microsoft.Extensions.Options;

namespace Functions.Sessions;

/// <summary>Checks a request before anything is read or written. All that is wrong is said at once, by field.</summary>
public sealed class CreateSessionRules(IOptions<SessionsOptions> options, TimeProvider time)
{
    public const int LongestTopic = 200;
    public const int ShortestDuration = 1;
    public const int LongestDuration = 1440;
    public const int MostPerRoom = 50;
    public const string PasscodePattern = "^[A-Za-z0-9@_*-]{1,10}$";

    private static readonly SearchValues<char> InPasscode = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@_*-");

    /// <summary>A start in the past means a mistake, unless clocks differ by a little.</summary>
    private static readonly TimeSpan MostPast = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(731);

    /// <summary>
    /// What would be wrong with a new session at this moment, but not with the repetition of a request that made one. Null for nothing.
    /// </summary>
    public Problem? TooLate(CreateSessionRequest r) =>
        r.StartTime is { } start && start < time.GetUtcNow() - MostPast ? Problems.Validation("start_time", "The start is over 5 minutes in the past.") : null;

    public IReadOnlyDictionary<string, string[]> WrongWith(CreateSessionRequest r)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Check("professor_id", RosterRules.IsId(r.ProfessorId), "The id of a professor is expected.");
        Check("topic", r.Topic?.Trim() is { Length: > 0 and <= LongestTopic } topic && !topic.Any(char.IsControl), $"1 to {LongestTopic} characters are expected.");
        Check("duration", r.Duration is >= ShortestDuration and <= LongestDuration, $"{ShortestDuration} to {LongestDuration} minutes are expected.");
        Check("start_time", r.StartTime is null || r.StartTime <= time.GetUtcNow() + MostAhead, "The start is over two years ahead.");
        Check("timezone", r.Timezone is null || IsTimezone(r.Timezone), "An IANA name is expected, such as Europe/Zurich.");
        Check("students_per_room", r.StudentsPerRoom is null or (>= 1 and <= MostPerRoom), $"1 to {MostPerRoom} are expected.");
        Check("passcode", r.Passcode is null || (r.Passcode.Length is >= 1 and <= 10 && !r.Passcode.AsSpan().ContainsAnyExcept(InPasscode)), "1 to 10 of A-Z a-z 0-9 @ _ * - are expected.");
        Check("auto_recording", r.AutoRecording is null or "none" or "cloud" or "local", "none, cloud or local is expected.");
        CheckStudents(r, errors);
        return errors;

        void Check(string field, bool right, string error)
        {
            if (!right) errors[field] = [error];
        }
    }

    private void CheckStudents(CreateSessionRequest r, Dictionary<string, string[]> errors)
    {
        if (r.StudentIds is null == r.Students is null)
        {
            errors["student_ids"] = ["Send either student_ids or students."];
            return;
        }

        var field = r.StudentIds is null ? "students" : "student_ids";
        var count = r.StudentIds?.Count ?? r.Students!.Count;
        var rooms = (count + (r.StudentsPerRoom ?? 1) - 1) / Math.Clamp(r.StudentsPerRoom ?? 1, 1, MostPerRoom);
        if (count < 1) errors[field] = ["At least one student is expected."];
        else if (count > options.Value.MaxStudents) errors[field] = [$"At most {options.Value.MaxStudents} students are accepted."];
        else if (rooms > options.Value.MaxRooms) errors[field] = [$"These students need {rooms} rooms, and at most {options.Value.MaxRooms} are possible: raise students_per_room."];
        else if (r.StudentIds is { } ids) CheckIds(ids, errors);
        else CheckNamed(r.Students!, errors);
    }

    private static void CheckIds(IReadOnlyList<string> ids, Dictionary<string, string[]> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!RosterRules.IsId(ids[i])) errors[$"student_ids[{i}]"] = ["This is not an id."];
            else if (!seen.Add(ids[i])) errors[$"student_ids[{i}]"] = ["This student is listed twice."];
        }
    }

    private static void CheckNamed(IReadOnlyList<StudentRequest> students, Dictionary<string, string[]> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < students.Count; i++)
        {
            if (students[i] is not { } student)
            {
                errors[$"students[{i}]"] = ["A student is expected."];
                continue;
            }

            if (RosterRules.WrongWithName(student.Name) is { } name) errors[$"students[{i}].name"] = [name];
            if (RosterRules.WrongWithEmail(student.Email) is { } email) errors[$"students[{i}].email"] = [email];
            var mail = RosterRules.Cleaned(student.Email);
            var identity = mail is null ? "n:" + Names.Fold(student.Name ?? "") : "e:" + Names.FoldEmail(mail);
            if (!seen.Add(identity)) errors[$"students[{i}]"] = ["This student is listed twice."];
        }
    }

    private static bool IsTimezone(string name) =>
        name is "UTC" || (name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId);
}
