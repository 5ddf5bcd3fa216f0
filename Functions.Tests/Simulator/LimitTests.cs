using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class LimitTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Too_many_calls_in_a_second_get_429_until_the_next_second()
    {
        await using var setup = await StartAsync(options => options with { Plan = ZoomSimulator.Rest.AccountPlan.Free }, _time);
        for (var call = 0; call < 4; call++)
            Assert.Equal(200, (int)(await setup.Zoom.GetAsync($"/v2/users/{Professor}")).StatusCode);
        var refused = await setup.Zoom.GetAsync($"/v2/users/{Professor}");
        await HoldsErrorAsync(refused, 429, 429);
        Assert.Equal("QPS", refused.Headers.GetValues("X-RateLimit-Type").Single());
        Assert.Equal("0", refused.Headers.GetValues("X-RateLimit-Remaining").Single());

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (int)(await setup.Zoom.GetAsync($"/v2/users/{Professor}")).StatusCode);
    }

    [Fact]
    public async Task A_host_has_a_hundred_creates_and_updates_a_day_together()
    {
        await using var setup = await StartAsync(time: _time);
        var id = await setup.ClassIdAsync("Ann Ash");
        for (var call = 0; call < 99; call++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(204, (int)(await setup.Zoom.PatchAsJsonAsync($"/v2/meetings/{id}", new { topic = "again" })).StatusCode);
        }

        var refused = await setup.CreateAsync(new { });
        await HoldsErrorAsync(refused, 429, 429);
        Assert.Contains("daily rate limit (100)", (await JsonOf(refused)).GetProperty("message").GetString());
        Assert.False(refused.Headers.Contains("Retry-After"));
        Assert.False(refused.Headers.Contains("X-RateLimit-Type"));
        Assert.Equal(201, (int)(await setup.CreateAsync(new { }, "other.host@example.edu")).StatusCode);

        _time.Advance(TimeSpan.FromDays(1));
        await setup.RenewTokenAsync();
        Assert.Equal(201, (int)(await setup.CreateAsync(new { })).StatusCode);
    }

    [Fact]
    public async Task The_day_of_the_account_ends_at_an_iso_time()
    {
        await using var setup = await StartAsync(time: _time);
        await setup.ControlAsync(HttpMethod.Put, "/sim/faults", new { api = new[] { new { kind = "daily_limited", times = 1 } } });
        var refused = await setup.Zoom.GetAsync($"/v2/users/{Professor}");
        await HoldsErrorAsync(refused, 429, 429);
        Assert.Equal("2026-09-02T00:00:00Z", refused.Headers.NonValidated["Retry-After"].ToString());
        Assert.Equal("Daily-limit", refused.Headers.GetValues("X-RateLimit-Type").Single());
    }

    [Fact]
    public async Task Limits_can_be_switched_off()
    {
        await using var setup = await StartAsync(options => options with { Limits = false }, _time);
        for (var call = 0; call < 120; call++)
            Assert.Equal(201, (int)(await setup.CreateAsync(new { })).StatusCode);
    }

    [Fact]
    public async Task Pages_follow_each_other_until_their_token_expires()
    {
        await using var setup = await StartAsync(time: _time);
        for (var number = 0; number < 5; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await setup.CreateAsync(new { topic = number.ToString(CultureInfo.InvariantCulture) });
        }

        var path = $"/v2/users/{Professor}/meetings?page_size=2";
        List<string> topics = [];
        var token = "";
        string first = "";
        do
        {
            var page = await JsonOf(await setup.Zoom.GetAsync($"{path}&next_page_token={token}"));
            topics.AddRange(page.GetProperty("meetings").EnumerateArray().Select(meeting => meeting.GetProperty("topic").GetString()!));
            token = page.GetProperty("next_page_token").GetString()!;
            first = first.Length == 0 ? token : first;
        }
        while (token.Length > 0);
        Assert.Equal(["0", "1", "2", "3", "4"], topics);

        _time.Advance(TimeSpan.FromMinutes(15));
        await HoldsErrorAsync(await setup.Zoom.GetAsync($"{path}&next_page_token={first}"), 400, 300);
    }
}
