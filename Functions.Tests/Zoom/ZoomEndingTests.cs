using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomEndingTests : ZoomTest
{
    private const string Status = $"PUT {Meeting}/status";

    [Fact]
    public async Task A_running_meeting_is_ended()
    {
        Zoom.On(Status, Answer.NoContent);

        Assert.Null((await End()).Error);
        Assert.Equal("""{"action":"end"}""", Assert.Single(Zoom.Seen).Body);
    }

    [Fact]
    public async Task A_meeting_that_is_gone_counts_as_ended() => Assert.Null((await End()).Error);

    [Theory]
    [InlineData(3000)]
    [InlineData(3063)]
    public async Task A_meeting_that_is_not_running_counts_as_ended(int code)
    {
        Zoom.On(Status, Answer.Error(400, code));
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting("waiting")));

        Assert.Null((await End()).Error);
    }

    [Fact]
    public async Task A_running_meeting_that_Zoom_does_not_end_is_an_error()
    {
        Zoom.On(Status, Answer.Error(400, 3003, "You are not the meeting host."));
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting("started")));

        Assert.Equal((ZoomErrorKind.Refused, 3003), ((await End()).Error!.Kind, (await End()).Error!.Code));
    }

    [Fact]
    public async Task A_missing_scope_is_not_taken_for_an_end()
    {
        Zoom.On(Status, Answer.Error(400, 4711));
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting("waiting")));

        Assert.Equal(ZoomErrorKind.Credentials, (await End()).Error!.Kind);
    }

    [Fact]
    public async Task A_meeting_is_deleted()
    {
        Zoom.On($"DELETE {Meeting}", Answer.NoContent);

        Assert.Null((await Delete()).Error);
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_meeting_that_is_gone_counts_as_deleted() => Assert.Null((await Delete()).Error);

    [Fact]
    public async Task A_running_meeting_is_not_deleted()
    {
        Zoom.On($"DELETE {Meeting}", Answer.Error(400, 3002, "Sorry, you cannot delete this meeting since it's in progress."));

        Assert.Equal(ZoomErrorKind.InProgress, (await Delete()).Error!.Kind);
    }

    private Task<ZoomResult<Done>> End() => Client.EndMeetingAsync("93012345678", default);

    private Task<ZoomResult<Done>> Delete() => Client.DeleteMeetingAsync("93012345678", default);
}
