namespace Functions.Tests.Fixtures;

/// <summary>The time of day jumps as told, while waits take the time they take.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref shift));

    public void Jump(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);
}
