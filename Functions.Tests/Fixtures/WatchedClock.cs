using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Fixtures;

/// <summary>A fake clock that tells when somebody starts to wait for it, and for how long.</summary>
internal sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Until somebody has started to wait for so long, as often as said; other waits are passed over.</summary>
    public async Task IsWaitedForAsync(TimeSpan due, int times = 1)
    {
        while (times > 0)
            if (await NextWaitAsync() == due) times--;
    }

    public async Task<TimeSpan> NextWaitAsync() => await waits.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
