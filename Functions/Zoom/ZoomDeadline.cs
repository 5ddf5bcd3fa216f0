namespace Functions.Zoom;

/// <summary>How long a call may take, and who waits for it. Dispose it with the call.</summary>
internal sealed class ZoomDeadline : IDisposable
{
    private readonly TimeSpan length;
    private readonly TimeProvider time;
    private readonly long started;
    private readonly CancellationTokenSource alarm;
    private readonly CancellationTokenSource either;

    public ZoomDeadline(TimeSpan length, TimeProvider time, CancellationToken caller)
    {
        (this.length, this.time, Caller) = (length, time, caller);
        started = time.GetTimestamp();
        alarm = new CancellationTokenSource(length, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(caller, alarm.Token);
    }

    /// <summary>The caller's own; cancelled, it is the one thing that throws.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Cancelled at the deadline, or with the caller's.</summary>
    public CancellationToken Token => either.Token;

    public TimeSpan Left => length - time.GetElapsedTime(started);

    public void Dispose()
    {
        either.Dispose();
        alarm.Dispose();
    }
}
