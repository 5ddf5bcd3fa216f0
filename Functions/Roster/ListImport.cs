using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>The part of an import that is about one list.</summary>
internal sealed class ListImport(Tables tables, RosterStore store, RosterRole role, IReadOnlyList<ImportEntry> entries)
{
    private readonly List<RosterEntry> wanted = [.. entries.Select(e => e.Entry)];
    private readonly List<RosterEntry> givers = [];
    private Dictionary<string, TableEntity> there = [];

    /// <summary>How the entries differ from what was read.</summary>
    public ImportReport Report { get; private set; } = new(0, 0, 0);

    /// <summary>Reads what the entries are now. What is said is who would take the e-mail of somebody who keeps it, by place.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>> FindConflictsAsync(CancellationToken cancellationToken)
    {
        there = await RosterWriter.ReadAsync(tables, role, wanted, cancellationToken);
        var ids = wanted.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var conflicts = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (place, _, entry) in entries)
        {
            Report = Find(entry.Id) is not { } now ? Report with { Created = Report.Created + 1 }
                : now == entry ? Report with { Unchanged = Report.Unchanged + 1 }
                : Report with { Updated = Report.Updated + 1 };
            if (OwnerOf(entry.Email) is not { } owner || owner == entry.Id) continue;
            // No two of an import have the same e-mail, so somebody who is in it too will not have this one.
            if (ids.Contains(owner) && Find(owner) is { } giver) givers.Add(giver with { Email = null });
            else conflicts[$"{place}.email"] = [$"The entry with the id {owner} has this e-mail address."];
        }

        return conflicts;
    }

    /// <summary>Writes what differs. An e-mail that goes from one to another is taken away before it is given.</summary>
    /// <returns>The places of those who could not be written, because somebody else has their e-mail by now.</returns>
    public async Task<IEnumerable<string>> WriteAsync()
    {
        if (givers.Count > 0)
        {
            await new RosterWriter(tables, store, role).WriteAsync(givers, there);
            there = await RosterWriter.ReadAsync(tables, role, wanted, CancellationToken.None);
        }

        var taken = (await new RosterWriter(tables, store, role).WriteAsync(wanted, there)).ToHashSet(StringComparer.Ordinal);
        return entries.Where(e => taken.Contains(e.Entry.Id)).Select(e => e.Place);
    }

    private RosterEntry? Find(string id) => there.TryGetValue(RosterRows.Key(id), out var row) ? RosterRows.Entry(row) : null;

    private string? OwnerOf(string? email) => email is null ? null : there.GetValueOrDefault(RosterRows.EmailKey(email))?.GetString("id");
}
