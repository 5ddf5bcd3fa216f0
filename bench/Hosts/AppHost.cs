using System.Net;
using System.Reflection;
using Bench.Storage;
using Functions;
using Functions.Host;
using Functions.Host.Configuration;
using Functions.Host.Forwarding;
using Functions.Host.Protocol;
using Functions.Host.Workers;
using Functions.Http;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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

    private static readonly string[] Timers = ["Reconcile", "ExpireDeadLetters", "EnforceRetention", "WatchChallenges"];

    private readonly RpcServer calls;
    private readonly WebApplication front;
    private readonly IHost worker;

    private AppHost(RpcServer calls, WebApplication front, IHost worker) => (this.calls, this.front, this.worker) = (calls, front, worker);

    public Uri Origin => AddressOf(front.Services);

    public IServiceProvider Services => worker.Services;

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
        ["Zoom__BaseUrl"] = $"{new Uri(zoom ?? new Uri("http://127.0.0.1:1"), "v2")}", ["Zoom__OAuthUrl"] = $"{new Uri(zoom ?? new Uri("http://127.0.0.1:1"), "oauth/token")}",
        ["Zoom__AccountId"] = "account", ["Zoom__ClientId"] = "client", ["Zoom__ClientSecret"] = "secret", ["Zoom__WebhookSecret"] = WebhookSecret,
    };

    /// <summary>Timers, and what stands in for them, rest: they would ask for what memory does not answer.</summary>
    public static IEnumerable<KeyValuePair<string, string>> WithoutTimers => Timers.Select(timer => KeyValuePair.Create($"AzureWebJobs__{timer}__Disabled", "true"));

    /// <summary>The app as a worker, in whatever process this is.</summary>
    public static FunctionsApplicationBuilder Worker(string[] args, Action<FunctionsApplicationBuilder>? configure = null, Action<FunctionsApplicationBuilder>? outermost = null)
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
        string tables, Uri? zoom = null, Action<FunctionsApplicationBuilder>? configure = null, Action<FunctionsApplicationBuilder>? outermost = null, params string[] more)
    {
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
        var rpc = await RpcServer.StartAsync();
        var channel = rpc.Expect(AppContext.BaseDirectory, _ => { });
        var origin = new Uri($"http://127.0.0.1:{Listening.FreePort()}");
        string[] settings = [.. Settings(tables, origin, zoom).Concat(WithoutTimers).Select(s => $"--{s.Key.Replace("__", ":", StringComparison.Ordinal)}={s.Value}"), .. more];
        var server = new HostServer([$"--urls={origin}", .. settings], AppContext.BaseDirectory, new WrongSettings());
        server.Web.Services.AddSingleton<IWorkers>(new InProcessWorker(channel)).AddHttpForwarder().AddSingleton<IForwarder, YarpForwarder>();
        var host = server.Build();
        await host.StartAsync();
        var builder = Worker([.. rpc.Settings(channel).Select(s => $"--{s.Key}={s.Value}"), .. settings], configure, outermost);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        await app.StartAsync();
        await channel.Ready;
        channel.HttpUri = AddressOf(app.Services);
        return new(rpc, host, app);
    }

    public async ValueTask DisposeAsync()
    {
        await front.StopAsync();
        await worker.StopAsync();
        worker.Dispose();
        await front.DisposeAsync();
        await calls.DisposeAsync();
    }

    private static Uri AddressOf(IServiceProvider services) =>
        new(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
