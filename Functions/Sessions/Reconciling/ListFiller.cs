using Azure;
using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// Puts sessions of earlier versions into the list of all sessions, from the professors' lists, page by page as a job that anybody may go
/// on with. It writes only what is not there: whoever changes a session meanwhile writes the lists too, and is right. A day later it goes
/// through all once more, for what an instance of an earlier version has created or ended in between.
/// </summary>
public sealed partial class ListFiller(Tables tables, OpenWork work, SessionStore sessions, TimeProvider time, ILogger<ListFiller> logger)
{
    /// <summary>In the job's rows this stands where others have a session's id.</summary>
    internal const string Key = "fill-lists";

    /// <summary>In a timer's run; other work waits meanwhile.</summary>
    private static readonly TimeSpan AtATime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromDays(1);

    private const int Rounds = 2;
    private const int PageSize = 100;
    private const int Parallel = 8;
    private const string Round = "round";
    private const string Cursor = "cursor";
    private const string FilledAt = "filled_at";

    private bool isDone;

    /// <summary>
    /// Sees to it that there is the job, until it is done; then it costs nothing. An instance of an earlier version takes the job for that of
    /// a session which does not exist, and removes it.
    /// </summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (isDone) return;
        var note = await tables.SessionIndex.FindAsync(IndexRows.System, IndexRows.ListsRow, cancellationToken);
        if (note?.GetDateTimeOffset(FilledAt) is not null)
        {
            isDone = true;
            return;
        }

        if (await work.FindAsync(Key, cancellationToken) is not null) return;
        try
        {
            await work.AddAsync(OpenWork.NewWork(Key), Key, WorkKind.FillLists, time.GetUtcNow(), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // Another instance was faster.
        }
    }

    /// <summary>Goes on with the job, which has been put off under its ETag.</summary>
    internal async Task RunAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + AtATime;
        do
        {
            row[Cursor] = await PageAsync(row.GetString(Cursor), cancellationToken);
            if (row.GetString(Cursor) is not null)
            {
                var due = time.GetUtcNow() < until ? time.GetUtcNow() + OpenWork.Lease : time.GetUtcNow();
                await work.ReplaceAsync(row, row, Key, WorkKind.FillLists, due, cancellationToken);
                continue;
            }

            var round = (row.GetInt32(Round) ?? 0) + 1;
            Log.Filled(logger, round, Rounds);
            row[Round] = round;
            if (round < Rounds)
            {
                await work.ReplaceAsync(row, row, Key, WorkKind.FillLists, time.GetUtcNow() + BetweenRounds, cancellationToken);
                return;
            }

            var note = new TableEntity(IndexRows.System, IndexRows.ListsRow) { [FilledAt] = time.GetUtcNow() };
            await tables.SessionIndex.UpsertEntityAsync(note, TableUpdateMode.Merge, cancellationToken);
            await work.RemoveAsync(row, cancellationToken);
            return;
        }
        while (time.GetUtcNow() < until);
    }

    /// <returns>Where the next page begins; null after the last.</returns>
    private async Task<string?> PageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var listed = tables.SessionIndex.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {IndexRows.ProfessorPrefix} and PartitionKey lt {IndexRows.After(IndexRows.ProfessorPrefix)}"),
            PageSize,
            cancellationToken: cancellationToken);
        await foreach (var page in listed.AsPages(cursor))
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                page.Values, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, async (row, ct) => await FillAsync(row, ct));
            return page.ContinuationToken;
        }

        return null;
    }

    private async Task FillAsync(TableEntity listed, CancellationToken cancellationToken)
    {
        if (!IndexRows.TryReadCreation(listed.RowKey, out var createdAt)) return;
        if (ListingColumns.IsOver(listed) && !ListingColumns.HasSummary(listed) && !await SummariseAsync(listed, cancellationToken)) return;
        try
        {
            await tables.SessionIndex.AddEntityAsync(ListingColumns.Copy(listed, IndexRows.All(createdAt)), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // It is there.
        }
    }

    // False: the line has changed meanwhile, or is nobody's.
    private async Task<bool> SummariseAsync(TableEntity listed, CancellationToken cancellationToken)
    {
        if (await sessions.ReadAsync(listed.GetString(ListingColumns.SessionId), cancellationToken) is not { } record) return false;
        if (!record.IsOver)
        {
            ListingColumns.RemoveEnd(listed);
            return true;
        }

        ListingColumns.WriteEnd(listed, record, record.Facts.Status, record.Facts.EndTime ?? record.Facts.CreatedAt);
        try
        {
            await tables.SessionIndex.UpdateEntityAsync(listed, listed.ETag, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(505, LogLevel.Information, "Sessions of earlier versions are in the list of all sessions: round {Round} of {Rounds}.")]
        public static partial void Filled(ILogger logger, int round, int rounds);
    }
}
