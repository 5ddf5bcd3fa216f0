using CsCheck;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Zoom;

public sealed class ZoomLaneTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider time = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly ZoomLane lane;

    public ZoomLaneTests() => lane = new ZoomLane(new ZoomRate(2, Second), time);

    public void Dispose() => lane.Dispose();

    [Fact]
    public async Task A_turn_comes_free_one_window_after_its_answer()
    {
        var (first, _) = (await Turn(), await Turn());
        var third = Enter();
        time.Advance(Second / 2);
        first.Dispose();

        time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, lane.Waiting);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null((await third).Error);
    }

    [Fact]
    public async Task Calls_that_are_slow_to_be_answered_hold_nobody_back_for_long()
    {
        await Turn();
        await Turn();
        var third = Enter();

        time.Advance(2 * Second);

        Assert.Null((await third).Error);
    }

    [Fact]
    public async Task Who_came_first_goes_first_and_who_leaves_gives_up_no_turn()
    {
        (await Turn()).Dispose();
        (await Turn()).Dispose();
        using var leaving = new CancellationTokenSource();
        var calls = new[] { Enter(), Enter(10, leaving.Token), Enter(), Enter() };
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[1]);

        time.Advance(Second);

        await Task.WhenAll(calls[0], calls[2]);
        Assert.Equal(1, lane.Waiting);
        Assert.False(calls[3].IsCompleted);
    }

    [Fact]
    public async Task A_turn_that_cannot_come_in_time_is_refused_at_once_with_the_time_to_come_back()
    {
        (await Turn()).Dispose();
        (await Turn()).Dispose();
        _ = Enter();
        _ = Enter();
        _ = Enter();

        var error = (await Enter(seconds: 2)).Error!;

        Assert.Equal((ZoomErrorKind.RateLimited, time.GetUtcNow() + (2 * Second), false), (error.Kind, error.RetryAt, error.Ambiguous));
        Assert.Equal(3, lane.Waiting);
    }

    [Fact]
    public async Task A_turn_that_did_not_come_in_time_is_refused_at_the_deadline()
    {
        await Turn();
        await Turn();
        var third = Enter(seconds: 1.5);
        time.Advance(1.5 * Second);

        var error = (await third).Error!;
        Assert.Equal(ZoomErrorKind.RateLimited, error.Kind);
        Assert.True(error.RetryAt > time.GetUtcNow());
        Assert.Equal(0, lane.Waiting);
    }

    [Fact]
    public async Task A_pause_holds_everybody_back_and_refuses_who_has_no_time_for_it()
    {
        lane.Pause(3 * Second, ZoomErrorKind.DailyLimit);
        lane.Pause(Second, ZoomErrorKind.RateLimited);
        var patient = Enter();
        var error = (await Enter(seconds: 3)).Error!;
        Assert.Equal((ZoomErrorKind.DailyLimit, time.GetUtcNow() + (3 * Second)), (error.Kind, error.RetryAt));

        time.Advance(3 * Second);

        Assert.Null((await patient).Error);
    }

    /// <summary>Whenever within its way there and back Zoom counts a request, and wherever its windows begin.</summary>
    [Fact]
    public void No_window_of_Zooms_sees_more_than_the_rate_and_little_of_it_is_wasted()
    {
        var cases = 0;
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 900].Array[200], Gen.Double.Unit.Array[200]).Sample((calls, latencies, shares) =>
        {
            var (arrivals, length) = Play(calls, latencies, shares);
            for (var i = calls; i < arrivals.Length; i++)
                Assert.True(arrivals[i] - arrivals[i - calls] >= Second, $"{calls + 1} arrived within {arrivals[i] - arrivals[i - calls]}.");
            Assert.True(length <= Math.Ceiling(200.0 / calls) * 2 * Second, $"{calls} a second took {length}.");
            Interlocked.Increment(ref cases);
        }, iter: Effort.Of(20), threads: 2);
        Effort.Report($"Zoom lane: {cases} bursts of 200 calls with random latencies, no window above the rate");
    }

    private static (TimeSpan[] Arrivals, TimeSpan Length) Play(int calls, int[] latencies, double[] shares)
    {
        var clock = new FakeTimeProvider();
        using var burst = new ZoomLane(new ZoomRate(calls, Second), clock);
        using var deadline = new ZoomDeadline(TimeSpan.FromHours(1), clock, default);
        var (now, step) = (TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        var entering = latencies.Select(_ => burst.EnterAsync(deadline)).ToList();
        var (arrivals, answers) = (new List<TimeSpan>(), new List<(TimeSpan At, ZoomTurn Turn)>());
        for (var sent = 0; sent < latencies.Length; now += step, clock.Advance(step))
        {
            foreach (var (_, turn) in answers.Where(answer => answer.At <= now))
                turn.Dispose();
            answers.RemoveAll(answer => answer.At <= now);
            for (var admitted = latencies.Length - burst.Waiting; sent < admitted; sent++)
            {
                var latency = TimeSpan.FromMilliseconds(latencies[sent]);
                arrivals.Add(now + (latency * shares[sent]));
                answers.Add((now + latency, entering[sent].GetAwaiter().GetResult().Value));
            }
        }

        return ([.. arrivals.Order()], now);
    }

    private async Task<ZoomTurn> Turn() => (await Enter()).Value;

    // The deadline lives as long as the test's clock, which nothing else holds on to.
    private Task<ZoomResult<ZoomTurn>> Enter(double seconds = 10, CancellationToken caller = default) =>
        lane.EnterAsync(new ZoomDeadline(TimeSpan.FromSeconds(seconds), time, caller));
}
