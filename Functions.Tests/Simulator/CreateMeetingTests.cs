using System.Text;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class CreateMeetingTests
{
    [Fact]
    public async Task A_new_meeting_echoes_its_rooms_and_has_ids_like_Zooms()
    {
        await using var setup = await StartAsync();
        var answer = await setup.CreateAsync(new
        {
            topic = "Recursion",
            agenda = "0199-id",
            settings = new
            {
                waiting_room = true,
                join_before_host = true,
                breakout_room = new { enable = true, rooms = new[] { new { name = "Alice", participants = new[] { "alice.anderson@example.edu" } } } },
            },
        });

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.StartsWith("v=2.0;", answer.Headers.GetValues("x-zm-trackingid").Single());
        Assert.NotEmpty(answer.Headers.GetValues("x-zm-request-id").Single());
        Assert.Equal("Light", answer.Headers.GetValues("X-RateLimit-Category").Single());
        var meeting = await JsonOf(answer);
        Assert.True(meeting.GetProperty("id").GetInt64() > int.MaxValue);
        Assert.Equal("0199-id", meeting.GetProperty("agenda").GetString());
        Assert.NotEqual(Professor, meeting.GetProperty("host_id").GetString());
        Assert.NotEmpty(meeting.GetProperty("password").GetString()!);
        Assert.Contains("zak=", meeting.GetProperty("start_url").GetString());
        var settings = meeting.GetProperty("settings");
        Assert.False(settings.GetProperty("join_before_host").GetBoolean());
        var room = settings.GetProperty("breakout_room").GetProperty("rooms")[0];
        Assert.Equal("Alice", room.GetProperty("name").GetString());
        Assert.Equal("alice.anderson@example.edu", room.GetProperty("participants")[0].GetString());
    }

    [Fact]
    public async Task A_start_in_the_past_becomes_now_and_one_ahead_stays()
    {
        await using var setup = await StartAsync();
        var past = await JsonOf(await setup.CreateAsync(new { start_time = "2020-01-01T10:00:00Z" }));
        var fraction = await JsonOf(await setup.CreateAsync(new { start_time = "2050-01-01T10:00:00.000Z" }));
        Assert.Equal("2050-01-01T10:00:00Z", fraction.GetProperty("start_time").GetString());
        var ahead = await JsonOf(await setup.CreateAsync(new { start_time = "2050-01-01T10:00:00", timezone = "Europe/Berlin" }));
        Assert.True(past.GetProperty("start_time").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal("2050-01-01T09:00:00Z", ahead.GetProperty("start_time").GetString());
    }

    [Theory]
    [InlineData("""{"topic":5}""", "topic")]
    [InlineData("""{"type":7}""", "type")]
    [InlineData("""{"duration":1441}""", "duration")]
    [InlineData("""{"start_time":"tomorrow"}""", "start_time")]
    [InlineData("""{"timezone":"Mars/Olympus"}""", "timezone")]
    [InlineData("""{"password":"with space"}""", "password")]
    [InlineData("""{"type":8,"recurrence":{"type":4}}""", "recurrence.type")]
    [InlineData("""{"type":8,"recurrence":{"type":2,"weekly_days":"8"}}""", "recurrence.weekly_days")]
    [InlineData("""{"settings":{"jbh_time":7}}""", "settings.jbh_time")]
    [InlineData("""{"settings":{"auto_recording":"always"}}""", "settings.auto_recording")]
    [InlineData("""{"settings":{"breakout_room":{"enable":true,"rooms":[{"participants":[]}]}}}""", "settings.breakout_room.rooms")]
    [InlineData("""{"settings":{"breakout_room":{"enable":true,"rooms":[{"name":"A","participants":[1]}]}}}""", "settings.breakout_room.rooms")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using var setup = await StartAsync();
        var answer = await PostAsync(setup, body);
        await HoldsErrorAsync(answer, 400, 300);
        Assert.Equal(field, (await JsonOf(answer)).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"topic\":")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        await using var setup = await StartAsync();
        var answer = await PostAsync(setup, body);
        await HoldsErrorAsync(answer, 400, 300);
        Assert.Equal("Request Body should be a valid JSON object.", (await JsonOf(answer)).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Hosts_who_do_not_exist_or_may_not_host_are_refused()
    {
        await using var setup = await StartAsync();
        await HoldsErrorAsync(await setup.CreateAsync(new { }, "nobody@elsewhere.org"), 404, 1001);
        await setup.ControlAsync(HttpMethod.Put, $"/sim/users/{Professor}", new { may_host = false });
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 400, 3161);
        await setup.ControlAsync(HttpMethod.Put, $"/sim/users/{Professor}", new { exists = false });
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 404, 1001);
    }

    [Fact]
    public async Task Nobody_schedules_for_another_user()
    {
        await using var setup = await StartAsync();
        await HoldsErrorAsync(await setup.CreateAsync(new { schedule_for = "other@example.edu" }), 400, 3000);
        await HoldsErrorAsync(await setup.CreateAsync(new { type = 1, schedule_for = Professor }), 400, 3000);
    }

    [Fact]
    public async Task A_host_whose_settings_forbid_rooms_gets_none()
    {
        await using var setup = await StartAsync();
        await setup.ControlAsync(HttpMethod.Put, $"/sim/users/{Professor}", new { breakout_room_schedule = false });
        var meeting = await setup.CreateClassAsync(["Ann Ash"]);
        Assert.False(meeting.GetProperty("settings").GetProperty("breakout_room").GetProperty("enable").GetBoolean());
        var settings = await JsonOf(await setup.Zoom.GetAsync($"/v2/users/{Professor}/settings"));
        Assert.False(settings.GetProperty("in_meeting").GetProperty("breakout_room_schedule").GetBoolean());
    }

    [Fact]
    public async Task There_is_no_breakout_rooms_endpoint()
    {
        await using var setup = await StartAsync();
        var id = await setup.ClassIdAsync("Ann Ash");
        Assert.Equal(404, (int)(await setup.Zoom.GetAsync($"/v2/meetings/{id}/breakout_rooms")).StatusCode);
        Assert.Equal(404, (int)(await setup.Zoom.PostAsync($"/v2/meetings/{id}/breakout_rooms", content: null)).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(SimulatorSetup setup, string body) => await setup.Zoom.PostAsync(
        $"/v2/users/{Professor}/meetings", new StringContent(body, Encoding.UTF8, "application/json"));
}
