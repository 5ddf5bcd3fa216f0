using Azure.Data.Tables;
using Functions.Sessions;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;
using Functions.Zoom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Crashes;

/// <summary>An instance of the app without a server: its services as Program.cs registers them, and every call of theirs on a plan.</summary>
internal sealed class Instance : IDisposable
{
    private readonly IHost host;

    public Instance(World world, CrashPlan plan)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(Settings(world.Zoom.BaseUrl));
        builder.AddBackend();
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(new LogGuard());
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(world.Clock));
        builder.Services.AddSingleton<Action<TableClientOptions>>(options =>
        {
            options.Transport = new CrashStorage(world.Storage, plan);
            options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        });
        foreach (var client in new[] { nameof(ZoomTransport), nameof(ZoomTokenEndpoint) })
            builder.Services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new CrashZoom(plan));
        host = builder.Build();
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public Tables Tables => Get<Tables>();

    public Task<SessionRecord?> ReadAsync(string sessionId) => Get<SessionStore>().ReadAsync(sessionId, CancellationToken.None);

    /// <returns>How many pieces of work failed.</returns>
    public async Task<int> ReconcileAsync() => (await Get<Reconciler>().RunAsync(CancellationToken.None)).Failed;

    public void Dispose() => host.Dispose();

    private static Dictionary<string, string?> Settings(Uri zoom) => new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage"] = InMemoryTableService.ConnectionString,
        ["AzureSignalRConnectionString"] = "Endpoint=http://127.0.0.1;AccessKey=unused;Version=1.0;",
        ["OperatorKey"] = FunctionApp.Key,
        ["Sessions:OperatorCreatesPerMinute"] = "0",
        ["Zoom:BaseUrl"] = $"{new Uri(zoom, "v2")}",
        ["Zoom:OAuthUrl"] = $"{new Uri(zoom, "oauth/token")}",
        ["Zoom:AccountId"] = "account",
        ["Zoom:ClientId"] = "client",
        ["Zoom:ClientSecret"] = FunctionApp.ClientSecret,
        ["Zoom:WebhookSecret"] = FunctionApp.WebhookSecret,
        ["Zoom:Plan"] = "Business",
    };
}
