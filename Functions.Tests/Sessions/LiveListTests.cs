using Functions.Sessions.Participants;
using Functions.Zoom;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Functions.Tests.Sessions;

/// <summary>However often pages ask, Zoom is asked seldom, and whoever asks is not kept waiting.</summary>
public sealed class LiveListTests
{
    private readonly FakeTimeProvider time = new(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly Mock<IZoomClient> zoom = new();

    private LiveList Create(ZoomPlan plan = ZoomPlan.Business, double share = 1) =>
        new(zoom.Object, Options.Create(new ZoomOptions { Plan = plan, RateShare = share }), time);

    private void Answers(ZoomResult<IReadOnlyList<ZoomLiveParticipant>> answer) =>
        zoom.Setup(z => z.GetLiveParticipantsAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(answer);

    private static ZoomResult<IReadOnlyList<ZoomLiveParticipant>> Rows(int count) =>
        ZoomResult.Success<IReadOnlyList<ZoomLiveParticipant>>([.. Enumerable.Range(0, count).Select(i => new ZoomLiveParticipant { ParticipantUuid = $"p-{i}" })]);

    private void WasAsked(int times) =>
        zoom.Verify(z => z.GetLiveParticipantsAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Exactly(times));

    [Theory, InlineData(ZoomPlan.Free), InlineData(ZoomPlan.Pro)]
    public async Task A_smaller_plan_is_never_asked(ZoomPlan plan)
    {
        Assert.Equal("plan", (await Create(plan).AskAsync("1", default)).Why!.Code);
        WasAsked(0);
    }

    [Fact]
    public async Task Many_who_ask_at_once_and_again_share_one_look_for_fifteen_seconds()
    {
        var live = Create();
        Answers(Rows(3));
        var first = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => live.AskAsync("1", default)));
        time.Advance(LiveList.Kept - TimeSpan.FromMilliseconds(1));
        var again = await live.AskAsync("1", default);
        Assert.All(first, look => Assert.Same(again, look));
        Assert.Equal((3, time.GetUtcNow() - LiveList.Kept + TimeSpan.FromMilliseconds(1)), (again.Stays!.Count, again.At));
        WasAsked(1);

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(time.GetUtcNow(), (await live.AskAsync("1", default)).At);
        await live.AskAsync("2", default);
        WasAsked(3);
    }

    [Theory]
    [InlineData(ZoomErrorKind.NotFound, null, "not_running")]
    [InlineData(ZoomErrorKind.RateLimited, null, "zoom_busy")]
    [InlineData(ZoomErrorKind.DailyLimit, null, "zoom_busy")]
    [InlineData(ZoomErrorKind.Timeout, null, "zoom_timeout")]
    [InlineData(ZoomErrorKind.Unavailable, null, "zoom_unavailable")]
    [InlineData(ZoomErrorKind.Credentials, null, "zoom_credentials")]
    [InlineData(ZoomErrorKind.SecretUnavailable, null, "zoom_credentials")]
    [InlineData(ZoomErrorKind.NotAvailable, 200, "plan")]
    [InlineData(ZoomErrorKind.NotAvailable, 4711, "scope")]
    public async Task Why_there_is_no_list_is_said_and_a_failure_is_kept_as_long_as_a_list(ZoomErrorKind kind, int? code, string why)
    {
        var live = Create();
        Answers(new ZoomError(kind, 400, code));
        for (var i = 0; i < 5; i++) Assert.Equal(why, (await live.AskAsync("1", default)).Why!.Code);
        WasAsked(1);
    }

    [Fact]
    public async Task An_account_without_a_dashboard_is_left_alone_for_an_hour()
    {
        var live = Create();
        Answers(new ZoomError(ZoomErrorKind.NotAvailable, 400, 200));
        await live.AskAsync("1", default);
        time.Advance(LiveList.NoneFor - TimeSpan.FromSeconds(1));
        Assert.Equal("plan", (await live.AskAsync("2", default)).Why!.Code);
        WasAsked(1);

        Answers(Rows(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await live.AskAsync("2", default)).Stays);
    }

    [Fact]
    public async Task A_days_share_is_used_up_page_by_page_and_is_new_at_midnight()
    {
        var live = Create(share: 10.0 / LiveList.CallsPerDay);
        Answers(Rows(601));
        for (var i = 0; i < 4; i++) Assert.NotNull((await live.AskAsync($"{i}", default)).Stays);
        Assert.Equal("zoom_busy", (await live.AskAsync("4", default)).Why!.Code);
        WasAsked(4);

        time.Advance(TimeSpan.FromHours(12));
        Assert.NotNull((await live.AskAsync("5", default)).Stays);
    }

    [Fact]
    public async Task Who_asks_while_Zoom_is_slow_is_answered_and_the_look_serves_the_next()
    {
        var live = Create();
        var slow = new TaskCompletionSource<ZoomResult<IReadOnlyList<ZoomLiveParticipant>>>();
        zoom.Setup(z => z.GetLiveParticipantsAsync("1", It.IsAny<CancellationToken>())).Returns(slow.Task);
        var waiting = live.AskAsync("1", default);
        time.Advance(LiveList.Patience);
        Assert.Equal("zoom_timeout", (await waiting).Why!.Code);

        slow.SetResult(Rows(2));
        Assert.Equal(2, (await live.AskAsync("1", default)).Stays!.Count);
        WasAsked(1);
    }

    [Fact]
    public async Task A_caller_who_goes_away_does_not_take_the_look_along()
    {
        var live = Create();
        var slow = new TaskCompletionSource<ZoomResult<IReadOnlyList<ZoomLiveParticipant>>>();
        zoom.Setup(z => z.GetLiveParticipantsAsync("1", It.IsAny<CancellationToken>())).Returns(slow.Task);
        using var impatient = new CancellationTokenSource();
        var (gone, stays) = (live.AskAsync("1", impatient.Token), live.AskAsync("1", default));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        slow.SetResult(Rows(1));
        Assert.Single((await stays).Stays!);
    }

    [Fact]
    public async Task Nothing_of_a_device_is_taken_over()
    {
        var live = Create();
        Answers(ZoomResult.Success<IReadOnlyList<ZoomLiveParticipant>>([new() { ParticipantUuid = "p", UserName = "Ann", Email = "a@example.edu", Role = "attendee", BreakoutRoomId = "b" }]));
        var stay = Assert.Single((await live.AskAsync("1", default)).Stays!);
        Assert.Equal(("p", "Ann", "a@example.edu", null, "b"), (stay.Who.Uuid, stay.Who.Name, stay.Who.Email, stay.Who.Role, stay.RoomUuid));
    }
}
