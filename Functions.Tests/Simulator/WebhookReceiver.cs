using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Simulator;

/// <summary>What arrived: the raw bytes, and the headers.</summary>
internal sealed record ReceivedWebhook(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Event => Json.GetProperty("event").GetString()!;

    public string RequestId => Headers["x-zm-request-id"];

    public JsonElement Object => Json.GetProperty("payload").GetProperty("object");

    public JsonElement Participant => Object.GetProperty("participant");

    /// <summary>Written apart from the simulator's code, over the bytes as they came.</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] message = [.. Encoding.UTF8.GetBytes($"v0:{Headers["x-zm-request-timestamp"]}:"), .. Body];
        var expected = "v0=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message)).ToLowerInvariant();
        return Headers["x-zm-signature"] == expected;
    }
}

/// <summary>A small webhook endpoint that remembers everything and answers as told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>The status for an event; validations are answered properly by default.</summary>
    public Func<ReceivedWebhook, int> Answer { get; set; } = _ => 200;

    public string Secret { get; set; } = SimulatorSetup.Options.WebhookSecret;

    /// <summary>Takes events and never answers.</summary>
    public bool Silent { get; set; }

    public bool Validates { get; set; } = true;

    public Uri Url => new(_app.Urls.First() + "/webhook");

    /// <summary>Events in order of arrival, without url validations.</summary>
    public IReadOnlyList<ReceivedWebhook> Events => [.. _received.Where(webhook => webhook.Event != "endpoint.url_validation")];

    public IReadOnlyList<ReceivedWebhook> Validations => [.. _received.Where(webhook => webhook.Event == "endpoint.url_validation")];

    public static async Task<WebhookReceiver> StartAsync(SimulatorSetup? setup = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(app);
        app.MapPost("/webhook", receiver.HandleAsync);
        await app.StartAsync();
        if (setup is not null)
            setup.Host.WebhookUrl = receiver.Url;
        return receiver;
    }

    public IReadOnlyList<ReceivedWebhook> Named(string name) => [.. Events.Where(webhook => webhook.Event == name)];

    public async Task<IReadOnlyList<ReceivedWebhook>> WaitForAsync(int count)
    {
        await Eventually.TrueAsync(() => Events.Count >= count, () => $"{Events.Count} of {count}: {string.Join(", ", Events.Select(e => e.Event))}");
        return Events;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> HandleAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var webhook = new ReceivedWebhook(body.ToArray(), headers);

        // Before it counts as received: a test that has seen it may change what the next one gets.
        var isSilent = Silent;
        _received.Enqueue(webhook);
        if (isSilent)
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
        if (webhook.Event != "endpoint.url_validation")
            return Results.StatusCode(Answer(webhook));
        var plain = webhook.Json.GetProperty("payload").GetProperty("plainToken").GetString()!;
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(plain));
        return Validates
            ? Results.Json(new { plainToken = plain, encryptedToken = Convert.ToHexString(hash).ToLowerInvariant() })
            : Results.StatusCode(500);
    }
}
