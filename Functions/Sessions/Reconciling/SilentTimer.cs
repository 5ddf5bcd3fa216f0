using Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// Lets requests stand in for a timer that is silent: on Azure timers were seen to stop after a deployment while HTTP went on
/// (https://github.com/Azure/azure-functions-host/issues/11828). Whoever is answered may find, at most once a minute in a process, that no
/// round has begun for five minutes, and begins one. It runs beside the requests, not in their way, and of all instances one runs it.
/// </summary>
public sealed partial class SilentTimer(ReconcilerPulse pulse, ReconcilerRound round, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SilentTimer> logger)
    : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(5);

    private long nextLook;

    /// <summary>The look that was begun last, for who wants to wait for it.</summary>
    internal Task LastLook { get; private set; } = Task.CompletedTask;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (pulse.IsWanted && context.GetHttpContext() is not null && IsTimeToLook()) Begin();
    }

    private bool IsTimeToLook()
    {
        var (now, at) = (time.GetUtcNow().UtcTicks, Interlocked.Read(ref nextLook));
        return now >= at && Interlocked.CompareExchange(ref nextLook, now + BetweenLooks.Ticks, at) == at;
    }

    private void Begin()
    {
        // Not a part of the request's trace: it may take longer.
        using (ExecutionContext.SuppressFlow()) LastLook = Task.Run(LookAsync, CancellationToken.None);
    }

    private async Task LookAsync()
    {
        using var patience = new CancellationTokenSource(LongestRound, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, lifetime.ApplicationStopping);
        try
        {
            if (!await pulse.TryTakeAsync(ending.Token)) return;
            using var span = SessionTelemetry.Step("reconcile in the timer's place");
            Log.Silent(logger);
            await round.RunAsync(RoundTrigger.Request, ending.Token);
        }
#pragma warning disable CA1031 // Nobody waits for it, and the next minute's request tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(502, LogLevel.Information, "The reconciler's timer has been silent for five minutes: a request begins a round in its place.")]
        public static partial void Silent(ILogger logger);

        [LoggerMessage(504, LogLevel.Warning, "The reconciler could not run in its timer's place: {Exception}.")]
        public static partial void Failed(ILogger logger, string exception);
    }
}
