using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>
/// Students who are in no list: they were named without an e-mail, and belong to one session. Their ids derive from the session and the
/// name, so that the same request again, or a change that keeps the name, gives the same. Pure.
/// </summary>
/// <param name="known">The students of this session as it was, or of the one that it is a clone of.</param>
internal sealed class SessionStudents(string sessionId, IReadOnlyList<PlannedStudent> known)
{
    private const string Prefix = "s-";

    // The version before put such students on the roster, under an id made of the name alone.
    private const string PrefixBefore = "n-";

    public static bool IsOwn(string studentId) => studentId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The student who was planned under this id and is in no list; null for anybody else.</summary>
    public PlannedStudent? Own(string studentId) =>
        IsOwn(studentId) && known.FirstOrDefault(s => s.StudentId == studentId) is { } student
            ? student with { StudentId = IdOf(student.Name) }
            : null;

    /// <summary>The student of this name.</summary>
    public PlannedStudent Named(string name)
    {
        var folded = Names.Fold(name);
        var before = known.FirstOrDefault(s =>
            s.Email is null && s.StudentId.StartsWith(PrefixBefore, StringComparison.Ordinal) && Names.Fold(s.Name) == folded);
        return new(before?.StudentId ?? IdOf(name), name);
    }

    /// <summary>The name that was given to a student of the roster who has another there; else null.</summary>
    public string? NameGiven(string studentId) => known.FirstOrDefault(s => s.StudentId == studentId && s.RosterName is not null)?.Name;

    private string IdOf(string name) => Prefix + Keys.Digest(sessionId, Names.Fold(name));
}
