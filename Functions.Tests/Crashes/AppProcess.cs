using System.Net;
using Functions.Http;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Crashes;

/// <summary>The built app under its host, each in a process of its own, to be killed.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly HostProcess host;

    private AppProcess(HostProcess host)
    {
        this.host = host;
        Operator = new HttpClient { BaseAddress = host.Url };
        Operator.DefaultRequestHeaders.Add(CallerMiddleware.ApiKeyHeader, FunctionApp.Key);
    }

    public HttpClient Operator { get; }

    public static async Task<AppProcess> StartAsync(string tables, Uri zoom)
    {
        var app = new AppProcess(new HostProcess(AppAssembly.Folder, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = tables,
            ["OperatorKey"] = FunctionApp.Key,
            ["Sessions__OperatorCreatesPerMinute"] = "0",
            ["Zoom__BaseUrl"] = $"{new Uri(zoom, "v2")}",
            ["Zoom__OAuthUrl"] = $"{new Uri(zoom, "oauth/token")}",
            ["Zoom__AccountId"] = "account",
            ["Zoom__ClientId"] = "client",
            ["Zoom__ClientSecret"] = FunctionApp.ClientSecret,
            ["Zoom__WebhookSecret"] = FunctionApp.WebhookSecret,
        }));
        await Eventually.Async(async () =>
        {
            Assert.False(app.host.HasEnded, $"The app stopped by itself.\n{string.Join('\n', app.host.Lines)}");
            return await app.TryAsync(async () => (await app.Operator.Get("api/health")).Status == HttpStatusCode.OK);
        });
        return app;
    }

    /// <summary>The answer of a call, or nothing when a process died over it.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ObjectDisposedException)
        {
            return default;
        }
    }

    /// <summary>kill -9 of the host; the worker goes with it.</summary>
    public Task KillAsync() => host.KillAsync();

    /// <summary>kill -9 of the worker; the host starts another one.</summary>
    public void KillWorker() => host.KillWorker();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Operator.Dispose();
    }
}
