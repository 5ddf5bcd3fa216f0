using Functions.Http;
using Functions.Tests.Reference.Holding;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Fixtures;

/// <summary>The function app over real Kestrel, in this process, built as Program.cs builds it.</summary>
internal sealed class FunctionApp : IAsyncDisposable
{
    public const string Key = "operator-key-of-the-tests";
    public const string PreviousWebhookSecret = "previous-webhook-secret-of-the-tests";
    public const string WebhookSecret = "webhook-secret-of-the-tests";
    public const string ClientSecret = "client-secret-of-the-tests";

    private readonly IHost host;

    private FunctionApp(IHost host)
    {
        this.host = host;
        BaseUrl = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri BaseUrl { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<FunctionApp> StartAsync(string tables, Uri zoom, Action<IHostApplicationBuilder>? configure = null, params string[] settings)
    {
        var builder = FunctionsApplication.CreateBuilder(
        [
            "--urls=http://127.0.0.1:0", "--SelfHost:LocalSettings=", "--SelfHost:Functions=Functions",
            // Tests share storage: housekeeping is for those that have their own, and runs when they say.
            "--AzureWebJobs:Reconcile:Disabled=true", "--AzureWebJobs:ExpireDeadLetters:Disabled=true", "--AzureWebJobs:EnforceRetention:Disabled=true",
            "--AzureWebJobs:WatchChallenges:Disabled=true",
            "--AzureSignalRConnectionString=Endpoint=http://127.0.0.1;AccessKey=unused;Version=1.0;",
            $"--AzureWebJobsStorage={tables}", $"--OperatorKey={Key}", "--Sessions:OperatorCreatesPerMinute=0",
            $"--Zoom:BaseUrl={new Uri(zoom, "v2")}", $"--Zoom:OAuthUrl={new Uri(zoom, "oauth/token")}", "--Zoom:AccountId=account", "--Zoom:ClientId=client",
            $"--Zoom:ClientSecret={ClientSecret}", $"--Zoom:WebhookSecret={WebhookSecret}", $"--Zoom:PreviousWebhookSecret={PreviousWebhookSecret}",
            .. settings,
        ]);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(new LogGuard()).AddProvider(new TestLog());
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ProblemDetailsMiddleware>();
        builder.UseMiddleware<CallerMiddleware>();
        builder.AddBackend();
        configure?.Invoke(builder);
        var built = builder.Build();
        await built.StartAsync();
        return new FunctionApp(built);
    }

    /// <summary>A client with the operator key, or with none. Every answer to it is held against the API's description.</summary>
    public HttpClient Client(bool withKey = true, Action<Exchange>? seen = null)
    {
        var client = new HttpClient(new HeldAnswers(Services, seen)) { BaseAddress = BaseUrl };
        if (withKey) client.DefaultRequestHeaders.Add(CallerMiddleware.ApiKeyHeader, Key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
