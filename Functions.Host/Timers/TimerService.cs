using System.Text.Json;
using Functions.Host.Http;
using Functions.Host.Protocol;
using Functions.Host.Telemetry;
using Functions.Host.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outcome = Functions.Host.Protocol.StatusResult.Types.Status;

namespace Functions.Host.Timers;

/// <summary>Runs the timers, from when the functions are known until the server has answered its last request.</summary>
internal sealed partial class TimerService(IWorkers workers, IConfiguration configuration, TimeProvider clock, ILogger<TimerService> logger)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <summary>Starts the timers among these functions.</summary>
    /// <exception cref="InvalidOperationException">A schedule is none; the message names the function.</exception>
    public void Begin(IEnumerable<LoadedFunction> functions)
    {
        TimerLoop[] loops = [.. functions.Where(function => function.Trigger.IsTimerTrigger).Select(Loop)];
        running = Task.WhenAll(loops.Select(loop => Task.Run(() => loop.RunAsync(stopping.Token), CancellationToken.None)));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private TimerLoop Loop(LoadedFunction function) =>
        new(function.Trigger, TimerSchedule.Of(function, configuration), clock, (tick, cancellationToken) => RunAsync(function, tick, cancellationToken));

    private async Task RunAsync(LoadedFunction function, TimerTick tick, CancellationToken cancellationToken)
    {
        using var span = InvocationSpan.OfTimer(function.Name);
        try
        {
            var worker = await workers.CurrentAsync(cancellationToken);
            var input = new TypedData { Json = JsonSerializer.Serialize(tick) };
            var answer = await worker.Channel.InvokeAsync(InvocationMessage.Of(worker.IdOf(function.Name), function.Trigger.Name, input), cancellationToken);
            if (answer.Result.Status == Outcome.Success || cancellationToken.IsCancellationRequested) return;
            span.Failed(answer.Result.Exception?.Type);
            Log.Failed(logger, function.Name, answer.Result.Exception?.Message ?? $"{answer.Result.Status}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (WorkerGoneException e)
        {
            span.Failed(nameof(WorkerGoneException));
            Log.Failed(logger, function.Name, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "Timer {Function} failed. {Reason}")]
        public static partial void Failed(ILogger logger, string function, string reason);
    }
}
