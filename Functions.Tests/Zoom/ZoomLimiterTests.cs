using Functions.Tests.Fixtures;
using Functions.Zoom;

namespace Functions.Tests.Zoom;

/// <summary>The client's own limits, and Zoom's word about them.</summary>
public sealed class ZoomLimiterTests : ZoomTest
{
    private static readonly (string, string) PerSecond = ("X-RateLimit-Type", "QPS");
    private static readonly (string, string) PerDay = ("X-RateLimit-Type", "Daily-limit");
    private IZoomClient? limited;

    private new IZoomClient Client => limited ?? base.Client;

    [Fact]
    public async Task What_exceeds_the_rate_waits_and_is_then_sent()
    {
        Use(ZoomPlan.Free, 1);
        Zoom.On($"GET {HostMeetings}", Answer.Text(200, "{}"));
        var calls = Enumerable.Range(0, 5).Select(_ => List()).ToArray();

        for (var sent = 2; sent < 5; sent += 2)
        {
            await Eventually.TrueAsync(() => calls.Count(call => call.IsCompleted) == sent);
            Assert.Equal((sent, 5 - sent), (Zoom.Seen.Count, Waiting));
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(await Task.WhenAll(calls), result => Assert.Null(result.Error));
    }

    [Fact]
    public async Task What_would_come_too_late_is_not_sent_which_is_certain()
    {
        Use(ZoomPlan.Free, 0.01);
        Zoom.On($"POST {HostMeetings}", Answer.Json(201, AnyMeeting()));
        Assert.Null((await Create()).Error);

        var error = (await Create()).Error!;

        Assert.Equal((ZoomErrorKind.RateLimited, Time.GetUtcNow().AddSeconds(50), false), (error.Kind, error.RetryAt, error.Ambiguous));
        Assert.Single(Zoom.Seen);
        Assert.Contains(LogLines, line => line.StartsWith("Warning 2103 Zoom create_meeting (Medium) was not sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_attempt_waits_for_its_turn_like_any_call()
    {
        Use(ZoomPlan.Free, 0.25);
        Zoom.On($"GET {Meeting}", Answer.Text(502, ""), Answer.Json(200, AnyMeeting()));
        var call = Get();
        await Time.PassPauseAsync();
        await Eventually.TrueAsync(() => Waiting == 1);
        Assert.Single(Zoom.Seen);

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null((await call).Error);
        Assert.Equal(2, Zoom.Seen.Count);
    }

    [Fact]
    public async Task A_call_stays_in_doubt_when_only_its_second_attempt_had_no_turn()
    {
        Use(ZoomPlan.Free, 0.02);
        Zoom.On($"DELETE {Meeting}", Answer.Cut);
        var call = Client.DeleteMeetingAsync("93012345678", default);
        await Time.PassPauseAsync();

        var error = (await call).Error!;
        Assert.Equal((ZoomErrorKind.RateLimited, null, true), (error.Kind, error.Status, error.Ambiguous));
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_caller_that_goes_away_while_it_waits_sends_nothing()
    {
        Use(ZoomPlan.Free, 0.25);
        await Get();
        using var leaving = new CancellationTokenSource();
        var call = Client.GetMeetingAsync("93012345678", leaving.Token);
        await Eventually.TrueAsync(() => Waiting == 1);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task The_limit_per_second_holds_the_others_of_its_category_back_and_no_other_category()
    {
        Use(ZoomPlan.Pro, 1);
        Zoom.On($"POST {HostMeetings}", Answer.Error(429, 429, "per-second", PerSecond));
        Zoom.On($"GET {HostMeetings}", Answer.Text(200, "{}"));
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting()));
        Assert.Equal(ZoomErrorKind.RateLimited, (await Create()).Error!.Kind);

        var list = List();
        await Eventually.TrueAsync(() => Waiting == 1);
        Assert.Null((await Get()).Error);
        Assert.Equal(2, Zoom.Seen.Count);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await list).Error);
    }

    [Fact]
    public async Task After_the_accounts_day_is_used_up_Zoom_is_not_asked_again_before_the_time_it_named()
    {
        Use(ZoomPlan.Pro, 1);
        Zoom.On($"GET {Meeting}", Answer.Error(429, 429, "Limit.", PerDay, ("Retry-After", "2026-03-02T09:30:00Z")), Answer.Json(200, AnyMeeting()));
        var first = (await Get()).Error!;

        var second = (await Get()).Error!;

        Assert.Equal((ZoomErrorKind.DailyLimit, Time.GetUtcNow().AddMinutes(30)), (first.Kind, first.RetryAt));
        Assert.Equal((first.Kind, first.RetryAt), (second.Kind, second.RetryAt));
        Assert.Single(Zoom.Seen);
        Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null((await Get()).Error);
    }

    [Fact]
    public async Task A_host_whose_day_is_used_up_holds_no_other_host_back()
    {
        Use(ZoomPlan.Pro, 1);
        Zoom.On($"POST {HostMeetings}", Answer.Error(429, 429, "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests"));
        Zoom.On("POST /v2/users/other/meetings", Answer.Json(201, AnyMeeting()));
        Assert.Equal(ZoomErrorKind.DailyLimit, (await Create()).Error!.Kind);

        Assert.Null((await Client.CreateMeetingAsync("other", AnyRequest, default)).Error);
    }

    [Fact]
    public async Task The_share_of_the_accounts_day_is_kept_here_too()
    {
        Use(new() { [ZoomRateCategory.Light] = new(10, TimeSpan.FromSeconds(1), new ZoomDay(2)) });
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting()));
        await Get();
        await Get();

        var error = (await Get()).Error!;

        Assert.Equal((ZoomErrorKind.DailyLimit, new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)), (error.Kind, error.RetryAt));
        Assert.Equal(2, Zoom.Seen.Count);
    }

    private void Use(ZoomPlan plan, double share) => Use(new(ZoomRates.Of(plan, share)));

    private void Use(Dictionary<ZoomRateCategory, ZoomRate> rates) => limited = CreateClient(rates: rates);

    private Task<ZoomResult<ZoomMeeting>> Get() => Client.GetMeetingAsync("93012345678", default);

    private Task<ZoomResult<ZoomMeeting>> Create() => Client.CreateMeetingAsync("sarah@example.edu", AnyRequest, default);

    private Task<ZoomResult<IReadOnlyList<ZoomMeetingListItem>>> List() => Client.ListMeetingsAsync("sarah@example.edu", ZoomMeetingListType.Live, default);
}
