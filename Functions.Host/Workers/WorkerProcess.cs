using System.Diagnostics;
using Functions.Host.Protocol;

namespace Functions.Host.Workers;

/// <summary>One run of the app, as a child of the host.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // Settings of the host alone, its secrets among them.
    private const string HostSettings = "FunctionsHost";

    private readonly Process process;

    private WorkerProcess(Process process, WorkerChannel channel)
    {
        (this.process, Channel) = (process, channel);
        Exited = process.WaitForExitAsync(CancellationToken.None);
        Gone = Task.WhenAny(Exited, Task.Delay(Timeout.Infinite, channel.Closed));
    }

    public WorkerChannel Channel { get; }

    public int Id => process.Id;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    /// <summary>Completes when nothing more can be asked of the worker: it has ended, or no longer listens to its host.</summary>
    public Task Gone { get; }

    public int ExitCode => process.ExitCode;

    /// <param name="settings">Those of local.settings.json: variables of the worker, unless the host itself has them.</param>
    public static WorkerProcess Start(RpcServer rpc, AppFolder app, IReadOnlyDictionary<string, string?> settings)
    {
        // Its log lines are on its console, whole; those that it sends to its host lack the event id.
        var channel = rpc.Expect(app.Path, static _ => { });
        var start = new ProcessStartInfo(app.Executable, app.Executable.EndsWith("dotnet", StringComparison.OrdinalIgnoreCase) ? [app.Worker] : [])
        {
            UseShellExecute = false,
            WorkingDirectory = app.Path,

            // Its end tells the worker that the host is gone, however it went: WorkerGuard.
            RedirectStandardInput = true,
        };
        var variables = start.Environment;
        foreach (var name in variables.Keys.Where(IsOfHost).ToArray()) variables.Remove(name);
        foreach (var (name, value) in settings)
        {
            var variable = name.Replace(":", "__", StringComparison.Ordinal);
            if (!IsOfHost(variable)) variables.TryAdd(variable, value);
        }

        // In variables rather than on the command line, which anybody on the machine can read.
        foreach (var (name, value) in rpc.Settings(channel)) variables[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        variables["FUNCTIONS_APPLICATION_DIRECTORY"] = variables["FUNCTIONS_WORKER_DIRECTORY"] = app.Path;
        variables.TryAdd("Logging__Console__FormatterName", "simple");
        WorkerGuard.Install(variables);
        return new(Process.Start(start) ?? throw new InvalidOperationException($"{app.Executable} could not be started."), channel);
    }

    /// <summary>Ends the process: kindly, within a time, then by force.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        Channel.Terminate(grace);
        await Exited.WaitAsync(grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Kill();
        await Exited;
    }

    public void Kill()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    public void Dispose() => process.Dispose();

    // What the server listens on is the host's as well: the worker finds a port of its own.
    private static bool IsOfHost(string variable) =>
        variable.StartsWith(HostSettings + "__", StringComparison.OrdinalIgnoreCase)
            || string.Equals(variable, "ASPNETCORE_URLS", StringComparison.OrdinalIgnoreCase)
        || string.Equals(variable, "URLS", StringComparison.OrdinalIgnoreCase);
}
