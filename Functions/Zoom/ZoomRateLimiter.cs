using System.Collections.Frozen;

namespace Functions.Zoom;

/// <summary>
/// Keeps this process within its share of Zoom's rates. Zoom counts the whole account, so its 429 remains the truth, and pauses the
/// category here too.
/// </summary>
internal sealed class ZoomRateLimiter(IReadOnlyDictionary<ZoomRateCategory, ZoomRate> rates, TimeProvider time) : IDisposable
{
    /// <summary>How long the limit per second lasts: Zoom does not say it.</summary>
    public static readonly TimeSpan PerSecondPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly FrozenDictionary<ZoomRateCategory, ZoomLane> lanes =
        rates.ToFrozenDictionary(rate => rate.Key, rate => new ZoomLane(rate.Value, time));

    /// <summary>How many calls wait for their turn.</summary>
    public int Waiting => lanes.Values.Sum(lane => lane.Waiting);

    /// <summary>Waits for leave to send, at most until the deadline; an error means that nothing was sent.</summary>
    public async Task<ZoomResult<ZoomTurn>> EnterAsync(ZoomRateCategory category, ZoomDeadline deadline)
    {
        if (!lanes.TryGetValue(category, out var lane))
            return ZoomTurn.Free;

        var entered = await lane.EnterAsync(deadline);
        if (!entered.TryGet(out var turn, out _) || rates[category].Day is not { } day || day.TryUse(time.GetUtcNow()))
            return entered;

        turn.Dispose();
        return new ZoomError(
            ZoomErrorKind.DailyLimit,
            Message: $"This app's share of Zoom's daily rate limit, {day.Calls} calls, is used up.",
            RetryAt: ZoomDay.NextMidnight(time.GetUtcNow()));
    }

    /// <summary>Zoom refused a call of this category.</summary>
    public void Refused(ZoomRateCategory category, ZoomError error)
    {
        if (!error.IsForWholeAccount || !lanes.TryGetValue(category, out var lane))
            return;

        var pause = error.RetryAt is { } retryAt ? retryAt - time.GetUtcNow() : PerSecondPause;
        lane.Pause(pause < LongestPause ? pause : LongestPause, error.Kind);
    }

    public void Dispose()
    {
        foreach (var lane in lanes.Values)
            lane.Dispose();
    }
}
