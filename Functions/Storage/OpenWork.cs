using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Storage;

/// <summary>What an unfinished session waits for.</summary>
internal static class WorkKind
{
    /// <summary>A creation between its intent and its last index row.</summary>
    public const string Create = "create";

    /// <summary>A session that is planned or running: somebody must see that it ends.</summary>
    public const string Watch = "watch";

    /// <summary>A change that Zoom has not confirmed.</summary>
    public const string Update = "update";

    /// <summary>An end that Zoom has not confirmed.</summary>
    public const string End = "end";

    /// <summary>A completed session whose attendance is still to be compared with Zoom's report.</summary>
    public const string CatchUp = "catch-up";

    /// <summary>A creation that failed: a meeting of it may still appear at Zoom, and must go.</summary>
    public const string Strays = "strays";

    /// <summary>A student who is being erased. Its key stands where others have a session's id.</summary>
    public const string Erase = "erase";

    /// <summary>Lists are being filled with what earlier versions did not put into them. One job, whose key is no session's id either.</summary>
    public const string FillLists = "fill-lists";
}

/// <summary>
/// The <c>open-…</c> partitions: each piece of work is two rows that change in one transaction, the work itself and when it is due, so
/// that a timer reads only what is due.
/// </summary>
public sealed class OpenWork(Tables tables, [FromKeyedServices(Tables.ForWebhooks)] Tables hurried)
{
    /// <summary>A creator that has not finished by then has died, or is taken to have.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Resent = TimeSpan.FromMinutes(90);

    private const string LookAtZoom = "look_at_zoom";
    private const int MostAttempts = 5;
    private const string Kind = "work";
    private const string DueRow = "due_row";

    /// <summary>One of <see cref="WorkKind"/>.</summary>
    public static string KindOf(TableEntity work) => work.GetString(Kind);

    /// <summary>Whether work is still due as it was listed: since then somebody may have taken it.</summary>
    public static bool IsStillDue(TableEntity work, string dueRow) => work.GetString(DueRow) == dueRow;

    public static TableEntity NewWork(string sessionId) => new(IndexRows.Open(sessionId), IndexRows.Work(sessionId));

