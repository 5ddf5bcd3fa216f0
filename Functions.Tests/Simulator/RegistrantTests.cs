using System.Net.Http.Json;
using System.Text.Json;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>Registrants, and the recurring meetings that they may register for.</summary>
public sealed class RegistrantTests
{
    [Fact]
    public async Task Who_joins_by_a_registrants_link_carries_its_id_name_and_address_in_every_event()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var id = await MeetingAsync(setup);
        var answer = await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{id}/registrants",
            new { email = "zoe@elsewhere.org", first_name = "Zoé", last_name = "Martin" });
        Assert.Equal(201, (int)answer.StatusCode);
        var added = await JsonOf(answer);
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants",
            new { join_url = added.GetProperty("join_url").GetString() });
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants/Zoé%20Martin/leave");
        await receiver.WaitForAsync(4);
        foreach (var name in new[] { "meeting.participant_joined", "meeting.participant_left" })
        {
            var person = Assert.Single(receiver.Named(name), webhook => Text(webhook.Participant, "user_name") == "Zoé Martin").Participant;
            Assert.Equal(
                (added.GetProperty("registrant_id").GetString(), "zoe@elsewhere.org", ""),
                (Text(person, "registrant_id"), Text(person, "email"), Text(person, "id")));
        }
    }

    [Fact]
    public async Task A_left_of_somebody_unregistered_carries_an_empty_registrant_id_and_a_guid_in_capitals()
    {
        await using var play = await LivePlay.StartAsync();
        await play.JoinAsync("Ann Ash");
        var left = Assert.Single(await play.DuringAsync(1, () => play.ActAsync("participants/Ann Ash/leave")), webhook =>
            webhook.Event == "meeting.participant_left");
        Assert.Equal("", Text(left.Participant, "registrant_id"));
        Assert.Matches("^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$", Text(left.Participant, "participant_uuid"));
    }

    [Fact]
    public async Task Thirty_register_at_once_and_not_one_more()
    {
        await using var setup = await StartAsync();
        var id = await MeetingAsync(setup);
        object Batch(int count) =>
            new { registrants = Enumerable.Range(0, count).Select(i => new { email = $"s{i}@elsewhere.org", first_name = $"S{i}" }) };
        await HoldsErrorAsync(await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{id}/batch_registrants", Batch(31)), 400, 300);
        var added = (await JsonOf(await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{id}/batch_registrants", Batch(30))))
            .GetProperty("registrants");
        Assert.Equal(30, added.EnumerateArray().Select(r => Text(r, "join_url")).Distinct().Count());
        Assert.Equal(30, (await ListAsync(setup, id, "approved")).Count);
    }

    [Fact]
    public async Task Who_registers_again_has_the_same_link_and_not_four_times_a_day()
    {
        await using var setup = await StartAsync();
        var id = await MeetingAsync(setup);
        var links = new List<string?>();
        for (var i = 0; i < 3; i++) links.Add(Text(await RegisterAsync(setup, id, i == 1 ? "Ann@Elsewhere.org" : "ann@elsewhere.org"),
            "join_url"));
        Assert.Single(links.Distinct());
        await HoldsErrorAsync(await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{id}/registrants",
            new { email = "ann@elsewhere.org", first_name = "Ann" }), 429, 429);
        await RegisterAsync(setup, id, "bob@elsewhere.org");
    }

    [Fact]
    public async Task Somebody_who_waits_for_approval_or_was_cancelled_has_no_link_and_does_not_get_in()
    {
        await using var setup = await StartAsync();
        var id = await MeetingAsync(setup, approval: 1);
        var pending = await RegisterAsync(setup, id, "ann@elsewhere.org");
        var registrant = Text(pending, "registrant_id");
        Assert.False(pending.TryGetProperty("join_url", out _));
        Assert.Equal([registrant], await ListAsync(setup, id, "pending"));
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        Assert.Equal(409, await JoinAsync(setup, id, new { registrant_id = registrant }));

        await StatusAsync(setup, id, registrant, "approve");
        Assert.Equal(200, await JoinAsync(setup, id, new { registrant_id = registrant }));
        await StatusAsync(setup, id, registrant, "cancel");
        Assert.Equal([registrant], await ListAsync(setup, id, "denied"));
        Assert.Equal(409, await JoinAsync(setup, id, new { registrant_id = registrant }));
        Assert.Equal(409, await JoinAsync(setup, id, new { name = "A stranger" }));

        Assert.Equal(204, (int)(await setup.Zoom.DeleteAsync($"/v2/meetings/{id}/registrants/{registrant}")).StatusCode);
        await HoldsErrorAsync(await setup.Zoom.GetAsync($"/v2/meetings/{id}/registrants/{registrant}"), 404, 404);
    }

    [Fact]
    public async Task A_meeting_without_registration_takes_no_registrants()
    {
        await using var setup = await StartAsync();
        var plain = await setup.ClassIdAsync("Ann Ash");
        await HoldsErrorAsync(await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{plain}/registrants",
            new { email = "a@b.org", first_name = "A" }), 404, 404);
        var anyTime = (await JsonOf(await setup.CreateAsync(new { type = 3, settings = new { approval_type = 0 } }))).GetProperty("id");
        await HoldsErrorAsync(await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{anyTime}/registrants",
            new { email = "a@b.org", first_name = "A" }), 404, 404);
    }

    [Theory]
    [InlineData("""{"first_name":"A"}""", "email")]
    [InlineData("""{"email":"nobody","first_name":"A"}""", "email")]
    [InlineData("""{"email":"a@b.org"}""", "first_name")]
    public async Task A_wrong_registration_is_refused_by_field(string body, string field)
    {
        await using var setup = await StartAsync();
        var id = await MeetingAsync(setup);
        var answer = await setup.Zoom.PostAsync($"/v2/meetings/{id}/registrants",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        await HoldsErrorAsync(answer, 400, 300);
        Assert.Equal(field, (await JsonOf(answer)).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData(1, null, 3, "2050-01-03T09:00:00Z 2050-01-04T09:00:00Z 2050-01-05T09:00:00Z")]
    [InlineData(2, "2,4", 3, "2050-01-03T09:00:00Z 2050-01-05T09:00:00Z 2050-01-10T09:00:00Z")]
    [InlineData(3, null, 2, "2050-01-03T09:00:00Z 2050-02-03T09:00:00Z")]
    public async Task A_recurring_meeting_has_occurrences_at_the_same_local_time(int type, string? days, int times, string expected)
    {
        await using var setup = await StartAsync();
        var meeting = await JsonOf(await setup.CreateAsync(new
        {
            type = 8,
            start_time = "2050-01-03T10:00:00",
            timezone = "Europe/Berlin",
            recurrence = new { type, weekly_days = days, end_times = times },
        }));
        Assert.Equal(expected, string.Join(' ', meeting.GetProperty("occurrences").EnumerateArray().Select(o => Text(o, "start_time"))));
    }

    [Fact]
    public async Task Occurrences_keep_their_local_time_when_the_clocks_change()
    {
        await using var setup = await StartAsync();
        var meeting = await JsonOf(await setup.CreateAsync(new
        {
            type = 8, start_time = "2050-03-21T10:00:00", timezone = "Europe/Berlin",
                recurrence = new { type = 2, end_date_time = "2050-04-05T00:00:00Z" },
        }));
        Assert.Equal(["2050-03-21T09:00:00Z", "2050-03-28T08:00:00Z", "2050-04-04T08:00:00Z"], meeting.GetProperty("occurrences")
            .EnumerateArray().Select(o => Text(o, "start_time")));
    }

    private static async Task<long> MeetingAsync(SimulatorSetup setup, int approval = 0) =>
        (await JsonOf(await setup.CreateAsync(new { topic = "By registration", settings = new { approval_type = approval } })))
            .GetProperty("id").GetInt64();

    private static async Task<JsonElement> RegisterAsync(SimulatorSetup setup, long id, string email)
    {
        var answer = await setup.Zoom.PostAsJsonAsync($"/v2/meetings/{id}/registrants", new { email, first_name = "Somebody" });
        Assert.Equal(201, (int)answer.StatusCode);
        return await JsonOf(answer);
    }

    private static async Task<IReadOnlyList<string?>> ListAsync(SimulatorSetup setup, long id, string status) =>
        [.. (await JsonOf(await setup.Zoom.GetAsync($"/v2/meetings/{id}/registrants?status={status}"))).GetProperty("registrants")
            .EnumerateArray().Select(r => Text(r, "id"))];

    private static async Task StatusAsync(SimulatorSetup setup, long id, string? registrant, string action) =>
        Assert.Equal(204, (int)(await setup.Zoom.PutAsJsonAsync($"/v2/meetings/{id}/registrants/status",
            new { action, registrants = new[] { new { id = registrant } } })).StatusCode);

    private static async Task<int> JoinAsync(SimulatorSetup setup, long id, object who) =>
        (int)(await setup.Sim.PostAsJsonAsync($"/sim/meetings/{id}/participants", who)).StatusCode;

    private static string? Text(JsonElement value, string member) => value.GetProperty(member).GetString();
}
