using Functions.Host.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Host.Workers;

/// <summary>
/// Keeps the app running in a process of its own: a worker that ends is started again, sooner or later by how often it has ended. The
/// host ends itself when the app does not start: at once when the app says so (exit code 1, wrong settings), else after three more
/// attempts.
/// </summary>
internal sealed partial class WorkerSupervisor(
    RpcServer rpc,
    AppFolder app,
    IReadOnlyDictionary<string, string?> settings,
    TimeProvider clock,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILogger<WorkerSupervisor> logger) : BackgroundService, IWorkers
{
    /// <summary>A file that is to hold the worker's process id, written each time one is up. For scripts; none by default.</summary>
    public const string PidFileSetting = "FunctionsHost:WorkerPidFile";

    private const int SaysWhy = 1; // The exit code of an app that has told, on standard error, why it does not start.
    private const int MostFailedStarts = 4;
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Who ran so long is not ending because it was started.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly string? pidFile = configuration[PidFileSetting] is { Length: > 0 } file ? file : null;
    private volatile TaskCompletionSource<Worker> current = New();
    private bool isUsable = true;

    /// <summary>0 as long as nothing went wrong for good.</summary>
    public int ExitCode { get; private set; }

    public Task<Worker> CurrentAsync(CancellationToken cancellationToken)
    {
        var task = current.Task;
        return task.IsCompletedSuccessfully ? task : task.WaitAsync(cancellationToken);
    }

    /// <summary>How long to wait before a worker that has ended so many times in a row is started again.</summary>
    internal static TimeSpan PauseAfter(int ends) => ends <= 1 ? TimeSpan.Zero
        : ends > 6 ? LongestPause
        : TimeSpan.FromSeconds(Math.Pow(2, ends - 2));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (int failedStarts = 0, ends = 0; !stoppingToken.IsCancellationRequested;)
        {
            var started = clock.GetTimestamp();
            using var worker = WorkerProcess.Start(rpc, app, settings);
            var isUp = await StartAsync(worker, stoppingToken);
            if (isUp) failedStarts = 0;
            await worker.Gone.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                await worker.StopAsync(ToEnd);
                return;
            }

            if (isUp) current = New();
            worker.Channel.Close(new WorkerGoneException("The worker ended."));
            await EndAsync(worker);
            if (!isUp && GivesUp(worker.ExitCode, ++failedStarts)) return;
            ends = clock.GetElapsedTime(started) < Settled ? ends + 1 : 1;
            Log.Ended(logger, worker.ExitCode, PauseAfter(ends).TotalSeconds);
            await Task.Delay(PauseAfter(ends), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> StartAsync(WorkerProcess worker, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var tooLong = Task.Delay(ToStart, clock, patience.Token);
        try
        {
            if (await Task.WhenAny(worker.Channel.Ready, worker.Exited, tooLong) == worker.Channel.Ready)
            {
                var ready = new Worker(worker.Channel, await worker.Channel.Ready);
                Log.Started(logger, worker.Id);
                if (pidFile is not null) await File.WriteAllTextAsync(pidFile, $"{worker.Id}\n", stoppingToken);
                current.TrySetResult(ready);
                return true;
            }
        }
        catch (Exception e) when (e is WorkerGoneException or InvalidOperationException)
        {
            if (e is InvalidOperationException)
            {
                Log.NotUsable(logger, e.Message);
                isUsable = false;
            }
        }
        finally
        {
            await patience.CancelAsync();
            rpc.Forget(worker.Channel);
        }

        if (!stoppingToken.IsCancellationRequested) await EndAsync(worker);
        return false;
    }

    // One that is ending keeps its own exit code.
    private static async Task EndAsync(WorkerProcess worker)
    {
        await worker.Exited.WaitAsync(TimeSpan.FromSeconds(2), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Kill();
        await worker.Exited;
    }

    private bool GivesUp(int exitCode, int failedStarts)
    {
        var saysWhy = exitCode == SaysWhy;
        if (isUsable && !saysWhy && failedStarts < MostFailedStarts) return false;
        if (isUsable && !saysWhy) Log.GaveUp(logger, exitCode);
        ExitCode = 1;
        lifetime.StopApplication();
        return true;
    }

    private static TaskCompletionSource<Worker> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "The worker is up: process {Process}.")]
        public static partial void Started(ILogger logger, int process);

        [LoggerMessage(11, LogLevel.Error, "The worker ended with exit code {ExitCode}; it is started again in {Seconds} s.")]
        public static partial void Ended(ILogger logger, int exitCode, double seconds);

        [LoggerMessage(12, LogLevel.Critical, "{Reason}")]
        public static partial void NotUsable(ILogger logger, string reason);

        [LoggerMessage(13, LogLevel.Critical, "The app does not start (exit code {ExitCode}): the host ends.")]
        public static partial void GaveUp(ILogger logger, int exitCode);
    }
}
