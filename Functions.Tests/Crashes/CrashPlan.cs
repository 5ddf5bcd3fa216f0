using Azure;

namespace Functions.Tests.Crashes;

/// <summary>The first, second… call of this name: parts of an operation may run in any order, and shards are read in one of chance.</summary>
internal sealed record Call(string Name, int Nth)
{
    public override string ToString() => $"{Name} {Nth}";
}

/// <summary>Which call of an instance is hit, and by what. Without one it only counts and remembers the calls.</summary>
/// <param name="at">The call that is hit.</param>
/// <param name="first">A fault that comes before, at the first call of this name.</param>
internal sealed class CrashPlan(CrashFault fault = CrashFault.None, Call? at = null, (CrashFault Fault, string Call)? first = null)
{
    private readonly Lock gate = new();
    private readonly List<Call> calls = [];
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (string Key, CrashFault Fault)? repeated;
    private (CrashFault Fault, string Call)? first = first;
    private bool isDead;

    public CrashFault Fault => fault;

    /// <summary>The calls so far, not counting further attempts at the one that was hit.</summary>
    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    /// <summary>When a slow instance stands still.</summary>
    public Task Reached => reached.Task;

    /// <summary>A call that arrives when its caller has gone.</summary>
    public Func<Task>? Late { get; private set; }

    public void Release() => released.TrySetResult();

    /// <summary>Makes a call, or what the plan makes of it.</summary>
    /// <param name="key">The same for further attempts at the same call.</param>
    /// <param name="keep">Keeps the call for when its caller has gone.</param>
    public async Task<T> AroundAsync<T>(
        string key, string name, Func<Task<T>> effect, Func<T> refusal, Func<Exception> cut, CancellationToken cancellationToken, Func<Task<Func<Task>>>? keep = null)
    {
        // Storage in memory answers at once; two instances that work at once must meet all the same.
        await Task.Yield();
        switch (Next(key, name))
        {
            case CrashFault.None:
                return await effect();
            case CrashFault.Refused:
                return refusal();
            case CrashFault.LostAfter or CrashFault.LostAfterEach:
                await effect();
                throw cut();
            case CrashFault.DiedAfter:
                await effect();
                Die();
                throw cut();
            case CrashFault.SlowBefore:
                await HoldAsync(CancellationToken.None);
                return await effect();
            case CrashFault.SlowAfter:
                var answer = await effect();
                await HoldAsync(CancellationToken.None);
                return answer;
            case CrashFault.OverdueBefore:
                await HoldAsync(cancellationToken);
                return await effect();
            case CrashFault.OverdueAfter:
                answer = await effect();
                await HoldAsync(cancellationToken);
                return answer;
            case CrashFault.ArrivesSoon or CrashFault.ArrivesLate or CrashFault.ArrivesVeryLate when keep is not null:
                Late = await keep();
                throw cut();
            case CrashFault.DiedBefore:
                Die();
                throw cut();
            default:
                throw cut();
        }
    }

    private CrashFault Next(string key, string name)
    {
        lock (gate)
        {
            if (isDead) return CrashFault.CutBefore;
            if (repeated?.Key == key) return repeated.Value.Fault;
            repeated = null;
            var call = new Call(name, calls.Count(c => c.Name == name) + 1);
            calls.Add(call);
            var met = call == at ? fault : first?.Call == name ? first.Value.Fault : CrashFault.None;
            if (first?.Call == name) first = null;
            if (met.IsEach()) repeated = (key, met);
            return met;
        }
    }

    private void Die()
    {
        lock (gate) isDead = true;
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        reached.TrySetResult();
        await released.Task;
        cancellationToken.ThrowIfCancellationRequested();
    }

    public static RequestFailedException CutStorage() => new("The connection broke.", new IOException("Connection reset by peer."));

    public static HttpRequestException CutZoom() => new("The connection broke.", new IOException("Connection reset by peer."));
}
