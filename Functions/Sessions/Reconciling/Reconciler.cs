using Azure;
using Azure.Data.Tables;
using Functions.Sessions.Forgetting;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// Goes through the work that is due. Each piece is put off first, under its ETag: whoever succeeds has it for that time, and if they
/// die it falls due again. One broken session does not stop the others.
/// </summary>
public sealed partial class Reconciler(
    OpenWork work,
    SessionStore sessions,
    CreationFinisher creations,
    SessionWatch watch,
    SessionReopener reopener,
    SessionUpdater updater,
    SessionEnder ender,
    CatchUp catchUp,
    StudentErasure erasure,
    ListFiller filler,
    TimeProvider time,
    ILogger<Reconciler> logger)
{
    private const int Parallel = 8;
    private const string Tries = "tries";

    /// <summary>From 4 to 64 minutes between tries of a change.</summary>
    private const int MostDoublings = 5;

    /// <returns>How many pieces of work were done, and how many failed.</returns>
    public async Task<(int Done, int Failed)> RunAsync(CancellationToken cancellationToken)
    {
        var (done, failed) = (0, 0);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            work.DueAsync(time.GetUtcNow(), cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (due, ct) =>
            {
                using var span = SessionTelemetry.Step($"reconcile {due.Kind}")?.SetTag(Spans.SessionId, due.SessionId);
                try
                {
                    if (await VisitAsync(due.SessionId, due.DueRow, ct)) Interlocked.Increment(ref done);
                }
                catch (RequestFailedException exception) when (exception.IsRace())
                {
                    // Somebody else is at this session, which is as good.
                }
#pragma warning disable CA1031 // Whatever is wrong with this session, the others are still to be looked at.
                catch (Exception exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    Interlocked.Increment(ref failed);
                    span.Fail(exception);
                    Log.Failed(logger, due.Kind, due.SessionId, exception.GetType().Name, (exception as RequestFailedException)?.Status);
                }
            });
        if (failed > 0) Log.SomeFailed(logger, failed, done);
        return (done, failed);
    }

    private async Task<bool> VisitAsync(string sessionId, string dueRow, CancellationToken cancellationToken)
    {
        if (await work.FindAsync(sessionId, cancellationToken) is not { } row || !OpenWork.IsStillDue(row, dueRow) || !await TryTakeAsync(row, sessionId, cancellationToken)) return false;
        if (OpenWork.KindOf(row) is WorkKind.Create or WorkKind.Strays)
        {
            await creations.RunAsync(row, sessionId, cancellationToken);
            return true;
        }

        if (OpenWork.KindOf(row) == WorkKind.Erase)
        {
            await erasure.RunAsync(row, sessionId, cancellationToken);
            return true;
        }

        if (OpenWork.KindOf(row) == WorkKind.FillLists)
        {
            await filler.RunAsync(row, cancellationToken);
            return true;
        }

        if (await sessions.ReadAsync(sessionId, cancellationToken) is not { ForgottenAt: null } record) await work.RemoveAsync(row, cancellationToken);
        else if (record.IsOver && OpenWork.KindOf(row) == WorkKind.CatchUp) await catchUp.RunAsync(record, row, cancellationToken);
        else if (record.IsOver) await ender.TidyAsync(record, cancellationToken);
        else if (record.Reopened is not null && record.Ending is null) await reopener.RunAsync(record, row, cancellationToken);
        else if (record.Ending is not null && watch.MustStillEnd(record)) await ender.FinishAsync(record, cancellationToken);
        else if (record.Ending is not null) await sessions.TryMarkEndingAsync(record, "", cancellationToken);
        else if (record.Pending is { } pending) await FinishUpdateAsync(record, pending, row, cancellationToken);
        else await watch.RunAsync(record, row, cancellationToken);
        return true;
    }

    // Each try may cost one of the hundred changes that a host has a day.
    private async Task FinishUpdateAsync(SessionRecord record, PendingPlan pending, TableEntity row, CancellationToken cancellationToken)
    {
        if ((await updater.FinishAsync(record, pending, cancellationToken)).TryGet(out _, out _)) return;
        var tries = Math.Min((row.GetInt32(Tries) ?? 0) + 1, MostDoublings);
        row[Tries] = tries;
        await work.PutOffAsync(row, record.Facts.SessionId, time.GetUtcNow() + (OpenWork.Lease * (1 << tries)), cancellationToken);
    }

    private async Task<bool> TryTakeAsync(TableEntity row, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await work.PutOffAsync(row, sessionId, time.GetUtcNow() + OpenWork.Lease, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Warning, "Reconciling ({Work}) session {SessionId} failed: {Exception}, status {Status}; it is tried again.")]
        public static partial void Failed(ILogger logger, string work, string sessionId, string exception, int? status);

        [LoggerMessage(501, LogLevel.Error, "Reconciling failed for {Failed} sessions; {Done} were looked after.")]
        public static partial void SomeFailed(ILogger logger, int failed, int done);
    }
}
