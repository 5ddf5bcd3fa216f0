namespace Functions.Tests.Crashes;

/// <summary>
/// A clock of which short pauses take no time, but are over when they should be; deadlines are longer than any pause, and come when told.
/// </summary>
internal sealed class CrashClock : TimeProvider
{
    /// <summary>Longer than any pause before another attempt or look, shorter than any deadline.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<Alarm> deadlines = [];
    private long shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref shift));

    public void Jump(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);

    /// <summary>All deadlines that are set are over.</summary>
    public void RingAll()
    {
        Alarm[] ringing;
        lock (gate) ringing = [.. deadlines];
        foreach (var alarm in ringing) alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(CrashClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? pause;
        private int isOver;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                pause?.Dispose();
                clock.deadlines.Remove(this);
                if (Volatile.Read(ref isOver) == 1) return false;
                if (dueTime > LongestPause) clock.deadlines.Add(this);
                else if (dueTime >= TimeSpan.Zero)
                {
                    pause = System.CreateTimer(
                        _ =>
                        {
                            if (Volatile.Read(ref isOver) == 1) return;
                            clock.Jump(dueTime);
                            callback(state);
                        },
                        null, dueTime < Moment ? dueTime : Moment, Timeout.InfiniteTimeSpan);
                }
            }

            return true;
        }

        public void Ring()
        {
            if (Volatile.Read(ref isOver) == 0) callback(state);
        }

        public void Dispose()
        {
            Volatile.Write(ref isOver, 1);
            lock (clock.gate)
            {
                pause?.Dispose();
                clock.deadlines.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
