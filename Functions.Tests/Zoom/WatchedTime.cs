using System.Collections.Concurrent;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Zoom;

/// <summary>Fake time that tells which timers were set, so that a test can wait for a pause to begin before it lets it pass.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentQueue<TimeSpan> pauses = new();

    /// <summary>Waits for a pause between two attempts, lets it pass, and gives its length. Deadlines are longer.</summary>
    public async Task<TimeSpan> PassPauseAsync()
    {
        TimeSpan pause = default;
        await Eventually.TrueAsync(() => pauses.TryDequeue(out pause));
        Advance(pause);
        return pause;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(5))
            pauses.Enqueue(dueTime);
        return timer;
    }
}
