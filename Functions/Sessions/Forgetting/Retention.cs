using Azure;
using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Functions.Sessions.Forgetting;

/// <summary>
/// Goes through the sessions that ended longer ago than <c>Sessions__RetentionDays</c>, oldest first. What a run does not get done, the
/// next one does: a session is on the list until all of it is forgotten.
/// </summary>
public sealed partial class Retention(
    Tables tables, SessionForgetter forgetter, IOptions<SessionsOptions> options, TimeProvider time, ILogger<Retention> logger)
{
    private const int Parallel = 4;
    private const int PageSize = 100;

    /// <summary>Well under the time that the platform gives a function.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <returns>How many sessions were looked after, and how many failed.</returns>
    public async Task<(int Done, int Failed)> RunAsync(CancellationToken cancellationToken)
    {
        var (done, failed) = (0, 0);
        var until = time.GetUtcNow() + LongestRun;
        var cutoff = time.GetUtcNow().AddDays(-options.Value.RetentionDays);
        var old = tables.SessionIndex.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {IndexRows.DonePrefix} and PartitionKey lt {IndexRows.Done(cutoff)}"), PageSize, cancellationToken: cancellationToken);
        await foreach (var page in old.AsPages())
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                page.Values, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, async (row, ct) =>
                {
                    try
                    {
                        if (await forgetter.ForgetAsync(row, ct)) Interlocked.Increment(ref done);
                    }
#pragma warning disable CA1031 // Whatever is wrong with this session, the others are still to be looked after.
                    catch (Exception exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
                    {
                        Interlocked.Increment(ref failed);
                        Log.Failed(logger, row.RowKey, exception.GetType().Name, (exception as RequestFailedException)?.Status);
                    }
                });
            if (time.GetUtcNow() >= until) break;
        }

        if (done + failed > 0) Log.Done(logger, done, failed);
        return (done, failed);
    }

    private static partial class Log
    {
        [LoggerMessage(540, LogLevel.Information, "{Done} sessions past their retention lost their personal data; {Failed} are tried again.")]
        public static partial void Done(ILogger logger, int done, int failed);

        [LoggerMessage(541, LogLevel.Error, "The personal data of session {SessionId} could not be deleted: {Exception}, status {Status}; it is tried again.")]
        public static partial void Failed(ILogger logger, string sessionId, string exception, int? status);
    }
}
