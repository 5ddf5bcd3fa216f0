using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Timers;

/// <summary>Runs one timer, never twice at a time: what falls due during a run makes one run right after it.</summary>
internal sealed class TimerLoop(
    TimerTriggerAttribute trigger, TimerSchedule schedule, TimeProvider clock, Func<TimerInfo, CancellationToken, Task> run)
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
        await run(new TimerInfo { ScheduleStatus = trigger.UseMonitor ? Status(now, next) : null }, cancellationToken);
        last = now;
        return next;
    }

    private ScheduleStatus Status(DateTimeOffset now, DateTimeOffset? next) => new()
    {
        Last = last.UtcDateTime,
        Next = next?.UtcDateTime ?? default,
        LastUpdated = now.UtcDateTime,
    };

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
