using System.Globalization;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Http;
using Functions.Storage;
using Functions.Tests.Fixtures.InMemoryTables;
using Functions.Tests.Webhooks;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Fixtures;

/// <summary>
/// The whole function app without a network: requests go straight into its pipeline, and its storage is in memory unless an emulator
/// is named. It never asks Zoom.
/// </summary>
internal sealed class DirectApp : IAsyncDisposable
{
    private readonly FunctionApp app;
    private readonly DirectServer server;
    private readonly ErrorLog log;

    private DirectApp(FunctionApp app, DirectServer server, ErrorLog log) => (this.app, this.server, this.log) = (app, server, log);

    public IServiceProvider Services => app.Services;

    public Tables Tables => Services.GetRequiredService<Tables>();

    /// <summary>What was logged as an error: bugs.</summary>
    public IReadOnlyCollection<string> Errors => log.Errors;

    public static Task<DirectApp> StartAsync(Action<IHostApplicationBuilder>? configure = null, params string[] settings) =>
        StartAsync(InMemoryTableService.ConnectionString, new InMemoryTableService(), configure, settings);

    /// <param name="storage">A transport for all storage calls.</param>
    public static async Task<DirectApp> StartAsync(
        string tables, HttpPipelineTransport storage, Action<IHostApplicationBuilder>? configure = null, params string[] settings)
    {
        var (server, log) = (new DirectServer(), new ErrorLog());
        var started = await FunctionApp.StartAsync(tables, new Uri("https://zoom.invalid"), server, builder =>
        {
            Trouble.Install(builder.Services, Trouble.None);
            ((FunctionsApplicationBuilder)builder).UseMiddleware<FaultPlan.Middleware>();
            builder.Services.AddSingleton<Action<TableClientOptions>>(o => o.Transport = storage);
            builder.Logging.ClearProviders().AddProvider(log);
            configure?.Invoke(builder);
        }, settings);
        return new(started, server, log);
    }

    public Task<DirectAnswer> SendAsync(string method, string path, IEnumerable<(string Name, string Value)> headers, Stream? body = null, long? length = null) =>
        server.SendAsync(method, path, FaultPlan.Current is { } plan ? [.. headers, (FaultPlan.Header, plan.Id)] : headers, body, length);

    public Task<DirectAnswer> GetAsync(string path) => SendAsync("GET", path, [(CallerMiddleware.ApiKeyHeader, FunctionApp.Key)]);

    /// <summary>A webhook request, with exactly these headers.</summary>
    public Task<DirectAnswer> HookAsync(ReadOnlyMemory<byte> body, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync("POST", "/api/zoom/webhook", headers, new MemoryStream(body.ToArray(), writable: false), body.Length);

    /// <summary>A webhook request as Zoom signs it.</summary>
    public Task<DirectAnswer> EventAsync(string body, DateTimeOffset? at = null, string secret = FunctionApp.WebhookSecret)
    {
        var timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return HookAsync(Encoding.UTF8.GetBytes(body), ("x-zm-request-timestamp", timestamp), ("x-zm-signature", SignedEvent.Sign(body, timestamp, secret)));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
