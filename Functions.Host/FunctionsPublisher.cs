using Functions.Host.Configuration;
using Functions.Host.Http;
using Functions.Host.Timers;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Host;

/// <summary>Opens the functions to requests, and starts their timers, once the worker has loaded them.</summary>
internal sealed partial class FunctionsPublisher(
    IWorkers workers,
    FunctionEndpoints endpoints,
    TimerService timers,
    IConfiguration configuration,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<FunctionsPublisher> logger) : BackgroundService
{
    private readonly TaskCompletionSource published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the functions can be called. It fails when they can't be: the host ends then.</summary>
    public Task Published => published.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var worker = await workers.CurrentAsync(stoppingToken);
            var functions = worker.Functions.Where(function => !IsDisabled(function.Name)).ToArray();
            timers.Begin(functions);
            endpoints.Publish(functions);
            published.TrySetResult();
            Log.Open(logger, functions.Length, string.Join(' ', server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            published.TrySetCanceled(stoppingToken);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            Log.NotRunnable(logger, e.Message);
            published.TrySetException(e);
            _ = published.Task.Exception;
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    // Azure's own setting, AzureWebJobs.Name.Disabled, and the spelling that environment variables allow everywhere.
    private bool IsDisabled(string function) =>
        configuration.IsOn($"AzureWebJobs.{function}.Disabled") || configuration.IsOn($"AzureWebJobs:{function}:Disabled");

    private static partial class Log
    {
        [LoggerMessage(4, LogLevel.Information, "{Functions} functions, on {Addresses}")]
        public static partial void Open(ILogger logger, int functions, string addresses);

        [LoggerMessage(3, LogLevel.Critical, "{Reason}")]
        public static partial void NotRunnable(ILogger logger, string reason);
    }
}
