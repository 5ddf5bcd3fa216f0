using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>What a PUT did.</summary>
public enum Put
{
    Created,
    Updated,

    /// <summary>Another entry of the list has this e-mail.</summary>
    EmailTaken,
}

/// <summary>Professors and students, see <see cref="RosterRows"/>.</summary>
public sealed class RosterStore(Tables tables)
{
    private const int MostAttempts = 20;

    public async Task<RosterEntry?> FindAsync(RosterRole role, string id, CancellationToken cancellationToken) =>
        await Read(role, id, cancellationToken) is { } row ? RosterRows.Entry(row) : null;

    /// <summary>The id of the entry with this e-mail, or null. Older entries have it as it was typed.</summary>
    public async Task<string?> FindIdByEmailAsync(RosterRole role, string email, CancellationToken cancellationToken)
    {
        foreach (var key in RosterRows.EmailKeys(email))
            if (await tables.Roster.FindAsync(RosterRows.Partition(role), key, cancellationToken) is { } row) return row.GetString("id");
        return null;
    }

    /// <summary>The entry with this e-mail, or null.</summary>
    public async Task<RosterEntry?> FindByEmailAsync(RosterRole role, string email, CancellationToken cancellationToken) =>
        await FindIdByEmailAsync(role, email, cancellationToken) is { } id ? await FindAsync(role, id, cancellationToken) : null;

    /// <summary>One page, by id.</summary>
    /// <param name="after">The row key that the page before ended with.</param>
    public async Task<Page<RosterEntry>> ListAsync(RosterRole role, int limit, string? after, CancellationToken cancellationToken)
    {
        var rows = tables.Roster.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {RosterRows.Partition(role)} and RowKey ge {RosterRows.FirstEntry} and RowKey gt {after ?? ""}"),
            maxPerPage: limit + 1,
            cancellationToken: cancellationToken);
        List<TableEntity> page = [];
        await foreach (var row in rows)
        {
            page.Add(row);
            if (page.Count > limit) break;
        }

        return new([.. page.Take(limit).Select(RosterRows.Entry)], page.Count > limit ? page[limit - 1].RowKey : null);
    }

    /// <summary>Adds an entry or changes one. What gradebooks call it stays where it is not given.</summary>
    public async Task<Put> PutAsync(RosterRole role, RosterEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await Read(role, entry.Id, cancellationToken);
            var owner = entry.Email is { } email ? await FindIdByEmailAsync(role, email, cancellationToken) : null;
            if (owner is not null && owner != entry.Id) return Put.EmailTaken;
            var oldOwner = before?.GetString("email") is { } old ? await OwnerAsync(role, old, cancellationToken) : null;
            try
            {
                var changes = RosterRows.Changes(role, before, entry, hasNewRow: owner is not null, hasOldRow: oldOwner == entry.Id);
                await tables.Roster.SubmitTransactionAsync(changes, cancellationToken);
                return before is null ? Put.Created : Put.Updated;
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Somebody changed this entry, or took this e-mail, a moment ago: look again.
            }
        }
    }

    /// <summary>Removes an entry, its e-mail and its identity. False: there is none.</summary>
    public async Task<bool> RemoveAsync(RosterRole role, string id, CancellationToken cancellationToken)
    {
        while (await Read(role, id, cancellationToken) is { } row)
        {
            List<TableTransactionAction> actions = [new(TableTransactionActionType.Delete, row, row.ETag)];
            if (row.GetString("email") is { } email && await OwnerAsync(role, email, cancellationToken) == id)
                actions.Add(new(TableTransactionActionType.Delete, new TableEntity(RosterRows.Partition(role), RosterRows.EmailKey(email)), ETag.All));
            if (RosterRows.Identity(row) is { } bound) actions.Add(RosterRows.IdentityRemoval(row, bound));
            try
            {
                await tables.Roster.SubmitTransactionAsync(actions, cancellationToken);
                return true;
            }
            catch (RequestFailedException exception) when (exception.IsRace())
            {
                // Somebody changed this entry a moment ago: look again.
            }
        }

        return false;
    }

    /// <summary>Adds entries that are not there yet. What is there stays as it is: somebody may have changed it since.</summary>
    public Task AddMissingAsync(RosterRole role, IReadOnlyCollection<RosterEntry> entries, CancellationToken cancellationToken) =>
        Task.WhenAll(entries.Chunk(50).Select(chunk => AddMissingAsync(role, chunk, cancellationToken)));

    private async Task AddMissingAsync(RosterRole role, RosterEntry[] entries, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Roster.SubmitTransactionAsync(
                entries.SelectMany(e => e.Email is null ? new[] { RosterRows.Row(role, e) } : [RosterRows.Row(role, e), RosterRows.EmailRow(role, e.Email, e.Id)])
                    .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // One of them is there: each by itself.
            if (entries.Length > 1) await Task.WhenAll(entries.Select(e => AddMissingAsync(role, [e], cancellationToken)));
        }
    }

    // Of the e-mail exactly as the row has it.
    private async Task<string?> OwnerAsync(RosterRole role, string email, CancellationToken cancellationToken) =>
        (await tables.Roster.FindAsync(RosterRows.Partition(role), RosterRows.EmailKey(email), cancellationToken))?.GetString("id");

    private Task<TableEntity?> Read(RosterRole role, string id, CancellationToken cancellationToken) =>
        tables.Roster.FindAsync(RosterRows.Partition(role), RosterRows.Key(id), cancellationToken);
}
