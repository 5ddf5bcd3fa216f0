using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A plan that Zoom is being told of.</summary>
/// <param name="Id">Random: whose it is.</param>
public sealed record PendingPlan(string Id, SessionPlan Plan);

/// <summary>
/// Keeps the new plan of a session beside the old one until Zoom has it. All under the ETag of the session's row, so of two changes at
/// once the second finds the first.
/// </summary>
public sealed class PendingPlans(Tables tables, TimeProvider time)
{
    private const string Id = SessionState.PendingId;
    private const string Plan = "pending_plan";

    internal static PendingPlan? Read(TableEntity row) =>
        row.GetString(Id) is { } id && BinaryColumns.Read(row, Plan) is { } plan ? new(id, SessionPlan.Unzip(plan)) : null;

    internal static void Write(TableEntity row, PendingPlan pending)
    {
        row[Id] = pending.Id;
        BinaryColumns.Write(row, Plan, pending.Plan.Zip());
    }

    internal static void Remove(TableEntity row)
    {
        row.Remove(Id);
        BinaryColumns.Remove(row, Plan);
    }

    /// <summary>False: the session has changed since it was read.</summary>
    public async Task<bool> TrySetAsync(SessionRecord record, PendingPlan pending, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(record.Facts.SessionId, cancellationToken);
        if (row is null || row.ETag != record.ETag) return false;
        Write(row, pending);
        return await TryAsync([new(TableTransactionActionType.UpdateReplace, row, row.ETag)], cancellationToken);
    }

    /// <summary>
    /// Gives a session another topic, time or warnings; its rooms stay. False: the session has changed since it was read.
    /// </summary>
    internal async Task<bool> TryReplaceAsync(
        SessionRecord record, SessionPlan plan, IReadOnlyList<TableEntity> notes, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(record.Facts.SessionId, cancellationToken);
        if (row is null || row.ETag != record.ETag) return false;
        WritePlan(row, plan);
        var lines = notes.Select(note => new TableTransactionAction(TableTransactionActionType.Add, note));
        return await TryAsync([new(TableTransactionActionType.UpdateReplace, row, row.ETag), .. lines], cancellationToken);
    }

    /// <summary>Makes the pending plan the session's plan, rooms included, in one transaction. False: it is not pending any more.</summary>
    public Task<bool> ApplyAsync(string sessionId, PendingPlan pending, CancellationToken cancellationToken) => ChangeAsync(
        sessionId, pending, async row =>
        {
            var plan = pending.Plan;
            WritePlan(row, plan);
            var rooms = SessionColumns.WriteRooms(plan).ToDictionary(r => r.RowKey, StringComparer.Ordinal);
            return
            [
                .. rooms.Values.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)),
                .. (await RoomKeysAsync(sessionId, cancellationToken)).Where(k => !rooms.ContainsKey(k))
                    .Select(k => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(sessionId, k), ETag.All)),
            ];
        },
        cancellationToken);

    /// <summary>Gives the pending plan up: Zoom refused it.</summary>
    public Task DropAsync(string sessionId, PendingPlan pending, CancellationToken cancellationToken) =>
        ChangeAsync(sessionId, pending, _ => Task.FromResult<IReadOnlyList<TableTransactionAction>>([]), cancellationToken);

    private async Task<bool> ChangeAsync(
        string sessionId, PendingPlan pending, Func<TableEntity, Task<IReadOnlyList<TableTransactionAction>>> change, CancellationToken cancellationToken)
    {
        while (await ReadAsync(sessionId, cancellationToken) is { } row && row.GetString(Id) == pending.Id && row.GetString(SessionColumns.Status) is "scheduled" or "active")
        {
            List<TableTransactionAction> actions = [.. await change(row)];
            Remove(row);
            actions.Insert(0, new(TableTransactionActionType.UpdateReplace, row, row.ETag));
            if (await TryAsync(actions, cancellationToken)) return true;
        }

        return false;
    }

    private void WritePlan(TableEntity row, SessionPlan plan)
    {
        BinaryColumns.Write(row, SessionColumns.Configuration, plan.Zip());
        row["topic"] = plan.Topic;
        row["start_time"] = plan.StartTime;
        var status = plan.StartTime > time.GetUtcNow() ? SessionStatus.Scheduled : SessionStatus.Active;
        row[SessionColumns.Status] = SessionColumns.Name(status);
    }

    private async Task<bool> TryAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Sessions.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            return false;
        }
    }

    private Task<TableEntity?> ReadAsync(string sessionId, CancellationToken cancellationToken) => tables.Sessions.FindAsync(sessionId, SessionRows.Session, cancellationToken);

    private async Task<IReadOnlyList<string>> RoomKeysAsync(string sessionId, CancellationToken cancellationToken)
    {
        List<string> keys = [];
        var rows = tables.Sessions.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey ge {SessionRows.RoomPrefix} and RowKey lt {SessionRows.RunPrefix}"),
            select: ["RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows) keys.Add(row.RowKey);
        return keys;
    }
}
