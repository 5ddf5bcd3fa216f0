using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Zoom;

public sealed class ZoomRetryTests : ZoomTest
{
    private static readonly RequestDelegate TooManyPerSecond = Answer.Error(429, 429, "per-second", ("X-RateLimit-Type", "QPS"));

    [Fact]
    public async Task A_read_is_attempted_again_after_an_outage()
    {
        Zoom.On($"GET {Meeting}", Answer.Text(502, "<html>"), Answer.Cut, Answer.Json(200, AnyMeeting()));
        var call = Get();
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();

        Assert.Equal("93012345678", (await call).Value.MeetingId);
    }

    [Fact]
    public async Task An_answer_cut_in_the_middle_is_an_outage_too()
    {
        Zoom.On($"GET {Meeting}", Answer.CutInTheMiddle, Answer.Json(200, AnyMeeting()));
        var call = Get();
        await Time.PassPauseAsync();

        Assert.Null((await call).Error);
    }

    [Fact]
    public async Task After_three_attempts_a_read_gives_up()
    {
        Zoom.On($"GET {Meeting}", Answer.Text(503, ""));
        var call = Get();
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();

        Assert.Equal((ZoomErrorKind.Unavailable, 503), ((await call).Error!.Kind, (await call).Error!.Status));
        Assert.Equal(3, Zoom.Seen.Count);
    }

    [Fact]
    public async Task A_silent_attempt_is_given_up_after_five_seconds_and_the_call_after_ten()
    {
        Zoom.On($"GET {Meeting}", Answer.Silence);
        var call = Get();
        await Eventually.TrueAsync(() => Zoom.Seen.Count == 1);
        Time.Advance(TimeSpan.FromSeconds(5));
        await Time.PassPauseAsync();
        await Eventually.TrueAsync(() => Zoom.Seen.Count == 2);
        Time.Advance(TimeSpan.FromSeconds(5));

        var error = (await call).Error!;
        Assert.Equal((ZoomErrorKind.Timeout, false), (error.Kind, error.Ambiguous));
    }

    [Fact]
    public async Task The_limit_per_second_is_waited_out()
    {
        Zoom.On($"GET {Meeting}", TooManyPerSecond, Answer.Json(200, AnyMeeting()));
        var call = Get();

        Assert.InRange(await Time.PassPauseAsync(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
        Assert.Null((await call).Error);
    }

    [Fact]
    public async Task A_short_retry_after_is_honoured()
    {
        Zoom.On($"GET {Meeting}", Answer.Error(503, 0, "Busy.", ("Retry-After", "2")), Answer.Json(200, AnyMeeting()));
        var call = Get();

        Assert.Equal(TimeSpan.FromSeconds(2), await Time.PassPauseAsync());
        Assert.Null((await call).Error);
    }

    [Theory]
    [InlineData(503, "Retry-After", "3")]
    [InlineData(429, "Retry-After", "2026-03-02T09:05:00Z")]
    [InlineData(429, "X-RateLimit-Type", "Daily-limit")]
    public async Task A_wait_that_is_long_is_left_to_the_caller(int status, string header, string value)
    {
        Zoom.On($"GET {Meeting}", Answer.Error(status, 0, "Later.", (header, value)));

        Assert.NotNull((await Get()).Error!.RetryAt);
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task Ending_and_deleting_are_attempted_again()
    {
        Zoom.On($"PUT {Meeting}/status", Answer.Text(500, ""), Answer.NoContent);
        Zoom.On($"DELETE {Meeting}", TooManyPerSecond, Answer.NoContent);

        var end = Client.EndMeetingAsync("93012345678", default);
        await Time.PassPauseAsync();
        Assert.Null((await end).Error);

        var delete = Client.DeleteMeetingAsync("93012345678", default);
        await Time.PassPauseAsync();
        Assert.Null((await delete).Error);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Zoom.On($"GET {Meeting}", Answer.Text(302, "", ("Location", $"{Zoom.Origin}/v2/elsewhere"), ("Retry-After", "60")));

        Assert.Equal((ZoomErrorKind.Unavailable, 302), ((await Get()).Error!.Kind, (await Get()).Error!.Status));
        Assert.DoesNotContain(Zoom.Seen, request => request.Target.EndsWith("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        Zoom.On($"GET {Meeting}", Answer.Text(200, new string(' ', (4 * 1024 * 1024) + 1)));
        var call = Get();
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();

        Assert.Equal(ZoomErrorKind.Unavailable, (await call).Error!.Kind);
    }

    [Fact]
    public async Task A_caller_that_goes_away_is_told_by_cancellation()
    {
        Zoom.On($"GET {Meeting}", Answer.Silence);
        using var leaving = new CancellationTokenSource();
        var call = Client.GetMeetingAsync("93012345678", leaving.Token);
        await Eventually.TrueAsync(() => Zoom.Seen.Count == 1);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private Task<ZoomResult<ZoomMeeting>> Get() => Client.GetMeetingAsync("93012345678", default);
}
