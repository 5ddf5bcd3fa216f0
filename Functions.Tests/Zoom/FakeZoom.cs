using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Zoom;

internal sealed record SeenRequest(string Method, string Target, string Authorization, string UserAgent, string Body);

/// <summary>A Zoom of a few lines on a real server: scripted answers, and what was asked.</summary>
internal sealed class FakeZoom : IAsyncDisposable
{
    public const string Scopes = "meeting:write:meeting:admin user:read:user:admin";
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenRequest> seen = new();
    private int tokens;

    private FakeZoom(WebApplication app) => this.app = app;

    public string Origin => app.Urls.Single();

    /// <summary>Requests to the API, without those for tokens.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. seen.Where(request => request.Target != "/oauth/token")];

    public IReadOnlyList<SeenRequest> TokenRequests => [.. seen.Where(request => request.Target == "/oauth/token")];

    /// <summary>Tokens with a lower number are rejected with 401.</summary>
    public int OldestGoodToken { get; set; }

    /// <summary>Holds every token back until it is completed.</summary>
    public Task TokenGate { get; set; } = Task.CompletedTask;

    public static async Task<FakeZoom> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        builder.Logging.ClearProviders();
        var zoom = new FakeZoom(builder.Build());
        zoom.app.Run(zoom.AnswerAsync);
        await zoom.app.StartAsync();
        return zoom;
    }

    /// <summary>Answers in this order; the last one stays. The route is a method and a raw target without its query.</summary>
    public void On(string route, params RequestDelegate[] script) => answers[route] = new(script);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var authorization = context.Request.Headers.Authorization.ToString();
        seen.Enqueue(new(context.Request.Method, target, authorization, context.Request.Headers.UserAgent.ToString(), body));

        var route = $"{context.Request.Method} {target.Split('?')[0]}";
        if (answers.TryGetValue(route, out var script) && script.TryPeek(out var answer))
        {
            if (script.Count > 1)
                script.TryDequeue(out answer);
        }
        else
        {
            answer = target == "/oauth/token" ? TokenAsync : Answer.Error(404, 3001, "Meeting does not exist.");
        }

        var isRejected = authorization.StartsWith("Bearer token-", StringComparison.Ordinal) && int.Parse(authorization[13..], null) < OldestGoodToken;
        await (isRejected ? Answer.Error(401, 124, "Access token is expired.") : answer!)(context);
    }

    private async Task TokenAsync(HttpContext context)
    {
        await TokenGate.WaitAsync(context.RequestAborted);
        var token = new { access_token = $"token-{Interlocked.Increment(ref tokens)}", token_type = "bearer", expires_in = 3599, scope = Scopes, api_url = "https://api.zoom.us" };
        await Answer.Json(200, token)(context);
    }
}
