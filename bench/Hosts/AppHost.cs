using Bench.Storage;
using Functions;
using Functions.Http;
using Functions.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Hosts;

/// <summary>The function app as Program.cs builds it, with what a row wants otherwise.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-of-the-benchmarks";
    public const string WebhookSecret = "webhook-secret-of-the-benchmarks";

    private static readonly string[] Timers = ["Reconcile", "ExpireDeadLetters", "EnforceRetention", "WatchChallenges"];

    private readonly IHost host;

    private AppHost(IHost host) => this.host = host;

    public Uri Origin => new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => host.Services;

    public Tables Tables => Services.GetRequiredService<Tables>();

    public static string[] Settings(string tables, string url = "http://127.0.0.1:0", Uri? zoom = null) =>
    [
        $"--urls={url}", "--SelfHost:LocalSettings=", "--SelfHost:Functions=Functions", "--Logging:LogLevel:Default=Error", "--Sessions:OperatorCreatesPerMinute=0",
        "--AzureSignalRConnectionString=Endpoint=http://127.0.0.1;AccessKey=unused;Version=1.0;",
        $"--AzureWebJobsStorage={tables}", $"--OperatorKey={OperatorKey}",
        $"--Zoom:BaseUrl={new Uri(zoom ?? new Uri("http://127.0.0.1:1"), "v2")}", $"--Zoom:OAuthUrl={new Uri(zoom ?? new Uri("http://127.0.0.1:1"), "oauth/token")}",
        "--Zoom:AccountId=account", "--Zoom:ClientId=client", "--Zoom:ClientSecret=secret", $"--Zoom:WebhookSecret={WebhookSecret}",
    ];

    /// <summary>Its storage is answered in memory, and its timers, which would ask for what memory does not answer, rest.</summary>
    public static Task<AppHost> InMemoryAsync()
    {
        var tables = new Tables(new MemoryTableService());
        return StartAsync(
            [.. Settings("UseDevelopmentStorage=true"), .. Timers.Select(t => $"--AzureWebJobs:{t}:Disabled=true")],
            b => b.Services.AddSingleton(tables).AddKeyedSingleton(Tables.ForWebhooks, tables));
    }

    public static async Task<AppHost> StartAsync(string[] settings, Action<FunctionsApplicationBuilder>? configure = null, Action<FunctionsApplicationBuilder>? outermost = null)
    {
        var builder = FunctionsApplication.CreateBuilder(settings);
        builder.ConfigureFunctionsWebApplication();
        outermost?.Invoke(builder);
        builder.UseMiddleware<ProblemDetailsMiddleware>();
        builder.UseMiddleware<CallerMiddleware>();
        builder.AddBackend();
        configure?.Invoke(builder);
        var built = builder.Build();
        await built.StartAsync();
        return new(built);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
