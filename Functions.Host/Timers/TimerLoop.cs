using Functions.Host.Protocol;

namespace Functions.Host.Timers;

/// <summary>Runs one timer, never twice at a time: what falls due during a run makes one run right after it.</summary>
internal sealed class TimerLoop(
    FunctionBinding trigger, TimerSchedule schedule, TimeProvider clock, Func<TimerTick, CancellationToken, Task> run)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private DateTimeOffset last;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = schedule.After(clock.GetUtcNow());
        if (trigger.RunOnStartup)
            due = await OccurAsync(cancellationToken);

        while (due is { } time && await UntilAsync(time, cancellationToken))
            due = await OccurAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> OccurAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = schedule.After(now);
        var status = trigger.UseMonitor ? new TimerStatus(last.UtcDateTime, next?.UtcDateTime ?? default, now.UtcDateTime) : null;
        await run(new TimerTick(status, IsPastDue: false), cancellationToken);
        last = now;
        return next;
    }

    private async Task<bool> UntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (due - clock.GetUtcNow() is { Ticks: > 0 } wait)
                await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
