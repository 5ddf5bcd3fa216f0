using Functions.Host.Configuration;
using Functions.Host.Forwarding;
using Functions.Host.Protocol;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Host;

/// <summary>The host as a program: runs a function app from its folder.</summary>
internal static class HostProgram
{
    /// <returns>The exit code: 0 after a stop, 1 when settings are wrong or the app does not start. Each wrong setting is one line on
    /// standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var wrong = new WrongSettings();
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        if (wrong.Try(() => AppFolder.Find(environment), null) is not { } app) return wrong.Tell();

        await using var rpc = await RpcServer.StartAsync();
        var server = wrong.Try(() => new HostServer(args, app.Path, wrong), null);
        if (server is null) return wrong.Tell();
        var services = server.Web.Services;
        services.AddHttpForwarder().AddSingleton<IForwarder, YarpForwarder>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WorkerSupervisor>(provider, rpc, app, server.Values));
        services.AddSingleton<IWorkers>(provider => provider.GetRequiredService<WorkerSupervisor>()).AddHostedService(provider => provider.GetRequiredService<WorkerSupervisor>());
        await using var web = server.Build();
        if (wrong.Any)
        {
            // The app tells of its own settings; the two together are all that has to be mended.
            await SettingsOfAppAsync(rpc, app, server.Values);
            return wrong.Tell();
        }

        var supervisor = web.Services.GetRequiredService<WorkerSupervisor>();
        try
        {
            await web.RunAsync();
        }
        catch (IOException e)
        {
            // A port that is taken, say.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        return supervisor.ExitCode | Environment.ExitCode;
    }

    private static async Task SettingsOfAppAsync(RpcServer rpc, AppFolder app, IReadOnlyDictionary<string, string?> settings)
    {
        using var worker = WorkerProcess.Start(rpc, app, settings);
        await Task.WhenAny(worker.Exited, worker.Channel.Ready, Task.Delay(TimeSpan.FromSeconds(30)));
        await Task.WhenAny(worker.Exited, Task.Delay(TimeSpan.FromSeconds(1)));
        worker.Kill();
        await worker.Exited;
    }
}
