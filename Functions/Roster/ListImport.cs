using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>The part of an import that is about one list.</summary>
internal sealed class ListImport(Tables tables, RosterStore store, RosterRole role, IReadOnlyList<ImportEntry> given)
{
    private readonly List<RosterEntry> givers = [];
    private readonly Dictionary<string, TableEntity> there = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>The entries under their ids, with what stays as it is.</summary>
    public IReadOnlyList<ImportEntry> Entries { get; private set; } = [];

    /// <summary>Reads what the entries are now. Nobody may be in it twice, or take the e-mail of somebody who keeps it.</summary>
    public async Task FindAsync(ImportErrors errors, CancellationToken cancellationToken)
    {
        await ReadAsync(given.SelectMany(e => IdFinder.Keys(role, e)), cancellationToken);
        var finder = new IdFinder(role, there, given);
        var ids = await FindIdsAsync(finder, cancellationToken);
        Entries = [.. given.Select((e, i) => Under(e, ids[i]))];

        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var e in Entries)
        {
            if (first.TryAdd(e.Entry.Id, e.Place)) continue;
            var same = $"The same entry as in {first[e.Entry.Id]}. Two people of one name need ids or e-mail addresses.";
            errors.Add(e.Place, e.HasId ? "id" : "name", same);
        }

        foreach (var e in Entries)
        {
            if (finder.OwnerOf(e) is not { } owner || owner == e.Entry.Id) continue;
            // No two of an import have the same e-mail, so somebody who is in it too will not have this one.
            if (first.ContainsKey(owner) && Find(owner) is { } giver) givers.Add(giver with { Email = null });
            else errors.Add(e.Place, "email", $"The entry with the id {owner} has this e-mail address.");
        }
    }

    /// <summary>How an entry differs from what was read.</summary>
    public ImportAction ActionOf(ImportEntry entry) =>
        Find(entry.Entry.Id) is not { } now ? ImportAction.Create : now == entry.Entry ? ImportAction.Unchanged : ImportAction.Update;

    /// <summary>Writes what differs. An e-mail that goes from one to another is taken away before it is given.</summary>
    /// <returns>The places of those who could not be written, because somebody else has their e-mail by now.</returns>
    public async Task<IEnumerable<string>> WriteAsync()
    {
        var wanted = Entries.Select(e => e.Entry).ToList();
        IReadOnlyDictionary<string, TableEntity> rows = there;
        if (givers.Count > 0)
        {
            await new RosterWriter(tables, store, role).WriteAsync(givers, rows);
            rows = await RosterWriter.ReadAsync(tables, role, wanted, CancellationToken.None);
        }

        var taken = (await new RosterWriter(tables, store, role).WriteAsync(wanted, rows)).ToHashSet(StringComparer.Ordinal);
        return Entries.Where(e => taken.Contains(e.Entry.Id)).Select(e => e.Place);
    }

    private async Task<string[]> FindIdsAsync(IdFinder finder, CancellationToken cancellationToken)
    {
        var ids = given.Select(e => finder.Find(e, 0)).ToArray();
        for (var attempt = 1; ; attempt++)
        {
            await ReadAsync(ids.Select(RosterRows.Key), cancellationToken);
            var others = Enumerable.Range(0, ids.Length).Where(i => finder.IsOthers(given[i], ids[i])).ToList();
            if (others.Count == 0) return ids;
            foreach (var i in others) ids[i] = finder.Find(given[i], attempt);
        }
    }

    private async Task ReadAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var missing = keys.Where(asked.Add).ToList();
        if (missing.Count == 0) return;
        var rows = await RosterSweep.ReadAsync(tables.Roster, RosterRows.Partition(role), missing, cancellationToken);
        foreach (var (key, row) in rows) there[key] = row;
    }

    // Who was found by e-mail or name is not known by all that an import may say: what it leaves out stays.
    private ImportEntry Under(ImportEntry e, string id)
    {
        var now = Find(id);
        var entry = e.Entry with { Id = id, External = GradebookIds.Merge(now?.External, e.Entry.External) };
        if (!e.HasId) entry = entry with { Email = entry.Email ?? now?.Email, ZoomUserId = entry.ZoomUserId ?? now?.ZoomUserId };
        return e with { Entry = entry };
    }

    private RosterEntry? Find(string id) => there.TryGetValue(RosterRows.Key(id), out var row) ? RosterRows.Entry(row) : null;
}
