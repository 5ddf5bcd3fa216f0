using Functions.Presence;

namespace Functions.Roster;

/// <summary>What is wrong with an import in itself, all at once: every entry by the rules of a PUT, and no two the same. Pure.</summary>
internal sealed class ImportRules
{
    /// <summary>More entries than this are refused.</summary>
    public const int MostRows = 20_000;

    private readonly ImportErrors errors;
    private readonly Dictionary<(RosterRole Role, string Value), string> ids = [], emails = [];

    private ImportRules(ImportErrors errors) => this.errors = errors;

    /// <summary>The entries with nothing wrong in them.</summary>
    public static List<ImportEntry> Check(IEnumerable<ImportRow> rows, ImportErrors errors)
    {
        var rules = new ImportRules(errors);
        return [.. rows.Select(rules.Check).OfType<ImportEntry>()];
    }

    private ImportEntry? Check(ImportRow row)
    {
        // What the reader says of a cell goes first.
        foreach (var (field, error) in row.Wrong) errors.Add(row.Place, field, error);
        if (row.Fields is not { } fields) return null;
        var wrong = RosterRules.WrongWith(fields.Id, fields);
        foreach (var (field, messages) in wrong) errors.Add(row.Place, field, messages[0]);
        if (fields.Id is { } id && !wrong.ContainsKey("id")) Once("id", ids, id, "id");
        var email = RosterRules.Cleaned(fields.Email);
        if (email is not null && !wrong.ContainsKey("email")) Once("email", emails, Names.FoldEmail(email), "e-mail address");
        if (errors.Of(row.Place) is not null) return null;
        var typed = fields.Email is not null && StoredFolding.Email(fields.Email) != StoredFolding.Email(email ?? "") ? fields.Email : null;
        return new(row.Place, row.Role!.Value, RosterRules.EntryOf(fields.Id ?? "", fields), fields.Id is not null, typed);

        void Once(string field, Dictionary<(RosterRole, string), string> seen, string value, string what)
        {
            if (row.Role is { } role && !seen.TryAdd((role, value), row.Place))
                errors.Add(row.Place, field, $"The same {what} as in {seen[(role, value)]}.");
        }
    }
}
