using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Reconciling;

/// <summary>Whether a session is as it should be, here and at Zoom, and mending it.</summary>
public sealed class ValidateSessionTests(Classroom classroom)
{
    private static async Task<(bool Valid, IReadOnlyList<(string Name, string Status, string Detail)> Checks)> Validate(Household house, Answer session, bool repair = false)
    {
        var answer = await (repair ? house.Operator.Post($"api/sessions/{session.Text("session_id")}/repair") : house.Operator.Get($"api/sessions/{session.Text("session_id")}/validate"));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        return (answer["valid"].GetBoolean(), [.. answer["checks"].EnumerateArray().Select(c => (c.GetProperty("name").GetString()!, c.GetProperty("status").GetString()!, c.GetProperty("detail").GetString()!))]);
    }

    private static JsonArray RoomsAtZoom(Household house, Answer session) => house.MeetingOf(session)!.Settings["breakout_room"]!["rooms"]!.AsArray();

    [Fact]
    public async Task A_session_that_is_as_it_should_be_passes()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        await house.Post("""{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}""");
        await Eventually.Async(async () => (await Validate(house, session)).Checks.All(c => c.Status == "pass"));
        var (valid, checks) = await Validate(house, session);
        Assert.True(valid);
        Assert.Equal(["meeting", "host", "rooms", "webhook", "index", "open_work"], checks.Select(c => c.Name));
    }

    [Fact]
    public async Task Without_a_challenge_or_an_event_for_72_hours_the_webhook_is_in_doubt()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromDays(10));
        Assert.Contains(("webhook", "warn"), (await Validate(house, session)).Checks.Select(c => (c.Name, c.Status)));
        await house.Post(SignedEvent.Started((await house.NewClass()).Text("meeting_id"), "u", house.Now));
        await Eventually.Async(async () => (await Validate(house, session)).Checks.Any(c => c is { Name: "webhook", Status: "pass" }));
        house.Clock.Jump(TimeSpan.FromHours(73));
        Assert.Contains(("webhook", "warn"), (await Validate(house, session)).Checks.Select(c => (c.Name, c.Status)));
    }

    [Fact]
    public async Task Drift_at_Zoom_is_shown_person_by_person_and_mended()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        var rooms = RoomsAtZoom(house, session);
        rooms[0]!["participants"] = new JsonArray("bob.brown@example.edu");
        rooms[1]!["participants"] = new JsonArray("eve@elsewhere.org");
        rooms[2]!["name"] = "Somewhere";
        var (valid, checks) = await Validate(house, session);
        Assert.False(valid);
        Assert.Contains(checks, c => c is ("assignment", "fail", "Alice Anderson is planned in “Alice Anderson” and in no room at Zoom."));
        Assert.Contains(checks, c => c is ("assignment", "fail", "Bob Brown is planned in “Bob Brown” and at Zoom in “Alice Anderson”."));
        Assert.Contains(checks, c => c is ("assignment", "fail", "Zoom has eve@elsewhere.org in “Bob Brown”, who is not planned here."));
        Assert.Contains(checks, c => c is ("rooms", "fail", "The room “Charlie Chen” is not planned at Zoom."));
        Assert.Contains(checks, c => c is ("rooms", "fail", "Zoom has a room “Somewhere” that is not planned here."));

        Assert.True((await Validate(house, session, repair: true)).Valid);
        Assert.Equal(["alice.anderson@example.edu"], RoomPlan.Of(house.MeetingOf(session)!)[0].Emails);
    }

    [Fact]
    public async Task A_meeting_that_is_gone_fails_and_is_not_made_anew()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        house.Zoom.Engine.Meetings.Remove(house.MeetingOf(session)!);
        foreach (var repair in new[] { false, true })
            Assert.Contains(("meeting", "fail"), (await Validate(house, session, repair)).Checks.Select(c => (c.Name, c.Status)));
        Assert.Empty(house.Meetings);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Lost_index_rows_and_lost_work_are_seen_and_written_again(bool over)
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        if (over) await house.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        foreach (var row in await house.Rows(house.Tables.SessionIndex)) await house.Tables.SessionIndex.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        var (valid, checks) = await Validate(house, session);
        Assert.False(valid);
        Assert.Contains("meeting", checks.Single(c => c.Name == "index").Detail, StringComparison.Ordinal);
        Assert.Equal(over ? "pass" : "fail", checks.Single(c => c.Name == "open_work").Status);
        Assert.True((await Validate(house, session, repair: true)).Valid);
        Assert.Single((await house.Operator.Get("api/sessions?professor_id=1"))["sessions"].EnumerateArray());
    }

    [Fact]
    public async Task A_change_that_is_half_done_is_seen_and_finished()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        house.Zoom.Faults.Now = new() { Api = [new() { Kind = ZoomSimulator.Faults.ApiFaultKind.ServerError, Method = "PATCH" }] };
        await house.Operator.Send(HttpMethod.Patch, $"api/sessions/{session.Text("session_id")}", new { topic = "Loops" });
        house.Zoom.Faults.Now = new();
        Assert.Contains(("open_work", "warn"), (await Validate(house, session)).Checks.Select(c => (c.Name, c.Status)));
        Assert.Contains(("open_work", "pass"), (await Validate(house, session, repair: true)).Checks.Select(c => (c.Name, c.Status)));
        Assert.Equal("Loops", (await house.Look(session)).Text("topic"));
    }
}
