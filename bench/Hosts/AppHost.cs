using System.Net;
using System.Reflection;
using Bench.Storage;
using Functions;
using Functions.Host;
using Functions.Host.Configuration;
using Functions.Host.InProcess;
using Functions.Host.Protocol;
using Functions.Http;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Hosts;

/// <summary>The function app as Program.cs builds it, with what a row wants otherwise, and its host, both in this process.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-of-the-benchmarks";
    public const string WebhookSecret = "webhook-secret-of-the-benchmarks";
    private const string SignalRKey = "live-channel-key-of-the-benchmarks";

    private static readonly Uri Nobody = new("http://127.0.0.1:1");
    private static readonly string[] Timers = ["Reconcile", "ExpireDeadLetters", "EnforceRetention", "WatchChallenges"];

    private readonly RpcServer rpc;
    private readonly InProcessHost running;

    private AppHost(RpcServer rpc, InProcessHost running) => (this.rpc, this.running) = (rpc, running);

    public Uri Origin => running.Address;

    public IServiceProvider Services => running.Services;

    public Tables Tables => Services.GetRequiredService<Tables>();

    /// <summary>As environment variables name them.</summary>
    /// <param name="tables">A connection string.</param>
    /// <param name="origin">Where the host listens.</param>
    /// <param name="zoom">By default nobody.</param>
    public static Dictionary<string, string> Settings(string tables, Uri origin, Uri? zoom = null) => new(StringComparer.Ordinal)
    {
        ["FunctionsHost__LocalSettings"] = "", ["Logging__LogLevel__Default"] = "Error", ["Sessions__OperatorCreatesPerMinute"] = "0",
        ["AzureSignalRConnectionString"] = $"Endpoint={origin.GetLeftPart(UriPartial.Authority)};AccessKey={SignalRKey};Version=1.0;",
        ["AzureWebJobsStorage"] = tables, ["OperatorKey"] = OperatorKey,
        ["Zoom__BaseUrl"] = $"{new Uri(zoom ?? Nobody, "v2")}", ["Zoom__OAuthUrl"] = $"{new Uri(zoom ?? Nobody, "oauth/token")}",
        ["Zoom__AccountId"] = "account", ["Zoom__ClientId"] = "client",
        ["Zoom__ClientSecret"] = "secret", ["Zoom__WebhookSecret"] = WebhookSecret,
    };

    /// <summary>Timers, and what stands in for them, rest: they would ask for what memory does not answer.</summary>
    public static IEnumerable<KeyValuePair<string, string>> WithoutTimers =>
        Timers.Select(timer => KeyValuePair.Create($"AzureWebJobs__{timer}__Disabled", "true"));

    /// <summary>The app as a worker, in whatever process this is.</summary>
    public static FunctionsApplicationBuilder Worker(
        string[] args, Action<FunctionsApplicationBuilder>? configure = null, Action<FunctionsApplicationBuilder>? outermost = null)
    {
        // Where the worker looks for the code that its SDK has generated.
        Assembly.SetEntryAssembly(typeof(Backend).Assembly);
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        outermost?.Invoke(builder);
        builder.UseMiddleware<ProblemDetailsMiddleware>();
        builder.UseMiddleware<CallerMiddleware>();
        builder.UseMiddleware<SilentTimer>();
        builder.AddBackend();
        configure?.Invoke(builder);
        return builder;
    }

    /// <param name="more">Settings besides.</param>
    public static async Task<AppHost> StartAsync(
        string tables,
        Uri? zoom = null,
        Action<FunctionsApplicationBuilder>? configure = null,
        Action<FunctionsApplicationBuilder>? outermost = null,
        params string[] more)
    {
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
        var server = await RpcServer.StartAsync();
        var origin = new Uri($"http://127.0.0.1:{Listening.FreePort()}");
        string[] settings = [.. Settings(tables, origin, zoom).Concat(WithoutTimers).Select(Argument), .. more];
        var wrong = new WrongSettings();
        var host = new HostServer([$"--urls={origin}", .. settings], AppContext.BaseDirectory, wrong);
        return new(server, await InProcessHost.StartAsync(server, host, wrong, inside: null, (call, _) =>
        {
            var builder = Worker([.. call, .. settings], configure, outermost);
            builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            return builder.Build();
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        await rpc.DisposeAsync();
    }

    private static string Argument(KeyValuePair<string, string> setting) => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}";
}
