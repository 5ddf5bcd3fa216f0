using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Storage;

/// <summary>
/// Makes sure that the tables exist, while the rest of the app starts: a cold start does not wait for it. Storage that is away then does
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
            await Task.WhenAll(tables.All.Select(t => t.CreateIfNotExistsAsync(cancellationToken)));
            return true;
        }
        catch (Exception exception) when (exception.IsStorageAway() && !cancellationToken.IsCancellationRequested)
        {
            Log.NoTables(logger, exception.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "The tables could not be created yet: {Exception}.")]
        public static partial void NoTables(ILogger logger, string exception);
    }
}
