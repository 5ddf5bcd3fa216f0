using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Zoom;

/// <summary>Every operation under the same fire.</summary>
public sealed class ZoomUnderFireTests : ZoomTest
{
    private const string Host = "/v2/users/sarah%40example.edu";

    private static readonly Dictionary<string, (string Route, Func<IZoomClient, Task<ZoomError?>> Call)> Operations = new()
    {
        ["create"] = ($"POST {HostMeetings}", async client => (await client.CreateMeetingAsync("sarah@example.edu", AnyRequest, default)).Error),
        ["get"] = ($"GET {Meeting}", async client => (await client.GetMeetingAsync("93012345678", default)).Error),
        ["update"] = ($"PATCH {Meeting}", async client => (await client.UpdateMeetingAsync("93012345678", new() { Duration = 30 }, default)).Error),
        ["end"] = ($"PUT {Meeting}/status", async client => (await client.EndMeetingAsync("93012345678", default)).Error),
        ["delete"] = ($"DELETE {Meeting}", async client => (await client.DeleteMeetingAsync("93012345678", default)).Error),
        ["list"] = ($"GET {HostMeetings}", async client => (await client.ListMeetingsAsync("sarah@example.edu", ZoomMeetingListType.Live, default)).Error),
        ["report"] = ("GET /v2/report/meetings/aB%3D/participants", async client => (await client.GetParticipantReportAsync("aB=", default)).Error),
        ["user"] = ($"GET {Host}", async client => (await client.GetUserAsync("sarah@example.edu", default)).Error),
        ["settings"] = ($"GET {Host}/settings", async client => (await client.GetUserSettingsAsync("sarah@example.edu", default)).Error),
    };

    public static TheoryData<string> All => [.. Operations.Keys];

    public static TheoryData<string> ReadingABody => ["create", "get", "list", "report", "user", "settings"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_failure_of_Zooms_is_met_with_three_attempts_but_a_creation_with_one(string operation)
    {
        var error = await Under(operation, Answer.Error(500, 500));

        Assert.Equal((ZoomErrorKind.Unavailable, 500, Changes(operation)), (error.Kind, error.Status, error.Ambiguous));
        Assert.Equal(operation == "create" ? 1 : 3, Zoom.Seen.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_call_outlives_its_deadline_while_bytes_still_drip_in(string operation)
    {
        var started = Time.GetUtcNow();

        var error = await Under(operation, Answer.Drip(Time, 200));

        // On a busy machine so much time passes between two attempts that the last one finds no turn before the deadline.
        Assert.True(error.Kind is ZoomErrorKind.Timeout or ZoomErrorKind.RateLimited, $"{error}");
        Assert.Equal(Changes(operation), error.Ambiguous);
        Assert.True(Time.GetUtcNow() - started >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task No_call_outlives_its_deadline_while_a_token_drips_in()
    {
        Zoom.On("POST /oauth/token", Answer.Drip(Time, 200));

        var error = await Under("create", Answer.NoContent);

        Assert.Equal((ZoomErrorKind.Timeout, false), (error.Kind, error.Ambiguous));
        Assert.Empty(Zoom.Seen);
    }

    [Theory]
    [MemberData(nameof(ReadingABody))]
    public async Task An_answer_that_is_no_JSON_is_an_outage(string operation)
    {
        foreach (var body in (string[])["", "{", "[]", "null", "<html>", "{\"id\":{}}{"])
        {
            var error = await Under(operation, Answer.Text(200, body));
            Assert.Equal((ZoomErrorKind.Unavailable, Changes(operation)), (error.Kind, error.Ambiguous));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_success_with_an_error_in_it_is_a_certain_refusal(string operation)
    {
        var error = await Under(operation, Answer.Error(200, 300, "Validation Failed."));

        Assert.Equal((ZoomErrorKind.Refused, 300, false), (error.Kind, error.Code, error.Ambiguous));
        Assert.Single(Zoom.Seen);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Connections_cut_before_or_within_the_answer_are_outages(string operation)
    {
        foreach (var cut in (RequestDelegate[])[Answer.Cut, Answer.CutInTheMiddle])
        {
            var error = await Under(operation, cut);
            Assert.Equal((ZoomErrorKind.Unavailable, Changes(operation)), (error.Kind, error.Ambiguous));
        }
    }

    private static bool Changes(string operation) => operation is "create" or "update" or "end" or "delete";

    private async Task<ZoomError> Under(string operation, RequestDelegate answer)
    {
        var (route, send) = Operations[operation];
        Zoom.On(route, answer);
        var call = send(Client);
        await Eventually.TrueAsync(() =>
        {
            if (Zoom.Seen.Count + Zoom.TokenRequests.Count > 0)
                Time.Advance(TimeSpan.FromMilliseconds(100));
            return call.IsCompleted;
        });
        return Assert.IsType<ZoomError>(await call);
    }
}
