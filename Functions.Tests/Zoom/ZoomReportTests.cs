using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomReportTests : ZoomTest
{
    private const string Report = "/v2/report/meetings/aBcD3%2FQ%3D%3D/participants";
    private const string Query = "?page_size=300&include_fields=registrant_id";

    [Fact]
    public async Task All_pages_of_a_report_are_read()
    {
        Zoom.On($"GET {Report}", Page("a/b=", "Ann", "Bob"), Page("", "Cleo"));

        var rows = (await Read("aBcD3/Q==")).Value;

        Assert.Equal(["Ann", "Bob", "Cleo"], rows.Select(row => row.Name));
        Assert.Equal([$"{Report}{Query}", $"{Report}{Query}&next_page_token=a%2Fb%3D"], Zoom.Seen.Select(request => request.Target));
    }

    [Theory]
    [InlineData("/aB//c==", "%252FaB%252F%252Fc%253D%253D")]
    [InlineData("aB//c==", "aB%252F%252Fc%253D%253D")]
    [InlineData("aB/c+==", "aB%2Fc%2B%3D%3D")]
    public async Task An_awkward_uuid_is_encoded_twice(string uuid, string segment)
    {
        await Read(uuid);

        Assert.Equal($"/v2/report/meetings/{segment}/participants{Query}", Assert.Single(Zoom.Seen).Target);
    }

    [Fact]
    public async Task A_row_is_read_as_Zoom_writes_it()
    {
        Zoom.On($"GET {Report}", Answer.Text(200, """
            {"next_page_token":"","participants":[{"id":"z1","user_id":"16778240","name":"Ann Ash","user_email":"ann@example.edu","registrant_id":"r1",
             "join_time":"2026-03-02T09:00:00Z","leave_time":"2026-03-02T09:20:00Z","duration":1200,"failover":false,"status":"in_waiting_room","bo_mtg_id":"x"}]}
            """));

        var row = Assert.Single((await Read("aBcD3/Q==")).Value);

        Assert.Equal(("Ann Ash", "z1", "16778240", "r1"), (row.Name, row.ZoomUserId, row.UserId, row.RegistrantId));
        Assert.Equal(("ann@example.edu", 1200, true), (row.UserEmail, row.Duration, row.IsWaiting));
        Assert.Equal((Time.GetUtcNow(), Time.GetUtcNow().AddMinutes(20)), (row.JoinTime, row.LeaveTime));
    }

    [Theory]
    [InlineData("""{"id":"","user_id":"","name":"","user_email":"","registrant_id":"","join_time":"","leave_time":"","duration":"","status":""}""")]
    [InlineData("""{"id":null,"user_id":{},"name":[],"join_time":7,"duration":1e99,"status":true}""")]
    [InlineData("{}")]
    public async Task What_Zoom_does_not_know_is_null(string row)
    {
        Zoom.On($"GET {Report}", Answer.Text(200, $$"""{"participants":[{{row}}]}"""));

        Assert.Equal(new ZoomReportRow(), Assert.Single((await Read("aBcD3/Q==")).Value));
    }

    [Fact]
    public async Task A_number_may_be_text_and_text_a_number()
    {
        Zoom.On($"GET {Report}", Answer.Text(200, """{"participants":[{"user_id":16778240,"duration":"90","status":"in_meeting"}]}"""));

        var row = Assert.Single((await Read("aBcD3/Q==")).Value);

        Assert.Equal(("16778240", 90, false), (row.UserId, row.Duration, row.IsWaiting));
    }

    [Theory]
    [InlineData(400, 200, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 12702, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 4711, ZoomErrorKind.NotAvailable)]
    [InlineData(404, 3001, ZoomErrorKind.NotFound)]
    public async Task A_report_that_cannot_be_had_is_asked_for_once(int status, int code, ZoomErrorKind expected)
    {
        Zoom.On($"GET {Report}", Answer.Error(status, code));

        Assert.Equal(expected, (await Read("aBcD3/Q==")).Error!.Kind);
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_report_is_complete_or_an_error_and_ends()
    {
        Zoom.On($"GET {Report}", Page("next", "Ann"), Answer.Error(400, 300, "The next page token is invalid or expired."));
        Assert.Equal(ZoomErrorKind.Refused, (await Read("aBcD3/Q==")).Error!.Kind);

        Zoom.On($"GET {Report}", Page("again", "Ann"));
        Assert.Equal(ZoomErrorKind.Unavailable, (await Read("aBcD3/Q==")).Error!.Kind);
        Assert.Equal(52, Zoom.Seen.Count);
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Page(string next, params string[] names) =>
        Answer.Json(200, new { next_page_token = next, participants = names.Select(name => new { name }) });

    private Task<ZoomResult<IReadOnlyList<ZoomReportRow>>> Read(string uuid) => Client.GetParticipantReportAsync(uuid, default);
}
