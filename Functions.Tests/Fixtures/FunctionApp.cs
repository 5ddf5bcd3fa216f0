using System.Reflection;
using Functions.Host;
using Functions.Host.Configuration;
using Functions.Host.InProcess;
using Functions.Host.Protocol;
using Functions.Http;
using Functions.Sessions.Reconciling;
using Functions.Tests.Reference.Holding;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Fixtures;

/// <summary>
/// The function app in this process, built as Program.cs builds it, on the real worker: it calls in at a host of its own, over gRPC, and requests
/// go from the host's Kestrel straight into its pipeline.
/// </summary>
internal sealed class FunctionApp : IAsyncDisposable
{
    public const string Key = "operator-key-of-the-tests";
    public const string PreviousWebhookSecret = "previous-webhook-secret-of-the-tests";
    public const string WebhookSecret = "webhook-secret-of-the-tests";
    public const string ClientSecret = "client-secret-of-the-tests";
    public const string SignalRKey = "the-live-channels-key-of-the-tests";

    internal static readonly Lazy<Task<RpcServer>> Rpc = new(RpcServer.StartAsync);

    private readonly InProcessHost running;

    static FunctionApp()
    {
        // Where the worker looks for the code that its SDK has generated, and for the app's assembly.
        Assembly.SetEntryAssembly(typeof(Backend).Assembly);
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
    }

    private FunctionApp(InProcessHost running) => this.running = running;

    public Uri BaseUrl => running.Address;

    public IServiceProvider Services => running.Services;

    public static Task<FunctionApp> StartAsync(string tables, Uri zoom, Action<IHostApplicationBuilder>? configure = null, params string[] settings) =>
        StartAsync(tables, zoom, null, configure, settings);

    /// <param name="server">Takes the place of the host's Kestrel.</param>
    public static async Task<FunctionApp> StartAsync(
        string tables, Uri zoom, IServer? server, Action<IHostApplicationBuilder>? configure, string[] settings)
    {
        var (inside, wrong) = (new InProcessServer(), new WrongSettings());
        return new(await InProcessHost.StartAsync(
            await Rpc.Value, Front(server, wrong, settings), wrong, inside,
            (rpc, front) => Worker([.. rpc, $"--AzureSignalRConnectionString={SignalR(front.AbsoluteUri)}"], inside, tables, zoom, configure, settings)));
    }

    /// <summary>A client with the operator key, or with none. Every answer to it is held against the API's description.</summary>
    public HttpClient Client(bool withKey = true, Action<Exchange>? seen = null)
    {
        var client = new HttpClient(new HeldAnswers(seen)) { BaseAddress = BaseUrl };
        if (withKey) client.DefaultRequestHeaders.Add(CallerMiddleware.ApiKeyHeader, Key);
        return client;
    }

    public ValueTask DisposeAsync() => running.DisposeAsync();

    private static HostServer Front(IServer? server, WrongSettings wrong, string[] settings)
    {
        var builder = new HostServer(
        [
            "--urls=http://127.0.0.1:0", "--FunctionsHost:LocalSettings=", $"--AzureSignalRConnectionString={SignalR("http://127.0.0.1")}",
            // Tests share storage: housekeeping is for those that have their own, and runs when they say.
            "--AzureWebJobs.Reconcile.Disabled=true", "--AzureWebJobs.ExpireDeadLetters.Disabled=true", "--AzureWebJobs.EnforceRetention.Disabled=true",
            "--AzureWebJobs.WatchChallenges.Disabled=true",
            .. settings,
        ], AppContext.BaseDirectory, wrong);
        builder.Web.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(new LogGuard()).AddProvider(new TestLog());
        if (server is not null) builder.Web.Services.AddSingleton(server);
        return builder;
    }

    private static IHost Worker(
        string[] host, InProcessServer inside, string tables, Uri zoom, Action<IHostApplicationBuilder>? configure, string[] settings)
    {
        var builder = FunctionsApplication.CreateBuilder(
        [
            .. host,
            "--AzureWebJobs:Reconcile:Disabled=true", $"--AzureWebJobsStorage={tables}", $"--OperatorKey={Key}", "--Sessions:OperatorCreatesPerMinute=0",
            $"--Zoom:BaseUrl={new Uri(zoom, "v2")}", $"--Zoom:OAuthUrl={new Uri(zoom, "oauth/token")}", "--Zoom:AccountId=account", "--Zoom:ClientId=client",
            $"--Zoom:ClientSecret={ClientSecret}", $"--Zoom:WebhookSecret={WebhookSecret}", $"--Zoom:PreviousWebhookSecret={PreviousWebhookSecret}",
            .. settings,
        ]);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(new LogGuard()).AddProvider(new TestLog());
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ProblemDetailsMiddleware>();
        builder.UseMiddleware<CallerMiddleware>();
        builder.UseMiddleware<SilentTimer>();
        builder.AddBackend();
        configure?.Invoke(builder);
        builder.Services.AddSingleton<IServer>(inside);
        return builder.Build();
    }

    private static string SignalR(string endpoint) => $"Endpoint={endpoint.TrimEnd('/')};AccessKey={SignalRKey};Version=1.0;";
}
