using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomListTests : ZoomTest
{
    [Fact]
    public async Task All_pages_of_a_list_are_read()
    {
        Zoom.On($"GET {HostMeetings}", Page("a/b=", 1, 2), Page("c", 3), Page("", 4));

        var meetings = (await List()).Value;

        Assert.Equal(["1", "2", "3", "4"], meetings.Select(meeting => meeting.MeetingId));
        Assert.Equal(
            [
                $"{HostMeetings}?type=upcoming_meetings&page_size=300",
                $"{HostMeetings}?type=upcoming_meetings&page_size=300&next_page_token=a%2Fb%3D",
                $"{HostMeetings}?type=upcoming_meetings&page_size=300&next_page_token=c",
            ],
            Zoom.Seen.Select(request => request.Target));
    }

    [Fact]
    public async Task A_list_is_complete_or_an_error()
    {
        Zoom.On($"GET {HostMeetings}", Page("next", 1), Answer.Error(400, 300));

        Assert.Equal(300, (await List()).Error!.Code);
    }

    [Fact]
    public async Task A_list_without_end_is_an_error()
    {
        Zoom.On($"GET {HostMeetings}", Page("again", 1));

        Assert.Equal(ZoomErrorKind.Unavailable, (await List()).Error!.Kind);
        Assert.Equal(20, Zoom.Seen.Count);
    }

    [Fact]
    public async Task A_host_without_meetings_has_an_empty_list()
    {
        Zoom.On($"GET {HostMeetings}", Answer.Text(200, """{"page_size":300}"""));

        Assert.Empty((await List()).Value);
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Page(string next, params long[] ids) =>
        Answer.Json(200, new { next_page_token = next, meetings = ids.Select(id => new { id, topic = "Recursion", type = 2 }) });

    private Task<ZoomResult<IReadOnlyList<ZoomMeetingListItem>>> List() =>
        Client.ListMeetingsAsync("sarah@example.edu", ZoomMeetingListType.UpcomingMeetings, default);
}
