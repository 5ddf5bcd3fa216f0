using Functions.Http;
using Functions.Presence;

namespace Functions.Roster;

/// <summary>Reads one row of a roster as CSV, cell by cell. Pure.</summary>
/// <param name="cell">The text of a cell.</param>
internal sealed class RosterRow(RosterColumns columns, Func<int, string> cell)
{
    private readonly Dictionary<string, string> wrong = new(StringComparer.Ordinal);

    /// <summary>Null for a line of a gradebook that is no student.</summary>
    public ImportRow? Read(string place)
    {
        var external = new GradebookIdsRequest
        {
            CanvasId = Text(RosterField.CanvasId, "external.canvas_id"),
            SisUserId = Text(RosterField.SisUserId, "external.sis_user_id"),
            SisLoginId = Text(RosterField.SisLoginId, "external.sis_login_id"),
            Section = Text(RosterField.Section, "external.section"),
            MoodleId = Text(RosterField.MoodleId, "external.moodle_id"),
        };
        var name = Text(RosterField.Name, "name");
        if (columns.IsCanvas && IsNoStudent(name, external)) return null;
        var (first, last) = (Text(RosterField.FirstName, "name"), Text(RosterField.LastName, "name"));
        var role = columns.IsOurs ? RoleOf(Text(RosterField.Role, "role")) : RosterRole.Students;
        if (role is null) wrong.TryAdd("role", "professor or student is expected.");
        var row = new ImportRow(place, role, new()
        {
            Id = Text(RosterField.Id, "id"),
            Name = columns.IsOurs && first is null && last is null ? name : PersonName.Of(name, first, last),
            Email = Text(RosterField.Email, "email") ?? AddressIn(external.SisLoginId),
            ZoomUserId = Text(RosterField.ZoomUserId, "zoom_user_id"),
            External = external,
        });
        foreach (var (field, error) in wrong) row.Wrong.Add(field, error);
        return row;
    }

    private string? Text(RosterField column, string field)
    {
        if (columns[column] is not (>= 0 and var i) || cell(i).Trim() is not { Length: > 0 } text) return null;
        // Moodle writes a hyphen where there is nothing.
        if (text == "-" && !columns.IsOurs) return null;
        if (!Formula.Is(text)) return Formula.Restore(text).Trim();
        wrong[field] = "A spreadsheet would take this for a formula. If it is none, write an apostrophe before it.";
        return null;
    }

    // Below the header Canvas writes lines such as "Points Possible", which have no ids, and last a student for trying things out.
    private static bool IsNoStudent(string? name, GradebookIdsRequest external) =>
        external is { CanvasId: null, SisUserId: null, SisLoginId: null, Section: null }
        || (external.SisUserId is null && name is not null && Names.Fold(PersonName.FromSorted(name)) == "test student");

    private static string? AddressIn(string? login) =>
        login is not null && login.Contains('@', StringComparison.Ordinal) && RosterRules.WrongWithEmail(login) is null ? login : null;

    private static RosterRole? RoleOf(string? text) => text?.ToLowerInvariant() switch
    {
        "professor" or "professors" => RosterRole.Professors,
        "student" or "students" => RosterRole.Students,
        _ => null,
    };
}
