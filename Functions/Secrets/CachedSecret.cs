namespace Functions.Secrets;

/// <summary>
/// One secret, read by one shared read at a time. Values are fresh for ten minutes; after that, and while the source is away,
/// the old ones serve and a read runs in the background. No caller's cancellation reaches the shared read.
/// </summary>
internal sealed class CachedSecret(string name, Func<string, CancellationToken, Task<IReadOnlyList<string>>> read, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(15);

    // A caller gives up long before the read does: a slow first sign-in still fills the cache for the next caller.
    private static readonly TimeSpan CallerPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private IReadOnlyList<string>? values;
    private DateTimeOffset nextRead;
    private DateTimeOffset nextForcedRead;
    private Task<IReadOnlyList<string>>? reading;
    private bool hasAnswered;

    /// <summary>Whether the source answered the last read, within a caller's patience.</summary>
    public bool IsCurrent
    {
        get
        {
            lock (gate) return hasAnswered;
        }
    }

    public ValueTask<IReadOnlyList<string>> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (values is null)
                return new(WaitAsync(SharedRead(), cancellationToken));
            if (nextRead <= time.GetUtcNow())
                _ = SharedRead();
            return ValueTask.FromResult(values);
        }
    }

    public ValueTask<IReadOnlyList<string>> RefreshAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var isRunning = reading is { IsCompleted: false };
            if (values is not null && !isRunning && time.GetUtcNow() < nextForcedRead)
                return ValueTask.FromResult(values);
            if (!isRunning)
                nextForcedRead = time.GetUtcNow() + BetweenAttempts;
            return new(WaitAsync(SharedRead(), cancellationToken));
        }
    }

    private async Task<IReadOnlyList<string>> WaitAsync(Task<IReadOnlyList<string>> shared, CancellationToken cancellationToken)
    {
        try
        {
            return await shared.WaitAsync(CallerPatience, time, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            lock (gate)
            {
                hasAnswered = false;
                return values ?? throw SecretUnavailableException.For(name, failure);
            }
        }
    }

    private Task<IReadOnlyList<string>> SharedRead()
    {
        if (reading is null or { IsCompleted: true })
        {
            reading = Task.Run(ReadAsync, CancellationToken.None);
            // Nobody may be waiting when it fails.
            _ = reading.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return reading;
    }

    private async Task<IReadOnlyList<string>> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(ReadDeadline, time);
        try
        {
            var answer = await read(name, deadline.Token);
            lock (gate)
            {
                values = answer;
                hasAnswered = true;
                nextRead = time.GetUtcNow() + Lifetime;
            }

            return answer;
        }
        catch
        {
            lock (gate)
            {
                hasAnswered = false;
                nextRead = time.GetUtcNow() + BetweenAttempts;
            }

            throw;
        }
    }
}
