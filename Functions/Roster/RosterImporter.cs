using Functions.Http;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// Brings the roster to what an import says, as if each of its entries were PUT, and leaves all others alone. Everything is checked before
/// the first write; after a crash in the middle the same import, posted again, does the rest.
/// </summary>
public sealed class RosterImporter(Tables tables, RosterStore store)
{
    internal async Task<Result<ImportReport>> ImportAsync(ImportRows rows, CancellationToken cancellationToken)
    {
        var errors = new ImportErrors();
        var entries = ImportRules.Check(rows.Rows, errors);
        return errors.Problem(rows.Rows.Select(r => r.Place)) ?? await ImportAsync(entries, cancellationToken);
    }

    internal async Task<Result<ImportReport>> ImportAsync(IReadOnlyList<ImportEntry> entries, CancellationToken cancellationToken)
    {
        var errors = new ImportErrors();
        var lists = await FindAsync(entries, errors, cancellationToken);
        if (errors.Problem(entries.Select(e => e.Place)) is { } problem) return problem;
        var report = Report(lists.SelectMany(l => l.Entries.Select(l.ActionOf)));

        // From here on the caller may go away: what is begun is brought to its end.
        List<string> late = [];
        foreach (var list in lists) late.AddRange(await list.WriteAsync());
        return late.Count > 0 ? Overtaken(late) : report;
    }

    /// <summary>What the import would do, entry by entry. Nothing is written.</summary>
    internal async Task<ImportReport> PreviewAsync(ImportRows rows, CancellationToken cancellationToken)
    {
        var errors = new ImportErrors();
        var lists = await FindAsync(ImportRules.Check(rows.Rows, errors), errors, cancellationToken);
        var found = lists.SelectMany(l => l.Entries.Select(e => (e, Action: l.ActionOf(e))))
            .ToDictionary(f => f.e.Place, StringComparer.Ordinal);
        var shown = rows.Rows.Select(Shown).ToList();
        return Report(shown.Select(s => s.Action)) with { Rows = shown, IgnoredColumns = rows.IgnoredColumns };

        ImportedRow Shown(ImportRow row)
        {
            var wrong = errors.Of(row.Place);
            return found.TryGetValue(row.Place, out var f)
                ? new(row.Place, wrong is null ? f.Action : ImportAction.Refuse, f.e.Entry.Id, f.e.Entry.Name, f.e.Entry.Email, wrong)
                : new(row.Place, ImportAction.Refuse, row.Fields?.Id, row.Fields?.Name, row.Fields?.Email, wrong);
        }
    }

    private async Task<IReadOnlyList<ListImport>> FindAsync(
        IReadOnlyList<ImportEntry> entries, ImportErrors errors, CancellationToken cancellationToken)
    {
        ListImport[] lists = [.. entries.GroupBy(e => e.Role).Select(g => new ListImport(tables, store, g.Key, [.. g]))];
        foreach (var list in lists) await list.FindAsync(errors, cancellationToken);
        return lists;
    }

    private static ImportReport Report(IEnumerable<ImportAction> actions)
    {
        var counts = actions.CountBy(a => a).ToDictionary();
        return new(Count(ImportAction.Create), Count(ImportAction.Update), Count(ImportAction.Unchanged));

        int Count(ImportAction action) => counts.GetValueOrDefault(action);
    }

    private static Problem Overtaken(List<string> places)
    {
        var errors = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var place in places) errors[$"{place}.email"] = ["Somebody else was given this e-mail address a moment ago."];
        return Problems.Validation(errors) with
        {
            Detail = $"{places.Count} entries were not written, because of others who change the roster at the same time; all others were.",
        };
    }
}
