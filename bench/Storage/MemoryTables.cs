using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Functions.Storage;

namespace Bench.Storage;

/// <summary>Tables whose calls are answered in memory, before the storage client makes HTTP of them: what is left is the app.</summary>
internal sealed class MemoryTableService : TableServiceClient
{
    private readonly ConcurrentDictionary<string, MemoryTable> tables = new(StringComparer.Ordinal);

    public override TableClient GetTableClient(string tableName) => tables.GetOrAdd(tableName, _ => new());
}

/// <summary>
/// What the app asks of a table when it plants sessions and records events. Rows are copied on their way in and out, as they would be.
/// Of a line of the log only the key is kept: a duplicate is refused, nobody here reads one, and a heap of a million of them would be
/// measured as the app's.
/// </summary>
internal sealed class MemoryTable : TableClient
{
    private static readonly TableEntity LogLine = [];
    private static readonly MemoryResponse Done = new(204, null);

    private readonly ConcurrentDictionary<(string, string), TableEntity> rows = new();
    private readonly Lock[] gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    private long changes;

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(Response.FromValue(new TableItem("table"), Done));

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<NullableResponse<T>>(rows.TryGetValue((partitionKey, rowKey), out var row) ? Response.FromValue((T)(object)Copy(row), Done) : Missing<T>.Answer);

    /// <summary>Finds nothing: only the start of the app asks so, whether the table is there.</summary>
    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        AsyncPageable<T>.FromPages([]);

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        Task.FromResult(Apply([new(TableTransactionActionType.Add, entity)])[0]);

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Task.FromResult(Apply([new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity)])[0]);

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Task.FromResult(Response.FromValue<IReadOnlyList<Response>>(Apply([.. transactionActions]), Done));

    private Response[] Apply(TableTransactionAction[] actions)
    {
        // Of one partition, as all of a transaction is.
        lock (gates[(uint)StringComparer.Ordinal.GetHashCode(actions[0].Entity.PartitionKey) % gates.Length])
        {
            foreach (var action in actions) Check(action);
            return Array.ConvertAll(actions, Apply);
        }
    }

    private void Check(TableTransactionAction action)
    {
        var found = rows.TryGetValue((action.Entity.PartitionKey, action.Entity.RowKey), out var row);
        var status = action.ActionType switch
        {
            TableTransactionActionType.Add => found ? 409 : 0,
            TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => 0,
            _ when !found => 404,
            _ => action.ETag == ETag.All || action.ETag == row!.ETag ? 0 : 412,
        };
        if (status != 0) throw new RequestFailedException(status, "Refused.", status == 409 ? TableErrorCode.EntityAlreadyExists.ToString() : null, null);
    }

    private Response Apply(TableTransactionAction action)
    {
        var key = (action.Entity.PartitionKey, action.Entity.RowKey);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            rows.TryRemove(key, out _);
            return Done;
        }

        if (action.ActionType == TableTransactionActionType.Add && key.RowKey.StartsWith(SessionRows.LogPrefix, StringComparison.Ordinal))
        {
            rows[key] = LogLine;
            return Done;
        }

        var row = Copy((TableEntity)action.Entity);
        if (action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge && rows.TryGetValue(key, out var before))
            foreach (var (name, value) in before) row.TryAdd(name, value);
        row.ETag = new ETag($"W/\"{Interlocked.Increment(ref changes)}\"");
        rows[key] = row;
        return new MemoryResponse(204, null, ("ETag", row.ETag.ToString()));
    }

    private static TableEntity Copy(TableEntity row) => new(row);

    private sealed class Missing<T> : NullableResponse<T>
    {
        public static Missing<T> Answer { get; } = new();

        public override bool HasValue => false;

        public override T? Value => throw new InvalidOperationException("There is no such row.");

        public override Response GetRawResponse() => Done;
    }
}
