using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomLiveParticipantTests : ZoomTest
{
    private const string List = "/v2/metrics/meetings/93012345678/participants";
    private const string Query = "?type=live&page_size=300&include_fields=registrant_id";

    private Task<ZoomResult<IReadOnlyList<ZoomLiveParticipant>>> Read() => Client.GetLiveParticipantsAsync("93012345678", default);

    private static Microsoft.AspNetCore.Http.RequestDelegate Page(string next, params string[] names) =>
        Answer.Json(200, new { next_page_token = next, participants = names.Select(user_name => new { user_name }) });

    [Fact]
    public async Task All_pages_of_the_list_are_read()
    {
        Zoom.On($"GET {List}", Page("next", "Ann", "Bob"), Page("", "Cleo"));

        Assert.Equal(["Ann", "Bob", "Cleo"], (await Read()).Value.Select(row => row.UserName));
        Assert.Equal([$"{List}{Query}", $"{List}{Query}&next_page_token=next"], Zoom.Seen.Select(request => request.Target));
    }

    [Fact]
    public async Task A_row_is_read_as_Zoom_writes_it()
    {
        Zoom.On($"GET {List}", Answer.Text(200, """
            {"page_count":1,"next_page_token":"","participants":[{"id":"z1","user_id":"16778240","participant_user_id":"z1","participant_uuid":"p-1","user_name":"Ann Ash",
             "device":"Windows","ip_address":"203.0.113.7","location":"Springfield","mac_addr":"00:00:5E:00:53:01","join_time":"2026-03-02T09:00:00Z","email":"ann@example.edu",
             "registrant_id":"r1","role":"host","status":"in_waiting_room","bo_mtg_id":"b==","in_room_participants":1,"internal_ip_addresses":["192.0.2.1"]},
             {"id":"","user_id":16778241,"participant_uuid":"","user_name":"","email":"","bo_mtg_id":"","join_time":"","leave_time":"2026-03-02T09:20:00Z","status":""}]}
            """));

        var rows = (await Read()).Value;

        Assert.Equal(
            new ZoomLiveParticipant
            {
                ParticipantUuid = "p-1", UserId = "16778240", ZoomUserId = "z1", UserName = "Ann Ash", Email = "ann@example.edu", RegistrantId = "r1",
                Role = "host", Status = "in_waiting_room", BreakoutRoomId = "b==", JoinTime = Time.GetUtcNow(),
            },
            rows[0]);
        Assert.Equal(new ZoomLiveParticipant { UserId = "16778241", LeaveTime = Time.GetUtcNow().AddMinutes(20) }, rows[1]);
        Assert.Equal((true, false), (rows[0].IsWaiting, rows[1].IsWaiting));
    }

    [Theory]
    [InlineData(400, 200, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 4711, ZoomErrorKind.NotAvailable)]
    [InlineData(404, 3001, ZoomErrorKind.NotFound)]
    public async Task A_list_that_cannot_be_had_is_asked_for_once(int status, int code, ZoomErrorKind expected)
    {
        Zoom.On($"GET {List}", Answer.Error(status, code));

        Assert.Equal(expected, (await Read()).Error!.Kind);
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_list_that_does_not_end_is_given_up_after_five_pages()
    {
        Zoom.On($"GET {List}", Page("again", "Ann"));

        Assert.Equal(ZoomErrorKind.Unavailable, (await Read()).Error!.Kind);
        Assert.Equal(5, Zoom.Seen.Count);
    }
}
