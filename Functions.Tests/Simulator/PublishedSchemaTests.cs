using System.Net.Http.Json;
using System.Text.Json;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Routing;
using ZoomSimulator.Rest;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>Every answer and event of a played class, held against what Zoom publishes.</summary>
public sealed class PublishedSchemaTests
{
    private static readonly string[] Students = ["Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Ethan Evans"];

    private readonly ZoomSchemas schemas = new();

    [Fact]
    public async Task Every_event_of_a_class_and_every_answer_about_it_is_as_Zoom_publishes_it()
    {
        await using var metronome = new Metronome();
        await using var setup = await StartAsync(options => options with { Plan = AccountPlan.Business, Limits = false }, metronome.Time);
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        setup.Host.Webhooks.Events = ["*"];
        await setup.ControlAsync(HttpMethod.Put, "/sim/switches", new { left_breakout_on_close = true });
        await setup.ControlAsync(HttpMethod.Post, "/sim/webhook", new { url = receiver.Url });
        using var traffic = new ZoomTraffic(schemas);
        using var zoom = new HttpClient(traffic) { BaseAddress = setup.Host.BaseUrl };
        await SignInAsync(zoom);

        var id = await PlayClassAsync(zoom, setup, traffic);
        await RegisterAsync(zoom, setup);
        await RepeatAsync(zoom);
        await AskInVainAsync(zoom, id);
        await Eventually.TrueAsync(() => setup.Host.Events.Published == receiver.Events.Count);

        Assert.Empty(traffic.Wrong);
        Assert.Equal(schemas.Answers.Keys.Order(), traffic.Seen.Keys.Order());
        var events = receiver.Events.Concat(receiver.Validations).ToList();
        Assert.Empty(events.SelectMany(webhook => schemas.Errors(webhook.Event, webhook.Json)).Distinct());
        Assert.Equal(schemas.Events.Order(), events.Select(webhook => webhook.Event).Distinct().Order());
        var answers = $"{traffic.Seen.Values.Sum()} answers of {traffic.Seen.Count} calls";
        Effort.Report($"Zoom's schemas: {answers} and {events.Count} events of {schemas.Events.Count()} kinds held");
    }

    [Fact]
    public async Task Every_call_of_the_simulator_has_a_published_answer()
    {
        await using var setup = await StartAsync();
        var calls = setup.Host.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null)
            .Select(endpoint => $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {endpoint.RoutePattern.RawText}");
        Assert.Equal(schemas.Answers.Keys.Where(call => call.Contains("/v2/", StringComparison.Ordinal)).Select(Nameless).Order(),
            calls.Select(Nameless).Order());
    }

    [Theory]
    [InlineData("meeting.participant_left", """{"payload":{"object":{"participant":{"registrant_id":5}}}}""", "registrant_id")]
    [InlineData("meeting.participant_left", """{"payload":{"object":{"participant":{"surprise":"x"}}}}""", "surprise")]
    [InlineData("recording", """{"type":2}""", "type")]
    [InlineData("meeting", """{"id":5}""", "id")]
    public void What_is_not_published_is_found(string shape, string value, string member) =>
        Assert.Contains(schemas.Errors(shape, JsonDocument.Parse(value).RootElement), error =>
            error.Contains(member, StringComparison.Ordinal));

