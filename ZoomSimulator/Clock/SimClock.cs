namespace ZoomSimulator.Clock;

/// <summary>The real clock for everything an event says; a faster one for retries and URL validations.</summary>
internal sealed class SimClock(TimeProvider real, double retryScale) : TimeProvider
{
    private readonly Lock _gate = new();
    private double _scale = retryScale;
    private TaskCompletionSource _rescaled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset Now => GetUtcNow();

    public double RetryScale
    {
        get
        {
            lock (_gate)
                return _scale;
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            lock (_gate)
            {
                _scale = value;
                _rescaled.SetResult();
                _rescaled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow();

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Waits so much simulated time; a new scale also shortens waits that have begun.</summary>
    public async Task DelayScaledAsync(TimeSpan simulated, CancellationToken cancellationToken)
    {
        while (simulated > TimeSpan.Zero)
        {
            var (scale, rescaled) = Current();
            var began = GetTimestamp();
            using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(simulated / scale, this, given.Token), rescaled);
            await given.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            simulated = rescaled.IsCompleted ? simulated - GetElapsedTime(began) * scale : TimeSpan.Zero;
        }
    }

    private (double Scale, Task Rescaled) Current()
    {
        lock (_gate)
            return (_scale, _rescaled.Task);
    }
}
