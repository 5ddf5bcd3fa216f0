namespace Functions.Zoom;

/// <summary>
/// The calls of one category: first come, first served, never more than the rate. When Zoom counts a request is not known, only that
/// it is between its sending and its answer. So a request counts until one window after its answer, and whichever way Zoom measures
/// its own windows, no more than the rate fall into one.
/// </summary>
internal sealed class ZoomLane : IDisposable
{
    // A request that is not answered by now has long arrived: many slow ones must not hold everybody back.
    private static readonly TimeSpan LatestArrival = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly LinkedList<TaskCompletionSource<ZoomTurn>> queue = new();
    private readonly List<ZoomTurn> counted = [];
    private readonly ZoomRate rate;
    private readonly TimeProvider time;
    private readonly long origin;
    private readonly ITimer alarm;
    private TimeSpan pausedUntil;
    private ZoomErrorKind pausedBy = ZoomErrorKind.RateLimited;

    public ZoomLane(ZoomRate rate, TimeProvider time)
    {
        (this.rate, this.time, origin) = (rate, time, time.GetTimestamp());
        alarm = time.CreateTimer(_ => Admit(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return queue.Count;
        }
    }

    // Not the wall clock, which may be set back.
    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>A turn, or why there is none before the deadline: then nothing was sent.</summary>
    public async Task<ZoomResult<ZoomTurn>> EnterAsync(ZoomDeadline deadline)
    {
        LinkedListNode<TaskCompletionSource<ZoomTurn>> place;
        lock (gate)
        {
            Forget(Now);
            if (Opening(queue.Count) >= Now + deadline.Left)
                return HeldBack(queue.Count);
            place = queue.AddLast(new TaskCompletionSource<ZoomTurn>(TaskCreationOptions.RunContinuationsAsynchronously));
            AdmitQueued();
        }

        await using var leaving = deadline.Token.UnsafeRegister(_ => Leave(place), null);
        try
        {
            return await place.Value.Task;
        }
        catch (OperationCanceledException) when (!deadline.Caller.IsCancellationRequested)
        {
            lock (gate)
                return HeldBack(queue.Count);
        }
    }

    /// <summary>Zoom refused a call for all: nobody goes before that time.</summary>
    public void Pause(TimeSpan length, ZoomErrorKind kind)
    {
        lock (gate)
        {
            if (Now + length > pausedUntil)
                (pausedUntil, pausedBy) = (Now + length, kind);
        }
    }

    public void Answered(ZoomTurn turn)
    {
        lock (gate)
        {
            turn.IsAnswered = true;
            if (Now + rate.Window < turn.CountsUntil)
                turn.CountsUntil = Now + rate.Window;
            AdmitQueued();
        }
    }

    public void Dispose() => alarm.Dispose();

    private void Admit()
    {
        lock (gate)
            AdmitQueued();
    }

    private void Leave(LinkedListNode<TaskCompletionSource<ZoomTurn>> place)
    {
        lock (gate)
        {
            if (place.List is null)
                return;
            queue.Remove(place);
            place.Value.SetCanceled(CancellationToken.None);
        }
    }

    private void AdmitQueued()
    {
        var now = Now;
        Forget(now);
        while (queue.First is { } first && counted.Count < rate.Calls && pausedUntil <= now)
        {
            var turn = new ZoomTurn(this, now + LatestArrival + rate.Window);
            counted.Add(turn);
            queue.RemoveFirst();
            first.Value.SetResult(turn);
        }

        if (queue.Count > 0)
            alarm.Change(Ceiling(NextChange() - now), Timeout.InfiniteTimeSpan);
    }

    private void Forget(TimeSpan now) => counted.RemoveAll(turn => turn.CountsUntil <= now);

    private TimeSpan NextChange()
    {
        var free = counted.Count < rate.Calls ? TimeSpan.Zero : counted.Min(turn => turn.CountsUntil);
        return free > pausedUntil ? free : pausedUntil;
    }

    /// <summary>The earliest moment at which somebody with so many before them can go, if every answer came at once.</summary>
    private TimeSpan Opening(int ahead)
    {
        var now = Now;
        var free = Enumerable.Repeat(now, rate.Calls - counted.Count);
        var taken = counted.Select(turn => turn.IsAnswered || turn.CountsUntil < now + rate.Window ? turn.CountsUntil : now + rate.Window);
        var opening = free.Concat(taken.Order()).ElementAt(ahead % rate.Calls);
        return (opening > pausedUntil ? opening : pausedUntil) + (ahead / rate.Calls * rate.Window);
    }

    private ZoomError HeldBack(int ahead)
    {
        var wait = Opening(ahead) - Now;
        var isPaused = pausedUntil > Now;
        return new ZoomError(
            isPaused ? pausedBy : ZoomErrorKind.RateLimited,
            Message: isPaused ? "Zoom's rate limit was reached, and the time to wait is not over." : "This app's share of Zoom's rate limit is in use.",
            RetryAt: time.GetUtcNow() + (wait > TimeSpan.Zero ? wait : TimeSpan.Zero));
    }

    // Timers cut off fractions of a millisecond, and would then be early.
    private static TimeSpan Ceiling(TimeSpan wait) => wait <= Tick ? Tick : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
