using Functions.Http;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>The students of a session that is being planned.</summary>
/// <param name="New">Ids of students who are not in the roster yet.</param>
public sealed record FoundStudents(IReadOnlyList<PlannedStudent> Students, IReadOnlyList<string> New);

/// <summary>
/// Who the students of a request are: by id or e-mail those of the roster, by name alone somebody who belongs to this session only. Point
/// reads, so many at once.
/// </summary>
public sealed class StudentFinder(RosterStore roster)
{
    private const int AtOnce = 32;

    public Task<Result<FoundStudents>> FindAsync(string sessionId, CreateSessionRequest request, CancellationToken cancellationToken) =>
        request.StudentIds is { } ids
            ? ByIdAsync(ids, Known(sessionId, request), cancellationToken)
            : ByNameAsync(request.Students!, Known(sessionId, request), cancellationToken);

    private static SessionStudents Known(string sessionId, CreateSessionRequest request) => new(sessionId, request.Known);

    private async Task<Result<FoundStudents>> ByIdAsync(
        IReadOnlyList<string> ids, SessionStudents known, CancellationToken cancellationToken)
    {
        var found = await InParallel(ids, FindAsync, cancellationToken);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < found.Length; i++)
            if (found[i] is null) errors[$"student_ids[{i}]"] = ["There is no such student."];
        return errors.Count > 0 ? Problems.Validation(errors) : new FoundStudents([.. found.OfType<PlannedStudent>()], []);

        async Task<PlannedStudent?> FindAsync(string id, CancellationToken ct)
        {
            if (known.Own(id) is { } own) return own;
            var entry = await roster.FindAsync(RosterRole.Students, id, ct);
            return entry is null ? null : Planned(entry, known.NameGiven(id) ?? entry.Name);
        }
    }

    private async Task<Result<FoundStudents>> ByNameAsync(
        IReadOnlyList<StudentRequest> students, SessionStudents known, CancellationToken cancellationToken)
    {
        var found = await InParallel(students, FindAsync, cancellationToken);
        var twice = found.GroupBy(f => f.Student.StudentId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? Problems.Validation("students", $"Two of these are the same student: {twice.Key}.")
            : new FoundStudents([.. found.Select(f => f.Student)], [.. found.Where(f => f.IsNew).Select(f => f.Student.StudentId)]);

        async Task<(PlannedStudent Student, bool IsNew)> FindAsync(StudentRequest student, CancellationToken ct)
        {
            var name = ShownText.OfName(student.Name!);
            if (RosterRules.Cleaned(student.Email) is not { } email) return (known.Named(name), false);
            return await roster.FindByEmailAsync(RosterRole.Students, student.Email!, ct) is { } entry
                ? (Planned(entry, name), false)
                : (new(await NewIdAsync(email, ct), name, email), true);
        }
    }

    // Whoever had this e-mail once may have another by now: their entry, whose id was made of it, is not the new student's.
    private async Task<string> NewIdAsync(string email, CancellationToken cancellationToken)
    {
        var folded = StoredFolding.Email(email);
        for (var n = 0; ; n++)
        {
            var id = "e-" + (n == 0 ? Keys.Digest(folded) : Keys.Digest(folded, $"{n}"));
            var there = await roster.FindAsync(RosterRole.Students, id, cancellationToken);
            if (there is null || (there.Email is { } same && StoredFolding.Email(same) == folded)) return id;
        }
    }

    private static PlannedStudent Planned(RosterEntry entry, string name) => new(
        entry.Id, name, RosterRules.Cleaned(entry.Email), RosterName: Names.Fold(entry.Name) == Names.Fold(name) ? null : entry.Name);

    private static async Task<TOut[]> InParallel<TIn, TOut>(
        IReadOnlyList<TIn> items, Func<TIn, CancellationToken, Task<TOut>> read, CancellationToken cancellationToken)
    {
        var found = new TOut[items.Count];
        await Parallel.ForAsync(
            0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, ct) => found[i] = await read(items[i], ct));
        return found;
    }
}
