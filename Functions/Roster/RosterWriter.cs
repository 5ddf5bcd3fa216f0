using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// Brings many entries of one list to what they are to be, in transactions as large as they may be, some at once. Whoever writes the same
/// entries meanwhile is waited for: each entry ends as one of the two has it.
/// </summary>
internal sealed class RosterWriter(Tables tables, RosterStore store, RosterRole role)
{
    private const int AtOnce = 4;
    private const int MostAttempts = 5;

    private readonly ConcurrentDictionary<string, bool> taken = new(StringComparer.Ordinal);

    /// <summary>Writes all that differ. Who could not be written, because somebody else has their e-mail by now, is in the answer, by id.</summary>
    /// <param name="there">The rows as they were read a moment ago, by key.</param>
    public async Task<IEnumerable<string>> WriteAsync(IEnumerable<RosterEntry> entries, IReadOnlyDictionary<string, TableEntity> there)
    {
        await Parallel.ForEachAsync(
            Batches(entries, there), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (batch, _) => await WriteAsync(batch, attempt: 1));
        return taken.Keys;
    }

    /// <summary>The rows that say what is to be done for these entries.</summary>
    public static Task<Dictionary<string, TableEntity>> ReadAsync(
        Tables tables, RosterRole role, IReadOnlyCollection<RosterEntry> entries, CancellationToken cancellationToken) => RosterSweep.ReadAsync(
        tables.Roster,
        RosterRows.Partition(role),
        entries.Select(e => RosterRows.Key(e.Id)).Concat(entries.Where(e => e.Email is not null).Select(e => RosterRows.EmailKey(e.Email!))),
        cancellationToken);

    private async Task WriteAsync(Batch batch, int attempt)
    {
        try
        {
            await tables.Roster.SubmitTransactionAsync(batch.Actions, CancellationToken.None);
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            // Somebody changed one of them a moment ago, or an answer was lost: look again, in the end at each by itself.
            if (attempt == MostAttempts)
            {
                foreach (var entry in batch.Entries)
                    if (await store.PutAsync(role, entry, CancellationToken.None) == Put.EmailTaken) taken[entry.Id] = true;
                return;
            }

            var there = await ReadAsync(tables, role, batch.Entries, CancellationToken.None);
            foreach (var next in Batches(batch.Entries, there)) await WriteAsync(next, attempt + 1);
        }
    }

    private IEnumerable<Batch> Batches(IEnumerable<RosterEntry> entries, IReadOnlyDictionary<string, TableEntity> there)
    {
        var batch = new Batch();
        foreach (var entry in entries)
        {
            var before = there.GetValueOrDefault(RosterRows.Key(entry.Id));
            var owner = entry.Email is { } email ? there.GetValueOrDefault(RosterRows.EmailKey(email))?.GetString("id") : null;
            if (owner is not null && owner != entry.Id)
            {
                taken[entry.Id] = true;
                continue;
            }

            if (before is not null && RosterRows.Entry(before) == entry) continue;
            // The entry says which e-mail has a row that leads to it: rows of e-mails were read at another moment.
            var changes = RosterRows.Changes(role, before, entry, hasNewRow: false, hasOldRow: true);
            if (batch.Actions.Count + changes.Count > RowDeletion.MostAtOnce || changes.Any(c => batch.Keys.Contains(c.Entity.RowKey)))
            {
                yield return batch;
                batch = new Batch();
            }

            batch.Add(entry, changes);
        }

        if (batch.Actions.Count > 0) yield return batch;
    }

    private sealed class Batch
    {
        public List<TableTransactionAction> Actions { get; } = [];

        public List<RosterEntry> Entries { get; } = [];

        /// <summary>A transaction takes each row once.</summary>
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public void Add(RosterEntry entry, List<TableTransactionAction> changes)
        {
            Entries.Add(entry);
            Actions.AddRange(changes);
            Keys.UnionWith(changes.Select(c => c.Entity.RowKey));
        }
    }
}