    /// <summary>Inserts new work.</summary>
    /// <exception cref="RequestFailedException">409: there is work for this session already.</exception>
    public async Task AddAsync(TableEntity work, string sessionId, string kind, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var dueRow = Mark(work, sessionId, kind, due);
        var answer = await tables.SessionIndex.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, work), new(TableTransactionActionType.Add, dueRow)], cancellationToken);
        work.ETag = answer.Value[0].Headers.ETag ?? default;
    }

    /// <summary>
    /// Makes the watch of a session due now, whatever its next work was. For webhooks: it takes one read and one transaction, or fails.
    /// A creation that is unfinished keeps its work.
    /// </summary>
    /// <param name="lookAtZoom">The watch is to read the meeting at Zoom, even if nothing else makes it do so.</param>
    public async Task WakeAsync(string sessionId, DateTimeOffset now, bool lookAtZoom, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await hurried.SessionIndex.FindAsync(IndexRows.Open(sessionId), IndexRows.Work(sessionId), cancellationToken);
            if (current is not null && (KindOf(current) is WorkKind.Create or WorkKind.Strays || IsAwake(current, now, lookAtZoom))) return;
            var next = current is not null && KindOf(current) == WorkKind.Watch ? current : NewWork(sessionId);
            if (lookAtZoom) next[LookAtZoom] = true;
            try
            {
                await hurried.SessionIndex.SubmitTransactionAsync(Replacing(current, next, sessionId, WorkKind.Watch, now), cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Another event, or the reconciler, changed the work a moment ago: look again.
            }
        }
    }

    /// <summary>Whether the watch is to read the meeting at Zoom.</summary>
    public static bool MustLookAtZoom(TableEntity work) => work.GetBoolean(LookAtZoom) == true;

    /// <summary>The watch has read the meeting at Zoom.</summary>
    public static void HasLookedAtZoom(TableEntity work) => work.Remove(LookAtZoom);

    /// <summary>The work of a session, or null.</summary>
    public Task<TableEntity?> FindAsync(string sessionId, CancellationToken cancellationToken) =>
        tables.SessionIndex.FindAsync(IndexRows.Open(sessionId), IndexRows.Work(sessionId), cancellationToken);

    /// <summary>
    /// What is due by now, of all sessions: only rows that are due are read. Shards come in an order of chance, so that instances which
    /// start together do not meet at every session.
    /// </summary>
    public async IAsyncEnumerable<(string SessionId, string Kind, string DueRow)> DueAsync(
        DateTimeOffset now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = IndexRows.OpenPartitions.ToArray();
        Random.Shared.Shuffle(shards);
        foreach (var shard in shards)
        {
            var due = tables.SessionIndex.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {IndexRows.DuePrefix} and RowKey lt {IndexRows.DueAfter(now)}"),
                cancellationToken: cancellationToken);
            await foreach (var row in due) yield return (row.GetString("session_id"), row.GetString(Kind), row.RowKey);
        }
    }

    /// <summary>Puts off the work that was read. Whoever does so first has it to themselves until then.</summary>
    /// <exception cref="RequestFailedException">412: somebody else was faster.</exception>
    public Task PutOffAsync(TableEntity current, string sessionId, DateTimeOffset due, CancellationToken cancellationToken) =>
        ReplaceAsync(current, current, sessionId, current.GetString(Kind), due, cancellationToken);

    /// <summary>Turns the work that was read into other work, due at another time.</summary>
    /// <exception cref="RequestFailedException">412: somebody else was faster.</exception>
    public async Task ReplaceAsync(TableEntity current, TableEntity next, string sessionId, string kind, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var answer = await tables.SessionIndex.SubmitTransactionAsync(Replacing(current, next, sessionId, kind, due), cancellationToken);
        next.ETag = answer.Value[0].Headers.ETag ?? default;
    }

    /// <summary>Removes the work that was read.</summary>
    public Task RemoveAsync(TableEntity current, CancellationToken cancellationToken) => tables.SessionIndex.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Delete, current, current.ETag),
            new(TableTransactionActionType.Delete, new TableEntity(current.PartitionKey, current.GetString(DueRow)), ETag.All),
        ],
        cancellationToken);

    /// <summary>
    /// Whether some creation is unfinished, since less than the time in which Zoom sends an event again, that may be for this host. A host who is known by e-mail only may be anybody: asking Zoom
    /// for the id would cost every creation a second call.
    /// </summary>
    public async Task<bool> HasUnfinishedCreationAsync(string? hostId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(IndexRows.OpenPartitions.Select(Any));
        return found.Contains(true);

        async Task<bool> Any(string partition)
        {
            var unfinished = hurried.SessionIndex.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {partition} and RowKey ge {IndexRows.DueFrom(now - Resent)} and RowKey lt {IndexRows.DueAfter(now + Lease + Lease)} and work eq {WorkKind.Create}"),
                select: ["host"],
                cancellationToken: cancellationToken);
            await foreach (var row in unfinished)
                if (row.GetString("host") is var host && (hostId is null || host is null || host.Contains('@', StringComparison.Ordinal) || host == hostId))
                    return true;
            return false;
        }
    }

    private static bool IsAwake(TableEntity work, DateTimeOffset now, bool lookAtZoom) =>
        KindOf(work) == WorkKind.Watch
        && string.CompareOrdinal(work.GetString(DueRow), IndexRows.DueAfter(now)) < 0
        && (!lookAtZoom || MustLookAtZoom(work));

    private static List<TableTransactionAction> Replacing(
        TableEntity? current, TableEntity next, string sessionId, string kind, DateTimeOffset due)
    {
        var (oldDue, etag) = (current?.GetString(DueRow), current?.ETag ?? default);
        var dueRow = Mark(next, sessionId, kind, due);
        List<TableTransactionAction> actions =
        [
            current is null ? new(TableTransactionActionType.Add, next) : new(TableTransactionActionType.UpdateReplace, next, etag),
            new(TableTransactionActionType.UpsertReplace, dueRow),
        ];
        if (oldDue is not null && oldDue != dueRow.RowKey)
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(next.PartitionKey, oldDue), ETag.All));
        return actions;
    }

    private static TableEntity Mark(TableEntity work, string sessionId, string kind, DateTimeOffset due)
    {
        var dueRow = new TableEntity(work.PartitionKey, IndexRows.Due(due, sessionId)) { [Kind] = kind, ["session_id"] = sessionId };
        if (work.GetString("host") is { } host) dueRow["host"] = host;
        work[Kind] = kind;
        work[DueRow] = dueRow.RowKey;
        return dueRow;
    }
}
