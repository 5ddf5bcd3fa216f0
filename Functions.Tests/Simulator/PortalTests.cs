using System.Net.Http.Json;
using System.Text.Json;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>What a person does on Zoom's web pages, and what Zoom tells of it.</summary>
public sealed class PortalTests
{
    [Fact]
    public async Task A_meeting_deleted_in_the_portal_is_gone_and_an_event_says_so()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Delete, $"/sim/meetings/{id}");
        await receiver.WaitForAsync(1);
        var deleted = Assert.Single(receiver.Named("meeting.deleted"));
        Assert.Equal(id, deleted.Object.GetProperty("id").GetInt64());
        await HoldsErrorAsync(await setup.Zoom.GetAsync($"/v2/meetings/{id}"), 404, 3001);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_is_told_with_what_changed_and_how_it_was_and_nothing_else(bool byApi)
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var id = await setup.ClassIdAsync("Ann Ash");
        var change = new { topic = "Sorting", start_time = "2050-01-01T10:00:00Z" };
        if (byApi) await setup.Zoom.PatchAsJsonAsync($"/v2/meetings/{id}", change);
        else await setup.ControlAsync(HttpMethod.Patch, $"/sim/meetings/{id}", change);
        await receiver.WaitForAsync(1);

        var payload = Assert.Single(receiver.Named("meeting.updated")).Json.GetProperty("payload");
        Assert.Equal(["id", "topic", "start_time"], Members(payload.GetProperty("object")));
        Assert.Equal(["id", "topic", "start_time"], Members(payload.GetProperty("old_object")));
        Assert.Equal(("Sorting", "Recursion"), (Topic(payload, "object"), Topic(payload, "old_object")));
        Assert.Equal(JsonValueKind.Number, payload.GetProperty("time_stamp").ValueKind);
        var meeting = await JsonOf(await setup.Zoom.GetAsync($"/v2/meetings/{id}"));
        Assert.Equal("Sorting 2050-01-01T10:00:00Z", $"{meeting.GetProperty("topic")} {meeting.GetProperty("start_time")}");
    }

    [Fact]
    public async Task Rooms_changed_in_the_portal_are_in_the_meeting_and_in_no_event()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Patch, $"/sim/meetings/{id}",
            new { rooms = new[] { new { name = "Elsewhere", participants = new[] { "x@example.edu" } } } });
        await receiver.WaitForAsync(1);
        Assert.DoesNotContain("Elsewhere", Assert.Single(receiver.Named("meeting.updated")).Text);
        var meeting = await JsonOf(await setup.Zoom.GetAsync($"/v2/meetings/{id}"));
        Assert.Equal("Elsewhere", meeting.GetProperty("settings").GetProperty("breakout_room")
            .GetProperty("rooms")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_running_meeting_is_neither_changed_nor_deleted_in_the_portal()
    {
        await using var setup = await StartAsync();
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        Assert.Equal(409, (int)(await setup.Sim.DeleteAsync($"/sim/meetings/{id}")).StatusCode);
        Assert.Equal(409, (int)(await setup.Sim.PatchAsJsonAsync($"/sim/meetings/{id}", new { topic = "Sorting" })).StatusCode);
    }

    [Fact]
    public async Task A_running_meeting_can_be_said_not_to_exist()
    {
        await using var setup = await StartAsync();
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        await setup.ControlAsync(HttpMethod.Put, "/sim/faults",
            new { api = new[] { new { kind = "not_found", path = $"/meetings/{id}", times = 1 } } });
        await HoldsErrorAsync(await setup.Zoom.GetAsync($"/v2/meetings/{id}"), 404, 3001);
        Assert.Equal(200, (int)(await setup.Zoom.GetAsync($"/v2/meetings/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_refusal_can_be_given_in_any_words()
    {
        await using var setup = await StartAsync();
        await setup.ControlAsync(HttpMethod.Put, "/sim/faults", new
        {
            api = new object[]
            {
                new { kind = "refused", code = 3000, message = "You cannot schedule a meeting for x.", times = 1 },
                new { kind = "refused", body = """{"code":104,"message":"… scopes:["a"]."}""", times = 1 },
            },
        });
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 400, 3000);
        Assert.Equal("""{"code":104,"message":"… scopes:["a"]."}""", await (await setup.CreateAsync(new { })).Content.ReadAsStringAsync());
    }

    private static string? Topic(JsonElement payload, string member) => payload.GetProperty(member).GetProperty("topic").GetString();

    private static IEnumerable<string> Members(JsonElement value) => value.EnumerateObject().Select(member => member.Name);
}
