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

/// <summary>
/// Professors and students. A list is one partition; beside each entry with an e-mail stands a row that leads from the e-mail to the
/// id and changes in the same transaction, so an e-mail belongs to one entry of a list at most.
/// </summary>
public sealed class RosterStore(Tables tables)
{
    private const string EmailPrefix = "!";
    private const string FirstEntry = "-";
    private const int MostAttempts = 20;

    public async Task<RosterEntry?> FindAsync(RosterRole role, string id, CancellationToken cancellationToken) =>
        await Read(role, id, cancellationToken) is { } row ? Entry(row) : null;

    /// <summary>The id of the entry with this e-mail, or null.</summary>
    public async Task<string?> FindIdByEmailAsync(RosterRole role, string email, CancellationToken cancellationToken)
    {
        var row = await tables.Roster.FindAsync(Partition(role), EmailRow(email), cancellationToken);
        return row?.GetString("id");
    }

    /// <summary>One page, by id.</summary>
    /// <param name="after">The row key that the page before ended with.</param>
    public async Task<Page<RosterEntry>> ListAsync(RosterRole role, int limit, string? after, CancellationToken cancellationToken)
    {
        var rows = tables.Roster.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition(role)} and RowKey ge {FirstEntry} and RowKey gt {after ?? FirstEntry}"),
            maxPerPage: limit + 1,
            cancellationToken: cancellationToken);
        List<TableEntity> page = [];
        await foreach (var row in rows)
        {
            page.Add(row);
            if (page.Count > limit) break;
        }

        return new([.. page.Take(limit).Select(Entry)], page.Count > limit ? page[limit - 1].RowKey : null);
    }

    public async Task<Put> PutAsync(RosterRole role, RosterEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await Read(role, entry.Id, cancellationToken);
            var owner = entry.Email is { } email ? await FindIdByEmailAsync(role, email, cancellationToken) : null;
            if (owner is not null && owner != entry.Id) return Put.EmailTaken;
            var oldOwner = before?.GetString("email") is { } old ? await FindIdByEmailAsync(role, old, cancellationToken) : null;
            try
            {
                await tables.Roster.SubmitTransactionAsync(Changes(role, before, entry, hasNewRow: owner is not null, hasOldRow: oldOwner == entry.Id), cancellationToken);
                return before is null ? Put.Created : Put.Updated;
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Somebody changed this entry, or took this e-mail, a moment ago: look again.
            }
        }
    }

    /// <summary>Removes an entry and its e-mail. False: there is none.</summary>
    public async Task<bool> RemoveAsync(RosterRole role, string id, CancellationToken cancellationToken)
    {
        while (await Read(role, id, cancellationToken) is { } row)
        {
            List<TableTransactionAction> actions = [new(TableTransactionActionType.Delete, row, row.ETag)];
            if (row.GetString("email") is { } email && await FindIdByEmailAsync(role, email, cancellationToken) == id)
                actions.Add(new(TableTransactionActionType.Delete, new TableEntity(Partition(role), EmailRow(email)), ETag.All));
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
                entries.SelectMany(e => e.Email is null ? new[] { Row(role, e) } : [Row(role, e), EmailRow(role, e.Email, e.Id)])
                    .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // One of them is there: each by itself.
            if (entries.Length > 1) await Task.WhenAll(entries.Select(e => AddMissingAsync(role, [e], cancellationToken)));
        }
    }

    private static List<TableTransactionAction> Changes(RosterRole role, TableEntity? before, RosterEntry entry, bool hasNewRow, bool hasOldRow)
    {
        var row = Row(role, entry);
        List<TableTransactionAction> actions =
        [
            before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, before.ETag),
        ];
        var oldRow = before?.GetString("email") is { } oldEmail ? EmailRow(oldEmail) : null;
        var newRow = entry.Email is { } newEmail ? EmailRow(newEmail) : null;
        if (oldRow == newRow) return actions;
        if (oldRow is not null && hasOldRow) actions.Add(new(TableTransactionActionType.Delete, new TableEntity(Partition(role), oldRow), ETag.All));
        if (newRow is not null && !hasNewRow) actions.Add(new(TableTransactionActionType.Add, EmailRow(role, entry.Email!, entry.Id)));
        return actions;
    }

    private Task<TableEntity?> Read(RosterRole role, string id, CancellationToken cancellationToken) => tables.Roster.FindAsync(Partition(role), Keys.Encode(id), cancellationToken);

    private static TableEntity Row(RosterRole role, RosterEntry e)
    {
        var row = new TableEntity(Partition(role), Keys.Encode(e.Id)) { ["id"] = e.Id, ["name"] = e.Name };
        if (e.Email is not null) row["email"] = e.Email;
        if (e.ZoomUserId is not null) row["zoom_user_id"] = e.ZoomUserId;
        return row;
    }

    private static TableEntity EmailRow(RosterRole role, string email, string id) => new(Partition(role), EmailRow(email)) { ["id"] = id };

    private static RosterEntry Entry(TableEntity row) =>
        new(row.GetString("id"), row.GetString("name"), row.GetString("email"), row.GetString("zoom_user_id"));

    private static string Partition(RosterRole role) => role == RosterRole.Professors ? "professors" : "students";

    private static string EmailRow(string email) => EmailPrefix + Keys.Encode(Names.FoldEmail(email));
}
