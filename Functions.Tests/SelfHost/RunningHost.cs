using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.SelfHost;

/// <summary>The self host with functions of this assembly, on a port of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private const string Samples = "Functions.Tests:Functions.Tests.SelfHost.Samples";

    private readonly IHost host;

    private RunningHost(IHost host)
    {
        this.host = host;
        Client = new HttpClient { BaseAddress = new Uri(Address(host)) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => host.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public static string Address(IHost host) =>
        host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static FunctionsApplicationBuilder Builder(string functions, params string[] args)
    {
        string[] defaults = ["--urls=http://127.0.0.1:0", "--SelfHost:LocalSettings=", $"--SelfHost:Functions={functions}"];
        var builder = FunctionsApplication.CreateBuilder([.. defaults, .. args]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Journal>();
        return builder;
    }

    public static Task<RunningHost> StartAsync(params string[] args) => StartAsync(_ => { }, Samples, args);

    public static Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder> configure, params string[] args) =>
        StartAsync(configure, Samples, args);

    public static async Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder> configure, string functions, string[] args)
    {
        var builder = Builder(functions, args);
        builder.ConfigureFunctionsWebApplication();
        configure(builder);
        var app = builder.Build();
        await app.StartAsync();
        return new(app);
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, HttpContent? content = null) =>
        Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = content });

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        host.Dispose();
    }
}
