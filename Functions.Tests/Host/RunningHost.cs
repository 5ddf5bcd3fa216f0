using System.Net;
using Functions.Host;
using Functions.Host.Configuration;
using Functions.Host.InProcess;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SampleApp;

namespace Functions.Tests.Host;

/// <summary>The host with the sample app as its worker, both in this process, over HTTP from one to the other as between two.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public const string SignalRKey = FunctionApp.SignalRKey;

    public static readonly string[] Timers = [nameof(EveryMinute), nameof(BySetting), nameof(AtStartup), nameof(Yearly), nameof(Failing), nameof(Overrunning)];

    private readonly InProcessHost running;

    private RunningHost(InProcessHost running)
    {
        this.running = running;
        Client = new HttpClient { BaseAddress = running.Address };
    }

    public HttpClient Client { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => running.Services;

    public IServiceProvider HostServices => running.HostServices;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public static Task<RunningHost> StartAsync(params string[] args) => StartAsync(_ => { }, null, [], args);

    public static Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder> configure, params string[] args) =>
        StartAsync(configure, null, [], args);

    /// <param name="configure">Adds to the app, after it is a web application.</param>
    /// <param name="configureHost">Adds to the host.</param>
    /// <param name="timers">The timers that run; none by default.</param>
    /// <param name="args">Settings of both.</param>
    public static async Task<RunningHost> StartAsync(
        Action<FunctionsApplicationBuilder> configure, Action<WebApplicationBuilder>? configureHost, string[] timers, string[] args)
    {
        var wrong = new WrongSettings();
        var builder = new HostServer(
        [
            "--urls=http://127.0.0.1:0", "--FunctionsHost:LocalSettings=", $"--AzureSignalRConnectionString={SignalR("http://127.0.0.1")}",
            .. Timers.Except(timers, StringComparer.Ordinal).Select(timer => $"--AzureWebJobs:{timer}:Disabled=true"), .. args,
        ], AppContext.BaseDirectory, wrong);
        builder.Web.Logging.ClearProviders();
        configureHost?.Invoke(builder.Web);
        return new(await InProcessHost.StartAsync(
            await FunctionApp.Rpc.Value, builder, wrong, inside: null,
            (rpc, host) => App([.. rpc, $"--AzureSignalRConnectionString={SignalR(host.GetLeftPart(UriPartial.Authority))}", .. args], configure)));
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, HttpContent? content = null) =>
        Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = content });

    public Task StopAsync() => running.StopAsync();

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return running.DisposeAsync();
    }

    private static IHost App(string[] args, Action<FunctionsApplicationBuilder> configure)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Journal>().AddSingleton<Gate>().AddSingleton(TimeProvider.System).AddScoped<PerInvocation>().AddHttpContextAccessor();
        builder.ConfigureFunctionsWebApplication();
        configure(builder);

        // The worker's own port is one for the whole process; and its generated code is looked for in the tests' other app.
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IFunctionMetadataProvider, SampleApp.GeneratedFunctionMetadataProvider>();
        builder.Services.AddSingleton<IFunctionExecutor, SampleApp.DirectFunctionExecutor>();
        return builder.Build();
    }

    private static string SignalR(string endpoint) => $"Endpoint={endpoint};AccessKey={SignalRKey};Version=1.0;";
}
