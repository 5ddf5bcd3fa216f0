using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Storage;

/// <summary>
/// Makes sure that the tables exist. Storage that is away when the app starts does not keep it from starting: it is tried again until
/// it is there, and until then callers are told that storage is unavailable.
/// </summary>
internal sealed partial class TableCreation(Tables tables, TimeProvider time, ILogger<TableCreation> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryCreate(cancellationToken)) await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
