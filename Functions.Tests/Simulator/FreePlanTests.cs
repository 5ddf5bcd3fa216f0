using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>What an account or app has not got.</summary>
public sealed class FreePlanTests
{
    [Fact]
    public async Task On_a_free_plan_a_past_meeting_is_refused_with_the_code_200()
    {
        await using var setup = await StartAsync(options => options with { Plan = ZoomSimulator.Rest.AccountPlan.Free, Limits = false });
        var id = await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/end");
        foreach (var path in new[] { $"/v2/past_meetings/{id}", $"/v2/past_meetings/{id}/participants",
            $"/v2/report/meetings/{id}/participants" })
            await HoldsErrorAsync(await setup.Zoom.GetAsync(path), 400, 200);
    }

    [Theory]
    [InlineData(4711)]
    [InlineData(4700)]
    public async Task A_missing_scope_has_the_code_that_is_wanted(int code)
    {
        await using var setup = await StartAsync();
        await setup.ControlAsync(HttpMethod.Put, "/sim/scopes", new { scopes = new[] { "a:b" }, refusal = code });
        await setup.RenewTokenAsync();
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 400, code);
    }

    [Fact]
    public async Task With_code_104_the_quotes_in_the_body_are_not_escaped()
    {
        await using var setup = await StartAsync();
        await setup.ControlAsync(HttpMethod.Put, "/sim/scopes", new { scopes = new[] { "a:b" }, refusal = 104 });
        await setup.RenewTokenAsync();
        Assert.Equal(
            """{"code":104,"message":"Invalid access token, does not contain scopes:["meeting:write:meeting:admin"]."}""",
            await (await setup.CreateAsync(new { })).Content.ReadAsStringAsync());
    }
}
