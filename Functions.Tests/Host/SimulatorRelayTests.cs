using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using System.Text;
using Functions.Tests.Simulator;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Host;

/// <summary>The page of a local stack plays a class in the simulator, and nobody else does through the host.</summary>
public sealed class SimulatorRelayTests : IAsyncLifetime
{
    private const string Key = "operator-key";

    private readonly DirectoryInfo site = Directory.CreateTempSubdirectory("page");
    private SimulatorSetup zoom = null!;
    private RunningHost host = null!;
    private long meeting;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(site.FullName, "index.html"), "page");
        await File.WriteAllTextAsync(Path.Combine(site.FullName, "config.json"), """{"api": "", "max_rooms": 30}""");
        zoom = await SimulatorSetup.StartAsync();
        meeting = await zoom.ClassIdAsync("Ann Ash", "Ben Birch");
        host = await StartAsync($"--FunctionsHost:Simulator:Url={zoom.Host.BaseUrl}", $"--FunctionsHost:Simulator:Token={zoom.Host.Options.SimToken}", $"--FunctionsHost:Simulator:Key={Key}");
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await zoom.DisposeAsync();
        site.Delete(recursive: true);
    }

    private Task<RunningHost> StartAsync(params string[] args) => RunningHost.StartAsync([$"--FunctionsHost:Dashboard={site.FullName}", .. args]);

    private async Task<(HttpStatusCode Status, JsonElement Body)> Send(string method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/simulator/meetings/{meeting}/scenario");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (method == "POST") request.Content = new StringContent("""{"name": "class", "speed": 10, "end": false}""", Encoding.UTF8, "application/json");
        using var answer = await host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Fact]
    public async Task A_class_is_played_followed_and_stopped()
    {
        Assert.Equal((HttpStatusCode.NotFound, 404), await Send("GET", ("x-api-key", Key)) is var none ? (none.Status, none.Body.GetProperty("status").GetInt32()) : default);
        Assert.Equal("running", (await Send("POST", ("x-api-key", Key), ("Origin", $"http://{host.Client.BaseAddress!.Authority}"))).Body.GetProperty("state").GetString());
        Assert.Equal(10, (await Send("GET", ("x-api-key", Key))).Body.GetProperty("speed").GetDouble());
        Assert.Equal(HttpStatusCode.Conflict, (await Send("POST", ("x-api-key", Key))).Status);
        Assert.Equal("cancelled", (await Send("DELETE", ("x-api-key", Key))).Body.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Unauthorized, "x-api-key", "wrong")]
    [InlineData(HttpStatusCode.Forbidden, "x-api-key", Key, "Origin", "https://evil.example")]
    [InlineData(HttpStatusCode.Forbidden, "x-api-key", Key, "Origin", "null")]
    [InlineData(HttpStatusCode.Forbidden, "x-api-key", Key, "Host", "evil.example")]
    public async Task Nobody_else_plays(HttpStatusCode status, params string[] headers)
    {
        var given = headers.Chunk(2).Select(h => (h[0], h[1])).ToArray();
        Assert.Equal(status, (await Send("POST", given)).Status);
        Assert.Equal(status, (await Send("GET", given)).Status);
    }

    [Theory]
    [InlineData("GET", "/simulator/meetings")]
    [InlineData("PUT", "/simulator/faults")]
    [InlineData("POST", "/simulator/meetings/1/start")]
    [InlineData("GET", "/simulator/meetings/x/scenario")]
    [InlineData("PUT", "/simulator/meetings/1/scenario")]
    public async Task No_other_control_is_reached(string method, string path)
    {
        using var answer = await host.SendAsync(method, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_is_told_that_a_class_can_be_played()
    {
        await using var without = await StartAsync();
        Assert.Equal("""{"api":"","max_rooms":30,"simulator":true}""", await host.Client.GetStringAsync("/config.json"));
        Assert.DoesNotContain("simulator", await without.Client.GetStringAsync("/config.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulator_that_is_away_is_said_to_be()
    {
        await zoom.Host.DisposeAsync();
        Assert.Equal(HttpStatusCode.BadGateway, (await Send("GET", ("x-api-key", Key))).Status);
    }

    [Fact]
    public async Task A_setting_that_is_missing_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("--FunctionsHost:Simulator:Url=http://127.0.0.1:1", "--FunctionsHost:Simulator:Token=t"));
        Assert.Contains("__Key is missing", refusal.Message, StringComparison.Ordinal);
    }
}
