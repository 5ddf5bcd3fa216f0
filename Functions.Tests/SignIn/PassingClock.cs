namespace Functions.Tests.SignIn;

/// <summary>Time passes as told, in the time of day and in what is measured; or the time of day alone is set. Waits take the time they take.</summary>
internal sealed class PassingClock : TimeProvider
{
    private long passed;
    private long set;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref passed) + Interlocked.Read(ref set));

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Interlocked.Read(ref passed) * ((double)TimestampFrequency / TimeSpan.TicksPerSecond));

    public void Pass(TimeSpan by) => Interlocked.Add(ref passed, by.Ticks);

    /// <summary>Somebody sets the clock.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref set, by.Ticks);
}
