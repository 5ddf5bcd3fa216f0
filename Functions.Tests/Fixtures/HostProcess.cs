using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Functions.Tests.Fixtures;

/// <summary>The host as a process, with an app's folder as its worker, as <c>./run</c> starts it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string pidFile = Path.GetTempFileName();
    private readonly ConcurrentQueue<string> lines = new();

    public HostProcess(string app, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [AppAssembly.Host, "--urls", Url.GetLeftPart(UriPartial.Authority)])
        {
            WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["FunctionsHost__App"] = app, ["FunctionsHost__LocalSettings"] = "", ["FunctionsHost__WorkerPidFile"] = pidFile,
                ["AzureSignalRConnectionString"] = $"Endpoint={Url.GetLeftPart(UriPartial.Authority)};AccessKey={FunctionApp.SignalRKey};Version=1.0;",
            },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; }

    /// <summary>What both processes have said, in order.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    public bool HasEnded => process.HasExited;

    /// <summary>The process id of the worker that is up, or was last; null before the first.</summary>
    public int? WorkerId => int.TryParse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture, out var id) ? id : null;

    public static bool IsAlive(int id)
    {
        try
        {
            using var other = Process.GetProcessById(id);
            return !other.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>kill -9 of the worker alone.</summary>
    public void KillWorker() => Kill(WorkerId ?? throw new InvalidOperationException("There is no worker yet."));

    /// <summary>kill -9 of the host alone; the worker's end is its own.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service's supervisor sends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <summary>Waits until the host has ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await Eventually.TrueAsync(() => process.HasExited, () => string.Join('\n', lines));
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
        File.Delete(pidFile);
    }

    private static void Kill(int id)
    {
        using var worker = Process.GetProcessById(id);
        worker.Kill();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
