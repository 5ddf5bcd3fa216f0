using System.Security.Cryptography;
using Functions.Http;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Options;

namespace Functions.Sessions;

/// <summary>Turns a valid request into a plan, reading the roster: point reads in parallel, one phase however many students.</summary>
public sealed class SessionPlanner(RosterStore roster, SessionLists lists, IOptions<ZoomOptions> zoom, TimeProvider time)
{
    public const string NotPreassigned = "not_preassigned";
    public const string Overlaps = "overlaps";

    private const int Parallel = 32;
    private const int OverlapsLookedFor = 50;
    private const string PasscodeAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<Result<SessionPlan>> PlanAsync(string sessionId, CreateSessionRequest request, CancellationToken cancellationToken)
    {
        using var step = SessionTelemetry.Step("plan");
        var now = time.GetUtcNow();
        var start = request.StartTime is { } later && later > now ? later : now;
        var professor = roster.FindAsync(RosterRole.Professors, request.ProfessorId!, cancellationToken);
        var overlaps = OverlapsAsync(request.ProfessorId!, sessionId, start, request.Duration!.Value, cancellationToken);
        var planned = await RoomsAsync(request, cancellationToken);
        if (await professor is not { } host) return Problems.Validation("professor_id", "There is no such professor.");
        if ((host.ZoomUserId ?? host.Email) is not { } zoomUser) return Problems.Validation("professor_id", "This professor has no Zoom user id.");
        if (!planned.TryGet(out var rooms, out var problem)) return problem;

        return new SessionPlan
        {
            SessionId = sessionId,
            Professor = new(host.Id, host.Name, host.Email, zoomUser),
            Topic = request.Topic!.Trim(),
            StartTime = start,
            StartsNow = start == now,
            Timezone = request.Timezone ?? "UTC",
            Duration = request.Duration.Value,
            WaitingRoom = request.WaitingRoom ?? true,
            Passcode = request.Passcode ?? RandomNumberGenerator.GetString(PasscodeAlphabet, 8),
            AutoRecording = request.AutoRecording ?? "none",
            MeetingLimit = zoom.Value.MeetingLimit,
            StudentsPerRoom = request.StudentsPerRoom ?? 1,
            Rooms = rooms.Rooms,
            NewStudents = rooms.New,
            Warnings = [.. await overlaps, .. rooms.Warnings],
        };
    }

    /// <summary>Only the rooms of a request and who is in them.</summary>
    public async Task<Result<PlannedRooms>> RoomsAsync(CreateSessionRequest request, CancellationToken cancellationToken)
    {
        if (!(await FindStudents(request, cancellationToken)).TryGet(out var found, out var problem)) return problem;
        var without = found.Students.Count(s => s.Email is null);
        return new PlannedRooms(
            RoomPlanner.Plan(found.Students, request.StudentsPerRoom ?? 1),
            found.New,
            without == 0 ? [] : [new(NotPreassigned, $"{without} students have no e-mail address: Zoom cannot assign them, the host must.")]);
    }

    private Task<Result<FoundStudents>> FindStudents(CreateSessionRequest request, CancellationToken cancellationToken) =>
        request.StudentIds is { } ids ? FindById(ids, cancellationToken) : FindByEmail(request.Students!, cancellationToken);

    private async Task<Result<FoundStudents>> FindById(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = await InParallel(ids, (id, ct) => roster.FindAsync(RosterRole.Students, id, ct), cancellationToken);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < found.Length; i++)
            if (found[i] is null) errors[$"student_ids[{i}]"] = ["There is no such student."];
        return errors.Count > 0
            ? Problems.Validation(errors)
            : new FoundStudents([.. found.Select(s => new PlannedStudent(s!.Id, s.Name, s.Email))], []);
    }

    private async Task<Result<FoundStudents>> FindByEmail(IReadOnlyList<StudentRequest> students, CancellationToken cancellationToken)
    {
        var found = await InParallel(students, Find, cancellationToken);
        var twice = found.GroupBy(f => f.Student.StudentId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? Problems.Validation("students", $"Two of these are the same student: {twice.Key}.")
            : new FoundStudents([.. found.Select(f => f.Student)], [.. found.Where(f => f.IsNew).Select(f => f.Student.StudentId)]);

        async Task<(PlannedStudent Student, bool IsNew)> Find(StudentRequest student, CancellationToken ct)
        {
            var name = student.Name!.Trim();
            if (RosterRules.Trimmed(student.Email) is not { } email)
            {
                var nameless = "n-" + Keys.Digest(Names.Fold(name));
                return await roster.FindAsync(RosterRole.Students, nameless, ct) is { } there ? (new(there.Id, there.Name, there.Email), false) : (new(nameless, name), true);
            }

            if (await roster.FindIdByEmailAsync(RosterRole.Students, email, ct) is not { } id) return (new("e-" + Keys.Digest(Names.FoldEmail(email)), name, email), true);
            var known = await roster.FindAsync(RosterRole.Students, id, ct);
            return (new(id, known?.Name ?? name, known?.Email ?? email), known is null);
        }
    }

    /// <summary>The warning that another session of the professor is planned at the same time; empty if there is none.</summary>
    /// <param name="duration">In minutes.</param>
    public async Task<IReadOnlyList<Warning>> OverlapsAsync(string professorId, string sessionId, DateTimeOffset start, int duration, CancellationToken cancellationToken)
    {
        var (end, looked) = (start.AddMinutes(duration), 0);
        await foreach (var other in lists.OfProfessorAsync(professorId, null, OverlapsLookedFor, cancellationToken))
        {
            if (!other.IsOver && other.SessionId != sessionId && other.StartTime < end && start < other.StartTime.AddMinutes(other.Duration))
                return [new(Overlaps, $"Another session of this professor is planned at the same time: {other.SessionId}.")];
            if (++looked == OverlapsLookedFor) break;
        }

        return [];
    }

    private static async Task<TOut[]> InParallel<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, CancellationToken, Task<TOut>> read, CancellationToken cancellationToken)
    {
        var found = new TOut[items.Count];
        await System.Threading.Tasks.Parallel.ForAsync(
            0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (i, ct) => found[i] = await read(items[i], ct));
        return found;
    }

    /// <param name="New">Ids of students who are not in the roster yet.</param>
    public sealed record PlannedRooms(IReadOnlyList<PlannedRoom> Rooms, IReadOnlyList<string> New, IReadOnlyList<Warning> Warnings);

    private sealed record FoundStudents(IReadOnlyList<PlannedStudent> Students, IReadOnlyList<string> New);
}
