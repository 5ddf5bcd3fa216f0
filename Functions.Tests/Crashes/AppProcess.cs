using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Functions.Http;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Crashes;

/// <summary>The built app and its host, in processes of their own, started as <c>./run</c> starts it, to be killed.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process process;

    private AppProcess(Process process, Uri url)
    {
        this.process = process;
        Operator = new HttpClient { BaseAddress = url };
        Operator.DefaultRequestHeaders.Add(CallerMiddleware.ApiKeyHeader, FunctionApp.Key);
    }

    public HttpClient Operator { get; }

    public static async Task<AppProcess> StartAsync(string tables, Uri zoom)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [AppAssembly.Host, "--urls", url])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AzureWebJobsStorage"] = tables,
                ["AzureSignalRConnectionString"] = $"Endpoint={url};AccessKey={FunctionApp.SignalRKey};Version=1.0;",
                ["FunctionsHost__App"] = AppAssembly.Folder,
                ["FunctionsHost__LocalSettings"] = "",
                ["OperatorKey"] = FunctionApp.Key,
                ["Sessions__OperatorCreatesPerMinute"] = "0",
                ["Zoom__BaseUrl"] = $"{new Uri(zoom, "v2")}",
                ["Zoom__OAuthUrl"] = $"{new Uri(zoom, "oauth/token")}",
                ["Zoom__AccountId"] = "account",
                ["Zoom__ClientId"] = "client",
                ["Zoom__ClientSecret"] = FunctionApp.ClientSecret,
                ["Zoom__WebhookSecret"] = FunctionApp.WebhookSecret,
            },
        };
        var app = new AppProcess(Process.Start(start) ?? throw new InvalidOperationException("The app did not start."), new Uri(url));
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        await Eventually.Async(async () =>
        {
            Assert.False(app.process.HasExited, "The app stopped by itself.");
            return await app.TryAsync(async () => (await app.Operator.Get("api/health")).Status == HttpStatusCode.OK);
        });
        return app;
    }

    /// <summary>The answer of a call, or nothing when the process died over it.</summary>
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

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
        Operator.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
