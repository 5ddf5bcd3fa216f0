using Functions.Host.Configuration;
using Functions.Host.Forwarding;
using Functions.Host.Protocol;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Functions.Host.InProcess;

/// <summary>
/// The host and its worker in one process, as tests and benchmarks have them: the conversation goes over gRPC all the same, and
/// requests over
/// HTTP, or straight into the worker's pipeline.
/// </summary>
internal sealed class InProcessHost : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly IHost app;

    private InProcessHost(WebApplication host, IHost app) => (this.host, this.app) = (host, app);

    /// <summary>Where the host listens.</summary>
    public Uri Address => ServerAddress.Of(host.Services);

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => app.Services;

    public IServiceProvider HostServices => host.Services;

    /// <param name="rpc">Where the worker calls in.</param>
    /// <param name="server">The host, with what is to be added to it.</param>
    /// <param name="wrong">Has taken what is wrong with the host's settings.</param>
    /// <param name="inside">The worker's HTTP server, when requests go straight into it; null when it has one of its own.</param>
    /// <param name="build">Makes the app, from the settings by which it calls in, as a command line has them, and the host's
    /// address.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Settings of the host are wrong.</exception>
    public static async Task<InProcessHost> StartAsync(
        RpcServer rpc, HostServer server, WrongSettings wrong, InProcessServer? inside, Func<string[], Uri, IHost> build)
    {
        var channel = rpc.Expect(AppContext.BaseDirectory, static _ => { });
        var services = server.Web.Services.AddSingleton<IWorkers>(new InProcessWorker(channel));
        if (inside is not null) services.AddSingleton<IForwarder>(new DirectForwarder(inside));
        else services.AddHttpForwarder().AddSingleton<IForwarder, YarpForwarder>();
        var front = server.Build();
        IHost? worker = null;
        try
        {
            if (wrong.Any) throw WrongSettings.Named(string.Join('\n', wrong.Lines));
            await front.StartAsync();
            worker = build([.. rpc.Settings(channel).Select(setting => $"--{setting.Key}={setting.Value}")], ServerAddress.Of(front.Services));
            await worker.StartAsync();
            await channel.Ready;

            // What the worker says of its server is one port for the whole process; several have one each.
            if (inside is null) channel.HttpUri = ServerAddress.Of(worker.Services);
            await front.Services.GetRequiredService<FunctionsPublisher>().Published;
            return new(front, worker);
        }
        catch
        {
            worker?.Dispose();
            await front.DisposeAsync();
            throw;
        }
    }

    /// <summary>As when the host is told to end: it answers what it has begun, then the app goes.</summary>
    public async Task StopAsync()
    {
        await host.StopAsync();
        await app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        app.Dispose();
        await host.DisposeAsync();
    }
}
