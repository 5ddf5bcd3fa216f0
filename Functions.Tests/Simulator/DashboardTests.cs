using System.Text.Json;
using Functions.Tests.Fixtures;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>Who is in a running meeting, as the dashboard's API lists them.</summary>
public sealed class DashboardTests
{
    private static async Task<IReadOnlyList<JsonElement>> LiveAsync(LivePlay play, string query = "")
    {
        var live = await JsonOf(await play.Setup.Zoom.GetAsync($"/v2/metrics/meetings/{play.Id}/participants?type=live{query}"));
        return [.. live.GetProperty("participants").EnumerateArray()];
    }

    private static Task<JsonElement> PlanAsync(LivePlay play, string plan) =>
        play.Setup.ControlAsync(HttpMethod.Put, "/sim/limits", new { enabled = false, plan });

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    [Theory, InlineData("free"), InlineData("pro")]
    public async Task A_smaller_plan_than_business_has_no_dashboard(string plan)
    {
        await using var play = await LivePlay.StartAsync();
        await PlanAsync(play, plan);
        await HoldsErrorAsync(await play.Setup.Zoom.GetAsync($"/v2/metrics/meetings/{play.Id}/participants"), 400, 200);
    }

    [Fact]
    public async Task A_move_is_a_new_row_and_only_past_ones_have_a_time_of_leaving()
    {
        await using var play = await LivePlay.StartAsync();
        await PlanAsync(play, "business");
        await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        await play.MoveAsync("Ann Ash", 1);

        var rows = (await LiveAsync(play)).Where(row => Text(row, "user_name") == "Ann Ash").ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal(Text(rows[0], "participant_uuid"), Text(rows[1], "participant_uuid"));
        Assert.Equal((true, false), (rows[0].TryGetProperty("leave_time", out _), rows[1].TryGetProperty("leave_time", out _)));
        Assert.Equal(("", true), (Text(rows[0], "bo_mtg_id"), Text(rows[1], "bo_mtg_id")!.Length > 0));
    }

    [Fact]
    public async Task Rows_have_the_dashboards_own_names_and_data_of_the_device()
    {
        await using var play = await LivePlay.StartAsync(waitingRoom: true);
        await PlanAsync(play, "business");
        await play.ActAsync("participants", new { name = "Ann Ash", email = EmailOf("Ann Ash"), registrant_id = "r-1" });

        var row = (await LiveAsync(play)).Single(r => Text(r, "user_name") == "Ann Ash");
        Assert.Equal(("in_waiting_room", "attendee", EmailOf("Ann Ash")), (Text(row, "status"), Text(row, "role"), Text(row, "email")));
        Assert.False(row.TryGetProperty("name", out _) || row.TryGetProperty("user_email", out _) || row.TryGetProperty("registrant_id", out _));
        Assert.NotEmpty(Text(row, "ip_address")!);
        Assert.Equal("r-1", Text((await LiveAsync(play, "&include_fields=registrant_id")).Single(r => Text(r, "user_name") == "Ann Ash"), "registrant_id"));
    }

    [Fact]
    public async Task A_meeting_that_does_not_run_has_no_live_list()
    {
        await using var play = await LivePlay.StartAsync();
        await PlanAsync(play, "business");
        await play.ActAsync("end");
        await HoldsErrorAsync(await play.Setup.Zoom.GetAsync($"/v2/metrics/meetings/{play.Id}/participants?type=live"), 404, 3001);
    }
}
