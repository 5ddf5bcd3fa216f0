using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Storage;

/// <summary>
/// Makes sure that all tables exist, while the rest of the app starts: a cold start does not wait for it. Storage that is away then does
/// not keep the app from starting: it is tried again until it is there, and until then callers are told that storage is unavailable.
/// </summary>
internal sealed partial class TableCreation(Tables tables, TimeProvider time, ILogger<TableCreation> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private Task<bool> first = Task.FromResult(false);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        first = Task.Run(() => TryCreate(cancellationToken), cancellationToken);
        return Task.CompletedTask;
    }

    /// <summary>Whoever starts the host goes on when the first try is over.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => first;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await first) return;
        do await Task.Delay(Pause, time, stoppingToken);
        while (!await TryCreate(stoppingToken));
    }

    private async Task<bool> TryCreate(CancellationToken cancellationToken)
    {
        try
        {
            if (await AreThere(cancellationToken)) return true;
            await Task.WhenAll(tables.All.SkipLast(1).Select(t => t.CreateIfNotExistsAsync(cancellationToken)));
            await Last.CreateIfNotExistsAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception.IsStorageAway() && !cancellationToken.IsCancellationRequested)
        {
            Log.NoTables(logger, exception.GetType().Name);
            return false;
        }
    }

    // The last one is made when the others are there, so it alone tells: nearly every start has one read to do, which also opens the
    // connection that the first caller needs.
    private TableClient Last => tables.All.Last();

    private async Task<bool> AreThere(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in Last.QueryAsync<TableEntity>("PartitionKey eq ''", maxPerPage: 1, cancellationToken: cancellationToken)) break;
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "The tables could not be created yet: {Exception}.")]
        public static partial void NoTables(ILogger logger, string exception);
    }
}
