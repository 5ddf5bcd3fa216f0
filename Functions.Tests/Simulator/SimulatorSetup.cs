using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ZoomSimulator;

namespace Functions.Tests.Simulator;

/// <summary>A simulator on a free port, its REST client with a token, and its control API.</summary>
internal sealed class SimulatorSetup : IAsyncDisposable
{
    public const string Professor = "sarah.johnson@example.edu";

    private SimulatorSetup(SimulatorHost host)
    {
        Host = host;
        Zoom = new HttpClient { BaseAddress = host.BaseUrl };
        Sim = new HttpClient { BaseAddress = host.BaseUrl };
        Sim.DefaultRequestHeaders.Add("x-sim-token", host.Options.SimToken);
    }

    public SimulatorHost Host { get; }

    public HttpClient Zoom { get; }

    public HttpClient Sim { get; }

    public static SimulatorOptions Options { get; } = new()
    {
        Port = 0,
        AccountId = "account",
        ClientId = "client",
        ClientSecret = "secret",
        WebhookSecret = "webhook-secret",
        SimToken = "sim-token",
        RetryScale = 60_000,
        EndDelay = TimeSpan.Zero,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.None,
    };

    public static async Task<SimulatorSetup> StartAsync(Func<SimulatorOptions, SimulatorOptions>? change = null, TimeProvider? time = null)
    {
        var host = await SimulatorHost.StartAsync(change?.Invoke(Options) ?? Options, time, TestContext.Current.CancellationToken);
        var setup = new SimulatorSetup(host);
        await setup.RenewTokenAsync();
        return setup;
    }

    public async Task<JsonElement> RenewTokenAsync()
    {
        var token = await JsonOf(await AskTokenAsync("client:secret", "grant_type=account_credentials&account_id=account"));
        Zoom.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return token;
    }

    public async Task<HttpResponseMessage> AskTokenAsync(string credentials, string form, bool inQuery = false)
    {
        using var client = new HttpClient { BaseAddress = Host.BaseUrl };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return inQuery
            ? await client.PostAsync($"/oauth/token?{form}", content: null)
            : await client.PostAsync("/oauth/token", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));
    }

    public async Task<HttpResponseMessage> CreateAsync(object body, string user = Professor) =>
        await Zoom.PostAsJsonAsync($"/v2/users/{user}/meetings", body);

    /// <summary>A meeting with a room for each name, "Ann Ash" being ann.ash@example.edu.</summary>
    public async Task<JsonElement> CreateClassAsync(string[] students, bool waitingRoom = false)
    {
        var rooms = students.Select(name => new { name, participants = new[] { EmailOf(name) } }).ToArray();
        var answer = await CreateAsync(new
        {
            topic = "Recursion",
            settings = new { waiting_room = waitingRoom, breakout_room = new { enable = true, rooms } },
        });
        return await JsonOf(answer);
    }

    public async Task<long> ClassIdAsync(params string[] students) => (await CreateClassAsync(students)).GetProperty("id").GetInt64();

    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Sim.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static string EmailOf(string name) => name.ToLowerInvariant().Replace(' ', '.') + "@example.edu";

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public static async Task HoldsErrorAsync(HttpResponseMessage answer, int status, int code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, (await JsonOf(answer)).GetProperty("code").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        Zoom.Dispose();
        Sim.Dispose();
        await Host.DisposeAsync();
    }
}
