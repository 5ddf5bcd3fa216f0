using Functions.Http;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// Brings the roster to what an import says, as if each of its entries were PUT, and leaves all others alone. Everything is checked before
/// the first write; after a crash in the middle the same import, posted again, does the rest.
/// </summary>
public sealed class RosterImporter(Tables tables, RosterStore store)
{
    internal async Task<Result<ImportReport>> ImportAsync(IReadOnlyList<ImportEntry> entries, CancellationToken cancellationToken)
    {
        ListImport[] lists = [.. entries.GroupBy(e => e.Role).Select(g => new ListImport(tables, store, g.Key, [.. g]))];
        var conflicts = await Task.WhenAll(lists.Select(l => l.FindConflictsAsync(cancellationToken)));
        if (conflicts.Any(c => c.Count > 0))
            return Problems.Validation(new OrderedDictionary<string, string[]>(conflicts.SelectMany(c => c), StringComparer.Ordinal));

        // From here on the caller may go away: what is begun is brought to its end.
        List<string> late = [];
        foreach (var list in lists) late.AddRange(await list.WriteAsync());
        return late.Count > 0
            ? Overtaken(late)
            : new ImportReport(lists.Sum(l => l.Report.Created), lists.Sum(l => l.Report.Updated), lists.Sum(l => l.Report.Unchanged));
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
