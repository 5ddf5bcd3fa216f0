using System.Net;
using System.Text.Json;
using Functions.Tests.Fixtures;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>Cloud recordings: in processing after the end, then with links; one for each run.</summary>
public sealed class RecordingCallTests : IAsyncLifetime
{
    private SimulatorSetup setup = null!;
    private WebhookReceiver receiver = null!;
    private long id;

    public async ValueTask InitializeAsync()
    {
        setup = await SimulatorSetup.StartAsync();
        receiver = await WebhookReceiver.StartAsync(setup);
        id = (await JsonOf(await setup.CreateAsync(new { settings = new { auto_recording = "cloud" } }))).GetProperty("id").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await setup.DisposeAsync();
    }

    private Task<JsonElement> ActAsync(string what) => setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/{what}");

    private Task<HttpResponseMessage> GetAsync(string segment) => setup.Zoom.GetAsync($"/v2/meetings/{segment}/recordings");

    private async Task<string> RunAsync()
    {
        var uuid = (await ActAsync("start")).GetProperty("meeting").GetProperty("uuid").GetString()!;
        await ActAsync("end");
        return uuid;
    }

    private Task HoldAsync() => setup.ControlAsync(HttpMethod.Put, "/sim/switches", new { hold_recordings = true });

    [Fact]
    public async Task Only_recorded_meetings_have_one_and_only_after_the_end()
    {
        await ActAsync("start");
        await HoldsErrorAsync(await GetAsync($"{id}"), 404, 3301);
        await ActAsync("end");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"{id}")).StatusCode);

        var plain = (await JsonOf(await setup.CreateAsync(new { }))).GetProperty("id").GetInt64();
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{plain}/start");
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{plain}/end");
        await HoldsErrorAsync(await GetAsync($"{plain}"), 404, 3301);
    }

    [Fact]
    public async Task In_processing_it_has_no_links_and_no_event_until_it_is_completed()
    {
        await HoldAsync();
        await RunAsync();

        var file = Assert.Single((await JsonOf(await GetAsync($"{id}"))).GetProperty("recording_files").EnumerateArray());
        Assert.Equal(("processing", "", 0), (file.GetProperty("status").GetString(), file.GetProperty("file_type").GetString(), file.GetProperty("file_size").GetInt32()));
        Assert.False(file.TryGetProperty("play_url", out _) || file.TryGetProperty("download_url", out _));
        await Eventually.TrueAsync(() => receiver.Named("meeting.ended").Count == 1);
        Assert.Empty(receiver.Named("recording.completed"));

        await ActAsync("recordings/complete");
        var files = (await JsonOf(await GetAsync($"{id}"))).GetProperty("recording_files").EnumerateArray().ToList();
        Assert.Equal(["MP4", "M4A", "TIMELINE"], files.Select(f => f.GetProperty("file_type").GetString()));
        Assert.All(files, f => Assert.NotEmpty(f.GetProperty("download_url").GetString()!));
        Assert.False(files[2].TryGetProperty("id", out _) || files[2].TryGetProperty("status", out _));
        await Eventually.TrueAsync(() => receiver.Named("recording.completed").Count == 1);
        using var again = await setup.Sim.PostAsync($"/sim/meetings/{id}/recordings/complete", content: null);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task The_event_says_what_the_call_says_and_has_a_token()
    {
        await RunAsync();
        await Eventually.TrueAsync(() => receiver.Named("recording.completed").Count == 1);

        var sent = receiver.Named("recording.completed").Single();
        Assert.Equal(JsonValueKind.Number, sent.Object.GetProperty("id").ValueKind);
        Assert.NotEmpty(sent.Json.GetProperty("download_token").GetString()!);
        var read = await Eventually.Get(async () => await JsonOf(await GetAsync($"{id}")), r => r.GetProperty("recording_count").GetInt32() == 3);
        foreach (var name in new[] { "uuid", "share_url", "password", "recording_play_passcode", "recording_files" })
            Assert.Equal(read.GetProperty(name).GetRawText(), sent.Object.GetProperty(name).GetRawText());
        Assert.NotEmpty(read.GetProperty("password").GetString()!);
    }

    [Fact]
    public async Task Each_run_has_its_own_and_the_number_means_the_latest()
    {
        var (first, second) = (await RunAsync(), await RunAsync());

        foreach (var uuid in new[] { first, second })
        {
            var segment = Uri.EscapeDataString(uuid);
            var read = await JsonOf(await GetAsync(uuid.StartsWith('/') || uuid.Contains("//") ? Uri.EscapeDataString(segment) : segment));
            Assert.Equal(uuid, read.GetProperty("uuid").GetString());
        }

        Assert.Equal(second, (await JsonOf(await GetAsync($"{id}"))).GetProperty("uuid").GetString());
    }

    [Fact]
    public async Task Without_the_scope_none_is_shown()
    {
        await RunAsync();
        await setup.ControlAsync(HttpMethod.Put, "/sim/scopes", new { scopes = new[] { "meeting:read:admin" } });
        await setup.RenewTokenAsync();
        await HoldsErrorAsync(await GetAsync($"{id}"), 400, 4711);
    }
}
