using Functions.Tests.Fixtures;

namespace Functions.Tests.Crashes;

/// <summary>The points of <see cref="CrashTests"/> at which something was wrong once.</summary>
public sealed class LostAndSlowTests
{
    [Fact]
    public async Task A_meeting_that_was_found_but_could_not_be_read_is_not_forgotten() =>
        Assert.Equal(["finished"], await OutcomesAsync("create, Zoom's answer lost", "GET meeting", CrashFault.CutBeforeEach));

    [Fact]
    public async Task A_change_that_landed_is_not_given_up_when_Zoom_gives_no_token() =>
        Assert.Equal(["new"], await OutcomesAsync("recovery of an update", "POST token", CrashFault.CutBeforeEach));

    [Fact]
    public async Task A_change_that_landed_is_not_given_up_at_the_limit_of_the_day() =>
        Assert.Equal(["new"], await OutcomesAsync("recovery of an update", CrashZoom.Update, CrashFault.Refused));

    [Fact]
    public async Task A_change_that_landed_before_the_meeting_started_is_kept() =>
        Assert.Equal(["new"], await OutcomesAsync("recovery of an update, started meanwhile", CrashZoom.Update, CrashFault.SlowBefore));

    [Fact]
    public async Task A_slow_change_does_not_overwrite_a_later_one_at_Zoom() =>
        Assert.Equal(["other"], await OutcomesAsync("update, another meanwhile", CrashZoom.Update, CrashFault.SlowBefore));

    [Fact]
    public async Task A_creator_that_comes_back_after_the_end_leaves_the_list_right() =>
        Assert.Equal(["ended"], (await OutcomesAsync("create, ended meanwhile", "PATCH SessionIndex", CrashFault.SlowBefore)).Distinct());

    [Fact]
    public async Task A_change_of_a_half_created_session_that_dies_too_leaves_its_index_whole() =>
        Assert.All(await OutcomesAsync("update, half created", "POST $batch", CrashFault.DiedAfter), outcome => Assert.True(outcome is "old" or "new"));

    /// <summary>Of all calls of this name.</summary>
    private static async Task<IReadOnlyList<string>> OutcomesAsync(string name, string call, CrashFault fault)
    {
        await using var zoom = await Classroom.StartZoomAsync();
        var operation = Operation.All.Single(o => o.Name == name);
        using var undisturbed = await World.NewAsync(zoom);
        List<string> outcomes = [];
        foreach (var met in (await Trial.UndisturbedAsync(undisturbed, operation)).Calls.Where(c => c.Name == call))
        {
            using var world = await World.NewAsync(zoom);
            outcomes.Add(await Trial.RunAsync(world, new Point(operation, met, fault)));
        }

        return outcomes;
    }
}
