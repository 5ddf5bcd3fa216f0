namespace Functions.Roster;

/// <summary>How a gradebook names a student, so that what goes back there is found. What is not known is null.</summary>
/// <param name="CanvasId">Canvas: ID.</param>
/// <param name="SisUserId">Canvas: SIS User ID. Elsewhere: the student number.</param>
/// <param name="SisLoginId">Canvas: SIS Login ID.</param>
/// <param name="Section">Canvas: Section.</param>
/// <param name="MoodleId">Moodle: ID number.</param>
public sealed record GradebookIds(string? CanvasId, string? SisUserId, string? SisLoginId, string? Section, string? MoodleId)
{
    /// <summary>Each by the name of its column in storage.</summary>
    internal IEnumerable<(string Column, string? Value)> Columns() =>
        [("canvas_id", CanvasId), ("sis_user_id", SisUserId), ("sis_login_id", SisLoginId), ("section", Section), ("moodle_id", MoodleId)];

    /// <summary>Null when none is known.</summary>
    internal static GradebookIds? Of(Func<string, string?> column) => NullIfEmpty(
        new(column("canvas_id"), column("sis_user_id"), column("sis_login_id"), column("section"), column("moodle_id")));

    /// <summary>What is not given stays as it is.</summary>
    internal static GradebookIds? Merge(GradebookIds? now, GradebookIds? given) => now is null || given is null
        ? given ?? now
        : new(
            given.CanvasId ?? now.CanvasId, given.SisUserId ?? now.SisUserId, given.SisLoginId ?? now.SisLoginId,
            given.Section ?? now.Section, given.MoodleId ?? now.MoodleId);

    private static GradebookIds? NullIfEmpty(GradebookIds ids) => ids == new GradebookIds(null, null, null, null, null) ? null : ids;
}
