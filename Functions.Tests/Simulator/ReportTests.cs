using System.Text.Json;
using Functions.Tests.Fixtures;
using ZoomSimulator.Rest;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class ReportTests
{
    [Fact]
    public async Task The_report_has_a_row_for_each_stay_and_only_after_the_end()
    {
        await using var play = await PlayedAsync();
        await HoldsErrorAsync(await play.Setup.Zoom.GetAsync($"/v2/report/meetings/{play.Id}/participants"), 404, 3001);
        await play.ActAsync("end");

        var report = await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/report/meetings/{play.Id}/participants"));
        var rows = report.GetProperty("participants").EnumerateArray().Where(row => row.GetProperty("name").GetString() == "Ann Ash").ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal("", rows[0].GetProperty("bo_mtg_id").GetString());
        Assert.NotEmpty(rows[1].GetProperty("bo_mtg_id").GetString()!);
        Assert.Equal(rows[0].GetProperty("leave_time").GetString(), rows[1].GetProperty("join_time").GetString());
        Assert.False(rows[0].TryGetProperty("participant_uuid", out _));

        var past = await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/past_meetings/{play.Id}"));
        Assert.Equal(2, past.GetProperty("participants_count").GetInt32());
        var list = await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/past_meetings/{play.Id}/participants"));
        Assert.False(list.GetProperty("participants")[0].TryGetProperty("bo_mtg_id", out _));
    }

    [Fact]
    public async Task Registrant_ids_are_in_the_report_only_when_asked_for()
    {
        await using var play = await LivePlay.StartAsync();
        await play.ActAsync("participants", new { name = "Ann Ash", registrant_id = "r-1" });
        await play.ActAsync("end");

        Assert.False((await RowsOf(play, "", "Ann Ash"))[0].TryGetProperty("registrant_id", out _));
        Assert.Equal("r-1", (await RowsOf(play, "?include_fields=registrant_id", "Ann Ash"))[0].GetProperty("registrant_id").GetString());
    }

    [Fact]
    public async Task Waiting_to_be_let_in_is_a_row_of_its_own()
    {
        await using var play = await LivePlay.StartAsync(waitingRoom: true);
        await play.JoinAsync("Ann Ash");
        await play.ActAsync("participants/Ann Ash/admit");
        await play.JoinAsync("Bob Brown");
        await play.ActAsync("end");

        Assert.Equal(["in_waiting_room", "in_meeting"], (await RowsOf(play, "", "Ann Ash")).Select(row => row.GetProperty("status").GetString()));
        Assert.Equal(["in_waiting_room"], (await RowsOf(play, "", "Bob Brown")).Select(row => row.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_free_plan_has_no_lists_of_participants()
    {
        await using var play = await PlayedAsync();
        await play.ActAsync("end");
        await play.Setup.ControlAsync(HttpMethod.Put, "/sim/limits", new { enabled = false, plan = "free" });

        await HoldsErrorAsync(await play.Setup.Zoom.GetAsync($"/v2/report/meetings/{play.Id}/participants"), 400, 200);
        await HoldsErrorAsync(await play.Setup.Zoom.GetAsync($"/v2/past_meetings/{play.Id}/participants"), 400, 200);
    }

    [Fact]
    public async Task A_report_comes_in_pages()
    {
        await using var play = await PlayedAsync();
        await play.ActAsync("end");
        List<string> seen = [];
        var token = "";
        do
        {
            var page = await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/report/meetings/{play.Id}/participants?page_size=2&next_page_token={token}"));
            seen.AddRange(page.GetProperty("participants").EnumerateArray().Select(row => row.GetProperty("user_id").GetString()!));
            token = page.GetProperty("next_page_token").GetString()!;
        }
        while (token.Length > 0);

        Assert.Equal((3, 3), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Each_instance_is_found_by_its_uuid_and_awkward_ones_only_when_encoded_twice()
    {
        await using var play = await LivePlay.StartAsync();
        await play.ActAsync("end");
        var plain = false;
        var awkward = false;
        for (var start = 0; start < 200 && !(plain && awkward); start++)
        {
            await play.ActAsync("start");
            await play.ActAsync("end");
            var instances = (await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/past_meetings/{play.Id}/instances"))).GetProperty("meetings");
            var uuid = instances[instances.GetArrayLength() - 1].GetProperty("uuid").GetString()!;
            var once = (int)(await play.Setup.Zoom.GetAsync($"/v2/past_meetings/{Uri.EscapeDataString(uuid)}")).StatusCode;
            var twice = (int)(await play.Setup.Zoom.GetAsync($"/v2/past_meetings/{Uri.EscapeDataString(Uri.EscapeDataString(uuid))}")).StatusCode;
            var isAwkward = uuid.StartsWith('/') || uuid.Contains("//");
            Assert.Equal((isAwkward ? 404 : 200, 200), (once, twice));
            plain |= !isAwkward;
            awkward |= isAwkward;
        }
        Assert.True(plain && awkward);
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsOf(LivePlay play, string query, string name)
    {
        var report = await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/report/meetings/{play.Id}/participants{query}"));
        return [.. report.GetProperty("participants").EnumerateArray().Where(row => row.GetProperty("name").GetString() == name)];
    }

    private static async Task<LivePlay> PlayedAsync()
    {
        var play = await LivePlay.StartAsync(change: options => options with { Plan = AccountPlan.Pro });
        await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        await play.MoveAsync("Ann Ash", 1);
        return play;
    }
}
