using System.Text.Json;
using Functions.Tests.Fixtures;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class FaultTests
{
    [Fact]
    public async Task Duplicates_share_the_request_id_or_have_a_new_one()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        await FaultsAsync(setup, new { webhooks = new { duplicate = 1, duplicate_new_id = 1 } });
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{await setup.ClassIdAsync("Ann Ash")}/start");
        await receiver.WaitForAsync(6);
        var started = receiver.Named("meeting.started");
        Assert.Equal(3, started.Count);
        Assert.Equal(2, started.Select(webhook => webhook.RequestId).Distinct().Count());
        Assert.Single(started.Select(webhook => webhook.Text).Distinct());
    }

    [Fact]
    public async Task Chosen_events_never_arrive()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        await FaultsAsync(setup, new { webhooks = new { drop_events = new[] { "meeting.started" } } });
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{await setup.ClassIdAsync("Ann Ash")}/start");
        await receiver.WaitForAsync(1);
        Assert.Empty(receiver.Named("meeting.started"));
        Assert.Equal(2, setup.Host.Deliveries.Total);
    }

    [Fact]
    public async Task A_call_that_times_out_may_take_effect_later()
    {
        await using var setup = await StartAsync();
        await FaultsAsync(setup, new { api = new[] { new { kind = "timeout", method = "POST", path = "/meetings", times = 1, apply_after_ms = 500 } } });
        await GiveUpAsync(setup, """{"agenda":"late"}""");
        await Eventually.TrueAsync(() => setup.Host.Engine.Meetings.All.Any(meeting => meeting.Agenda == "late"));
    }

    [Fact]
    public async Task A_call_that_times_out_may_have_no_effect_at_all()
    {
        await using var setup = await StartAsync();
        await FaultsAsync(setup, new { api = new[] { new { kind = "timeout", times = 1 } } });
        await GiveUpAsync(setup, "{}");
        Assert.Equal(201, (int)(await setup.CreateAsync(new { topic = "next" })).StatusCode);
        Assert.Equal("next", Assert.Single(setup.Host.Engine.Meetings.All).Topic);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_server_error_may_come_after_the_effect(bool applied, int meetings)
    {
        await using var setup = await StartAsync();
        await FaultsAsync(setup, new { api = new[] { new { kind = "server_error", status = 503, applied, times = 1 } } });
        Assert.Equal(503, (int)(await setup.CreateAsync(new { })).StatusCode);
        Assert.Equal(meetings, setup.Host.Engine.Meetings.All.Count());
    }

    [Fact]
    public async Task Answers_may_break_off_or_hide_an_error_in_a_200()
    {
        await using var setup = await StartAsync();
        await FaultsAsync(setup, new { api = new object[] { new { kind = "malformed", times = 1 }, new { kind = "ok_with_error", times = 1 } } });
        var broken = await (await setup.CreateAsync(new { })).Content.ReadAsStringAsync();
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(broken));
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 200, 300);
    }

    [Fact]
    public async Task A_token_can_die_between_two_calls()
    {
        await using var setup = await StartAsync();
        await FaultsAsync(setup, new { api = new[] { new { kind = "token_expired", times = 1 } } });
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 401, 124);
        await HoldsErrorAsync(await setup.CreateAsync(new { }), 401, 124);
        await setup.RenewTokenAsync();
        Assert.Equal(201, (int)(await setup.CreateAsync(new { })).StatusCode);
    }

    /// <summary>A creation whose caller goes away as soon as it has met its fault, which hits one call.</summary>
    private static async Task GiveUpAsync(SimulatorSetup setup, string body)
    {
        using var leaving = new CancellationTokenSource();
        var call = setup.Zoom.PostAsync($"/v2/users/{Professor}/meetings", new StringContent(body), leaving.Token);
        await Eventually.TrueAsync(() => setup.Host.Faults.Now.Api.Single().Times == 0);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static Task FaultsAsync(SimulatorSetup setup, object faults) => setup.ControlAsync(HttpMethod.Put, "/sim/faults", faults);
}
