using System.Net.Http.Json;
using System.Text.Json;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class MeetingCallTests
{
    [Fact]
    public async Task A_patch_changes_what_it_gives_and_ignores_a_start_in_the_past()
    {
        await using var setup = await StartAsync();
        var created = await JsonOf(await setup.CreateAsync(new { topic = "Old", agenda = "kept", start_time = "2050-01-01T10:00:00Z" }));
        var path = $"/v2/meetings/{created.GetProperty("id").GetInt64()}";
        var answer = await setup.Zoom.PatchAsJsonAsync(path, new { topic = "New", start_time = "2020-01-01T10:00:00Z" });
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());

        var meeting = await JsonOf(await setup.Zoom.GetAsync(path));
        Assert.Equal("New", meeting.GetProperty("topic").GetString());
        Assert.Equal("kept", meeting.GetProperty("agenda").GetString());
        Assert.Equal("2050-01-01T10:00:00Z", meeting.GetProperty("start_time").GetString());
    }

    [Fact]
    public async Task A_patch_replaces_the_rooms_and_leaves_the_start_alone()
    {
        await using var setup = await StartAsync();
        var created = await JsonOf(await setup.CreateAsync(new
        {
            start_time = "2050-01-01T10:00:00Z",
            settings = new { waiting_room = true, breakout_room = new { enable = true, rooms = new[] { new { name = "Ann Ash" }, new { name = "Bob Brown" } } } },
        }));
        var path = $"/v2/meetings/{created.GetProperty("id").GetInt64()}";
        var rooms = new[] { new { name = "Cleo Cole", participants = new[] { "cleo.cole@example.edu" } } };
        var answer = await setup.Zoom.PatchAsJsonAsync(path, new { settings = new { breakout_room = new { enable = true, rooms } } });
        Assert.Equal(204, (int)answer.StatusCode);

        var meeting = await JsonOf(await setup.Zoom.GetAsync(path));
        var settings = meeting.GetProperty("settings");
        Assert.Equal(["Cleo Cole"], settings.GetProperty("breakout_room").GetProperty("rooms").EnumerateArray().Select(room => room.GetProperty("name").GetString()));
        Assert.True(settings.GetProperty("waiting_room").GetBoolean());
        Assert.Equal("2050-01-01T10:00:00Z", meeting.GetProperty("start_time").GetString());
    }

    [Fact]
    public async Task A_running_meeting_is_neither_updated_nor_deleted()
    {
        await using var setup = await StartAsync();
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        Assert.Equal("started", (await JsonOf(await setup.Zoom.GetAsync($"/v2/meetings/{id}"))).GetProperty("status").GetString());
        await HoldsErrorAsync(await setup.Zoom.PatchAsJsonAsync($"/v2/meetings/{id}", new { topic = "x" }), 400, 3000);
        await HoldsErrorAsync(await setup.Zoom.DeleteAsync($"/v2/meetings/{id}"), 400, 3002);

        Assert.Equal(204, (int)(await EndAsync(setup, id)).StatusCode);
        Assert.Equal(204, (int)(await setup.Zoom.DeleteAsync($"/v2/meetings/{id}")).StatusCode);
        await HoldsErrorAsync(await setup.Zoom.GetAsync($"/v2/meetings/{id}"), 404, 3001);
        await HoldsErrorAsync(await setup.Zoom.DeleteAsync($"/v2/meetings/{id}"), 404, 3001);
    }

    [Fact]
    public async Task Ending_what_does_not_run_is_fine_unless_switched()
    {
        await using var setup = await StartAsync();
        var id = await setup.ClassIdAsync("Ann Ash");
        Assert.Equal(204, (int)(await EndAsync(setup, id)).StatusCode);
        await setup.ControlAsync(HttpMethod.Put, "/sim/switches", new { refuse_end_when_idle = true });
        await HoldsErrorAsync(await EndAsync(setup, id), 400, 3000);
    }

    [Fact]
    public async Task Users_are_found_by_mail_and_by_opaque_id()
    {
        await using var setup = await StartAsync();
        var byMail = await JsonOf(await setup.Zoom.GetAsync($"/v2/users/{Professor}"));
        var byId = await JsonOf(await setup.Zoom.GetAsync($"/v2/users/{byMail.GetProperty("id").GetString()}"));
        Assert.Equal(Professor, byId.GetProperty("email").GetString());
        Assert.Equal(2, byId.GetProperty("type").GetInt32());
    }

    [Fact]
    public async Task Lists_leave_out_instant_meetings_and_cut_the_agenda()
    {
        await using var setup = await StartAsync();
        await setup.CreateAsync(new { type = 1, topic = "instant" });
        await setup.CreateAsync(new { topic = "planned", agenda = new string('x', 400), start_time = "2050-01-01T10:00:00Z" });
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");

        var all = (await ListAsync(setup, "")).GetProperty("meetings");
        Assert.Equal(["planned", "Recursion"], all.EnumerateArray().Select(meeting => meeting.GetProperty("topic").GetString()!));
        Assert.Equal(250, all[0].GetProperty("agenda").GetString()!.Length);
        Assert.Equal(1, (await ListAsync(setup, "type=live")).GetProperty("total_records").GetInt32());
        Assert.Equal(2, (await ListAsync(setup, "type=upcoming")).GetProperty("total_records").GetInt32());
        Assert.Equal(0, (await ListAsync(setup, "type=previous_meetings")).GetProperty("total_records").GetInt32());
    }

    private static async Task<JsonElement> ListAsync(SimulatorSetup setup, string query) =>
        await JsonOf(await setup.Zoom.GetAsync($"/v2/users/{Professor}/meetings?{query}"));

    private static Task<HttpResponseMessage> EndAsync(SimulatorSetup setup, long id) =>
        setup.Zoom.PutAsJsonAsync($"/v2/meetings/{id}/status", new { action = "end" });
}
