namespace Functions.Tests.Reference.Playing;

/// <summary>The time of day stands still until it is told to go on, while waits take the time they take.</summary>
internal sealed class ToldClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Pass(double seconds) => Interlocked.Add(ref ticks, TimeSpan.FromSeconds(seconds).Ticks);

    public void PassUntil(DateTimeOffset moment) => Interlocked.Exchange(ref ticks, Math.Max(moment.UtcTicks, Interlocked.Read(ref ticks)));
}
