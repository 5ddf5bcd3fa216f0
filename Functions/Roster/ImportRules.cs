using Functions.Http;
using Functions.Presence;

namespace Functions.Roster;

/// <summary>What is wrong with an import in itself, all at once: every entry by the rules of a PUT, and no two the same. Pure.</summary>
internal sealed class ImportRules
{
    /// <summary>More entries than this are refused.</summary>
    public const int MostRows = 20_000;

    private readonly OrderedDictionary<string, string[]> errors = new(StringComparer.Ordinal);
    private readonly Dictionary<(RosterRole Role, string Value), string> ids = [], emails = [];

    private ImportRules()
    {
    }

    public static Result<List<ImportEntry>> Check(IEnumerable<ImportRow> rows)
    {
        var rules = new ImportRules();
        List<ImportEntry> entries = [];
        foreach (var row in rows)
            if (rules.Check(row) is { } entry) entries.Add(entry);
        return rules.errors.Count > 0 ? Problems.Validation(rules.errors) : entries;
    }

    private ImportEntry? Check(ImportRow row)
    {
        var before = errors.Count;
        foreach (var (field, error) in row.Wrong) Add(field, error);
        if (row.Fields is not { } fields) return null;
        var id = fields.Id ?? "";
        var wrong = RosterRules.WrongWith(id, fields);
        foreach (var (field, messages) in wrong) Add(field, messages[0]);
        if (!wrong.ContainsKey("id")) Once("id", ids, id, "id");
        if (!wrong.ContainsKey("email") && RosterRules.Trimmed(fields.Email) is { } email) Once("email", emails, Names.FoldEmail(email), "e-mail address");
        return errors.Count == before ? new(row.Place, row.Role!.Value, RosterRules.EntryOf(id, fields)) : null;

        void Once(string field, Dictionary<(RosterRole, string), string> seen, string value, string what)
        {
            if (row.Role is { } role && !seen.TryAdd((role, value), row.Place)) Add(field, $"The same {what} as in {seen[(role, value)]}.");
        }

        // What the reader says of a cell goes first.
        void Add(string field, string error) => errors.TryAdd(field.Length == 0 ? row.Place : $"{row.Place}.{field}", [error]);
    }
}