    private static async Task SignInAsync(HttpClient zoom)
    {
        zoom.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("client:secret"u8));
        var token = await JsonOf(await zoom.PostAsync("/oauth/token?grant_type=account_credentials&account_id=account", content: null));
        await zoom.PostAsync("/oauth/token?grant_type=account_credentials&account_id=another", content: null);
        zoom.DefaultRequestHeaders.Authorization = new("Bearer", token.GetProperty("access_token").GetString());
    }

    private static async Task<string> PlayClassAsync(HttpClient zoom, SimulatorSetup setup, ZoomTraffic traffic)
    {
        var rooms = Students.Select(name => new { name, participants = new[] { EmailOf(name) } });
        var settings = new { waiting_room = true, auto_recording = "cloud", breakout_room = new { enable = true, rooms } };
        var meeting = await JsonOf(await zoom.PostAsJsonAsync($"/v2/users/{Professor}/meetings", new { topic = "Recursion 🚒", settings }));
        var id = meeting.GetProperty("id").ToString();
        await zoom.PatchAsJsonAsync($"/v2/meetings/{id}", new { topic = "Loops", duration = 30 });
        await AskAsync(zoom, $"/v2/meetings/{id}", $"/v2/users/{Professor}/meetings", $"/v2/users/{Professor}",
            $"/v2/users/{Professor}/settings");

        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants", new { name = "Gast", admit = true });
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants/Gast/role", new { role = "co-host" });
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/scenario", new { name = "class", speed = 1000, end = false });
        await Eventually.Async(async () => (await setup.ControlAsync(HttpMethod.Get, $"/sim/meetings/{id}/scenario"))
            .GetProperty("state").GetString() == "finished");
        await AskAsync(zoom, $"/v2/metrics/meetings/{id}/participants?include_fields=registrant_id", $"/v2/meetings/{id}");
        await zoom.PutAsJsonAsync($"/v2/meetings/{id}/status", new { action = "end" });

        await AskAsync(zoom,
            $"/v2/past_meetings/{id}", $"/v2/past_meetings/{id}/participants", $"/v2/past_meetings/{id}/instances",
            $"/v2/report/meetings/{id}/participants?include_fields=registrant_id", $"/v2/meetings/{id}/recordings");
        Assert.Equal(1, traffic.Seen["GET /v2/meetings/{meeting}/recordings"]);
        await Eventually.Async(async () =>
            (await JsonOf(await zoom.GetAsync($"/v2/meetings/{id}/recordings?include_fields=download_access_token")))
            .GetProperty("recording_files").GetArrayLength() == 3);
        return id;
    }

    private static async Task RegisterAsync(HttpClient zoom, SimulatorSetup setup)
    {
        var meeting = await JsonOf(await zoom.PostAsJsonAsync($"/v2/users/{Professor}/meetings",
            new { topic = "By registration", settings = new { approval_type = 1 } }));
        var path = $"/v2/meetings/{meeting.GetProperty("id")}";
        var one = await JsonOf(await zoom.PostAsJsonAsync($"{path}/registrants", new { email = "ann@example.org", first_name = "Ann" }));
        var registrant = one.GetProperty("registrant_id").GetString();
        await zoom.PostAsJsonAsync($"{path}/batch_registrants",
            new { auto_approve = true,
                registrants = new[] { new { email = "bob@example.org", first_name = "Bob", last_name = "Brown" } } });
        await AskAsync(zoom, $"{path}/registrants?status=pending", $"{path}/registrants", $"{path}/registrants/{registrant}", path);
        await zoom.PutAsJsonAsync($"{path}/registrants/status",
            new { action = "approve", registrants = new[] { new { id = registrant } } });
        var link = (await JsonOf(await zoom.GetAsync($"{path}/registrants/{registrant}"))).GetProperty("join_url").GetString();
        await setup.ControlAsync(HttpMethod.Post, $"/sim{path[3..]}/start");
        await setup.ControlAsync(HttpMethod.Post, $"/sim{path[3..]}/participants", new { join_url = link });
        await setup.ControlAsync(HttpMethod.Post, $"/sim{path[3..]}/end");
        await zoom.DeleteAsync($"{path}/registrants/{registrant}");
        await zoom.DeleteAsync(path);
    }

    private static async Task RepeatAsync(HttpClient zoom)
    {
        var recurrence = new { type = 2, weekly_days = "2,4", end_times = 6 };
        var meeting = await JsonOf(await zoom.PostAsJsonAsync(
            $"/v2/users/{Professor}/meetings",
                new { type = 8, start_time = "2050-01-03T10:00:00Z", recurrence, settings = new { approval_type = 0 } }));
        var path = $"/v2/meetings/{meeting.GetProperty("id")}";
        await zoom.PatchAsJsonAsync(path, new { duration = 45 });
        await AskAsync(zoom, path);
        await zoom.PostAsJsonAsync($"{path}/registrants", new { email = "ann@example.org", first_name = "Ann" });
        await zoom.DeleteAsync(path);
    }

    // Refusals have a shape as well.
    private static async Task AskInVainAsync(HttpClient zoom, string id)
    {
        await zoom.PostAsJsonAsync($"/v2/users/{Professor}/meetings", new { duration = 0, settings = new { jbh_time = 7 } });
        await AskAsync(zoom, "/v2/meetings/99999999999", "/v2/users/nobody@elsewhere.org", $"/v2/meetings/{id}/registrants/x",
            "/v2/past_meetings/99999999999");
        await zoom.PostAsJsonAsync($"/v2/meetings/{id}/registrants", new { email = "ann@example.org", first_name = "Ann" });
    }

    private static async Task AskAsync(HttpClient zoom, params string[] paths)
    {
        foreach (var path in paths) await zoom.GetAsync(path);
    }

    private static string Nameless(string call) => string.Join('/', call.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}
