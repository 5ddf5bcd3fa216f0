using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomUpdateTests : ZoomTest
{
    private const string Update = $"PATCH {Meeting}";

    private static ZoomMeetingUpdate AnyUpdate { get; } = new()
    {
        Duration = 30,
        Settings = new() { BreakoutRoom = new(true, [new("Alice Anderson", ["alice@example.edu"]), new("Bob Brown", [])]) },
    };

    [Fact]
    public async Task An_update_carries_what_changes_and_all_rooms()
    {
        Zoom.On(Update, Answer.NoContent);

        Assert.Null((await Send()).Error);

        Assert.Equal(
            """{"duration":30,"settings":{"breakout_room":{"enable":true,"rooms":[{"name":"Alice Anderson","participants":["alice@example.edu"]},{"name":"Bob Brown","participants":[]}]}}}""",
            Assert.Single(Zoom.Seen).Body);
    }

    [Fact]
    public async Task A_new_start_is_sent_in_utc()
    {
        Zoom.On(Update, Answer.NoContent);

        await Client.UpdateMeetingAsync("93012345678", new() { StartTime = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)) }, default);

        Assert.Equal("""{"start_time":"2026-03-02T09:00:00Z"}""", Assert.Single(Zoom.Seen).Body);
    }

    [Theory]
    [InlineData("started", "Cannot update a meeting that has already started.", ZoomErrorKind.InProgress)]
    [InlineData("started", "Something that Zoom says since yesterday.", ZoomErrorKind.InProgress)]
    [InlineData("waiting", "You cannot schedule a meeting for sarah@example.edu.", ZoomErrorKind.Host)]
    [InlineData("waiting", "Users in [x@example.org] have been blocked from joining meetings and webinars.", ZoomErrorKind.Host)]
    [InlineData("waiting", "Cannot access meeting information.", ZoomErrorKind.Host)]
    public async Task Whether_a_3000_means_that_the_meeting_has_started_is_told_by_its_status(
        string status, string words, ZoomErrorKind expected)
    {
        Zoom.On(Update, Answer.Error(400, 3000, words));
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting(status)));

        var error = (await Send()).Error!;

        Assert.Equal((expected, 3000, words, false), (error.Kind, error.Code, error.Message, error.Ambiguous));
    }

    [Fact]
    public async Task A_3000_of_a_meeting_that_is_gone_or_cannot_be_read_is_what_reading_it_gave()
    {
        Zoom.On(Update, Answer.Error(400, 3000, "Cannot update a meeting that has already started."));
        Zoom.On($"GET {Meeting}", Answer.Error(404, 3001, "Meeting does not exist."), Answer.Error(400, 300, "No."));

        Assert.Equal(ZoomErrorKind.NotFound, (await Send()).Error!.Kind);
        Assert.Equal((ZoomErrorKind.Refused, 300), ((await Send()).Error!.Kind, (await Send()).Error!.Code));
    }

    [Fact]
    public async Task An_update_is_attempted_again_and_in_doubt_when_no_attempt_was_answered()
    {
        Zoom.On(Update, Answer.Cut, Answer.Text(503, ""), Answer.NoContent);
        var call = Send();
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();
        Assert.Null((await call).Error);

        Zoom.On(Update, Answer.Cut);
        call = Send();
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();
        Assert.Equal((ZoomErrorKind.Unavailable, true), ((await call).Error!.Kind, (await call).Error!.Ambiguous));
    }

    [Fact]
    public async Task The_hosts_allowance_for_today_is_not_tried_again_before_midnight()
    {
        Zoom.On(Update, Answer.Error(429, 429, "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests"));

        var error = (await Send()).Error!;

        Assert.Equal((ZoomErrorKind.DailyLimit, new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), false), (error.Kind, error.RetryAt, error.Ambiguous));
        Assert.Single(Zoom.Seen);
    }

    private Task<ZoomResult<Done>> Send() => Client.UpdateMeetingAsync("93012345678", AnyUpdate, default);
}
