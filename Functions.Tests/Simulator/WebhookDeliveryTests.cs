using System.Text;
using Functions.Tests.Fixtures;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task The_signature_covers_the_very_bytes_sent()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var id = await setup.ClassIdAsync("Ann Ash");
        await StartMeetingAsync(setup, id, "Ünal 🚒");

        var joined = (await receiver.WaitForAsync(2)).Single(webhook => webhook.Event == "meeting.participant_joined");
        Assert.True(joined.IsSignedWith("webhook-secret"));
        Assert.False(joined.IsSignedWith("another"));
        Assert.Contains("\"Ünal \\uD83D\\uDE92\"", joined.Text);
        Assert.Equal("Ünal 🚒", joined.Participant.GetProperty("user_name").GetString());
        Assert.Equal("application/json; charset=utf-8", joined.Headers["content-type"]);
        var seconds = long.Parse(joined.Headers["x-zm-request-timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(joined.Json.GetProperty("event_ts").GetInt64() / 1000, seconds - 5, seconds + 5);
    }

    [Fact]
    public async Task Participant_events_have_the_payload_first_and_the_meeting_id_as_text()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var id = await setup.ClassIdAsync("Ann Ash");
        await StartMeetingAsync(setup, id);
        await receiver.WaitForAsync(2);

        var joined = receiver.Named("meeting.participant_joined").Single();
        Assert.Equal(["payload", "event_ts", "event"], joined.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("event", receiver.Named("meeting.started").Single().Json.EnumerateObject().First().Name);
        Assert.All(receiver.Events, webhook => Assert.Equal(Text(id), webhook.Object.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Planning_events_come_only_when_subscribed_and_carry_the_id_as_a_number()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        await setup.ClassIdAsync("Ann Ash");
        await setup.ControlAsync(HttpMethod.Post, "/sim/webhook", new { events = new[] { "meeting.*" } });
        var id = await setup.ClassIdAsync("Bob Brown");
        var created = (await receiver.WaitForAsync(1)).Single();
        Assert.Equal("meeting.created", created.Event);
        Assert.Equal(id, created.Object.GetProperty("id").GetInt64());
        Assert.False(created.Object.GetProperty("settings").TryGetProperty("breakout_room", out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failing_receiver_gets_three_retries_with_the_same_request_id(bool resign)
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        // 85 minutes in 4 seconds: slow enough for a new timestamp to show.
        await setup.ControlAsync(HttpMethod.Put, "/sim/clock", new { retry_scale = 1275 });
        await setup.ControlAsync(HttpMethod.Put, "/sim/faults", new { webhooks = new { resign_on_retry = resign } });
        receiver.Answer = webhook => webhook.Event == "meeting.started" ? 503 : 200;
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));

        await Eventually.TrueAsync(() => StateOf(setup, "meeting.started") == ZoomSimulator.Webhooks.DeliveryState.Lost);
        var tries = receiver.Named("meeting.started");
        Assert.Equal(4, tries.Count);
        Assert.Single(tries.Select(webhook => webhook.RequestId).Distinct());
        Assert.All(tries, webhook => Assert.True(webhook.IsSignedWith("webhook-secret")));
        Assert.Equal(resign, tries.Select(webhook => webhook.Headers["x-zm-request-timestamp"]).Distinct().Count() > 1);
        Assert.Single(receiver.Named("meeting.participant_joined"));
    }

    [Fact]
    public async Task Three_seconds_of_silence_count_as_a_failure_that_is_retried()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        receiver.Silent = true;
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));
        await receiver.WaitForAsync(2);
        receiver.Silent = false;
        await Eventually.TrueAsync(() => StateOf(setup, "meeting.started") == ZoomSimulator.Webhooks.DeliveryState.Delivered);
        var attempts = setup.Host.Deliveries.NewestFirst.Single(delivery => delivery.Event.Name == "meeting.started").Attempts;
        Assert.Equal([null, 200], attempts.Select(attempt => attempt.Status));
        Assert.InRange(attempts[0].DurationMs, 2_900, 10_000);
    }

    [Fact]
    public async Task A_retry_succeeds_with_any_2xx()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var seen = 0;
        receiver.Answer = webhook => webhook.Event != "meeting.started" ? 200 : Interlocked.Increment(ref seen) == 1 ? 500 : 202;
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));
        await Eventually.TrueAsync(() => StateOf(setup, "meeting.started") == ZoomSimulator.Webhooks.DeliveryState.Delivered);
        Assert.Equal(2, receiver.Named("meeting.started").Count);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(429)]
    public async Task An_event_answered_with_3xx_or_4xx_is_lost_for_good(int status)
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        receiver.Answer = _ => status;
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));
        await Eventually.TrueAsync(() => setup.Host.Deliveries.NewestFirst.Count(delivery => delivery.Attempts.Count > 0) == 2
            && setup.Host.Deliveries.NewestFirst.All(delivery => delivery.State == ZoomSimulator.Webhooks.DeliveryState.Lost));
        Assert.Equal(2, receiver.Events.Count);
    }

    [Fact]
    public async Task The_url_is_validated_when_set_and_six_failures_disable_it()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var set = await setup.ControlAsync(HttpMethod.Post, "/sim/webhook", new { url = receiver.Url });
        Assert.True(set.GetProperty("validation").GetProperty("valid").GetBoolean());
        Assert.All(receiver.Validations, validation => Assert.True(validation.IsSignedWith("webhook-secret")));

        receiver.Secret = "wrong";
        for (var failure = 1; failure <= 6; failure++)
        {
            Assert.True(setup.Host.Webhooks.Enabled);
            Assert.False((await setup.ControlAsync(HttpMethod.Post, "/sim/webhook/validate")).GetProperty("valid").GetBoolean());
        }
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));
        await Eventually.TrueAsync(() => StateOf(setup, "meeting.started") == ZoomSimulator.Webhooks.DeliveryState.NotSent);
        Assert.Empty(receiver.Events);

        receiver.Secret = "webhook-secret";
        await setup.ControlAsync(HttpMethod.Post, "/sim/webhook/validate");
        Assert.True(setup.Host.Webhooks.Enabled);
    }

    [Fact]
    public async Task The_url_is_validated_again_every_72_hours()
    {
        await using var setup = await StartAsync(options => options with { RetryScale = 72 * 3600 * 10 });
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        await Eventually.TrueAsync(() => receiver.Validations.Count >= 3);
        receiver.Validates = false;
        await Eventually.TrueAsync(() => !setup.Host.Webhooks.Enabled);
    }

    [Fact]
    public async Task A_new_secret_signs_from_the_next_event_on()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        await setup.ControlAsync(HttpMethod.Post, "/sim/webhook", new { secret = "rotated" });
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));
        Assert.All(await receiver.WaitForAsync(2), webhook => Assert.True(webhook.IsSignedWith("rotated")));
    }

    [Fact]
    public async Task Deliveries_can_be_read_with_their_bodies()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        await StartMeetingAsync(setup, await setup.ClassIdAsync("Ann Ash"));
        await receiver.WaitForAsync(2);
        await Eventually.TrueAsync(() => StateOf(setup, "meeting.started") == ZoomSimulator.Webhooks.DeliveryState.Delivered);
        var shown = (await setup.ControlAsync(HttpMethod.Get, "/sim/deliveries?event=meeting.started&bodies=true")).GetProperty("deliveries")[0];
        Assert.Equal("delivered", shown.GetProperty("state").GetString());
        Assert.Equal(200, shown.GetProperty("attempts")[0].GetProperty("status").GetInt32());
        Assert.Equal(receiver.Named("meeting.started").Single().Body, Encoding.UTF8.GetBytes(shown.GetProperty("body").GetString()!));
    }

    private static ZoomSimulator.Webhooks.DeliveryState? StateOf(SimulatorSetup setup, string name) =>
        setup.Host.Deliveries.NewestFirst.FirstOrDefault(delivery => delivery.Event.Name == name)?.State;

    private static Task StartMeetingAsync(SimulatorSetup setup, long id, string? host = null) =>
        setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start", new { host_name = host });

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
