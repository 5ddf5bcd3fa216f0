using System.Diagnostics;
using System.Globalization;

namespace Bench.Hosts;

/// <summary>A process of its own that is measured: how much processor time and memory it takes.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly double TicksPerSecond = 100; // USER_HZ, fixed on Linux.

    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    public Uri Origin { get; private set; } = null!;

    /// <summary>Starts it and waits for the line that says where it listens.</summary>
    public static async Task<ChildProcess> StartAsync(string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var started = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var child = new ChildProcess(started);
        started.ErrorDataReceived += (_, e) => { if (e.Data is { } line) Console.Error.WriteLine(line); };
        started.BeginErrorReadLine();
        const string mark = "listening on ";
        while (await started.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(mark, StringComparison.Ordinal)) continue;
            child.Origin = new Uri(line[mark.Length..]);
            _ = started.StandardOutput.ReadToEndAsync();
            return child;
        }

        throw new InvalidOperationException($"{program} ended before it listened.");
    }

    /// <summary>The host with an app, told where to listen; waits until it does.</summary>
    /// <param name="settings">Their settings, given where they listen.</param>
    public static async Task<ChildProcess> StartHostAsync(string host, string app, Func<Uri, IEnumerable<KeyValuePair<string, string>>> settings)
    {
        var port = Listening.FreePort();
        var origin = new Uri($"http://127.0.0.1:{port}");
        var child = new ChildProcess(Launch(host, app, origin, settings(origin))) { Origin = origin };
        await Listening.WaitAsync(port, TimeSpan.FromSeconds(30));
        return child;
    }

    /// <summary>Starts the host and waits for nothing.</summary>
    public static Process Launch(string host, string app, Uri origin, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo(host, [$"--urls={origin.GetLeftPart(UriPartial.Authority)}"]) { UseShellExecute = false };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.Environment["FunctionsHost__App"] = app;
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        return Process.Start(start) ?? throw new InvalidOperationException($"{host} did not start.");
    }

    /// <summary>User and system time so far, of the process and of those it has started: the host's worker.</summary>
    public TimeSpan ProcessorTime() => TimeSpan.FromSeconds(Processes().Sum(TicksOf) / TicksPerSecond);

    /// <summary>The most memory they ever held, each, in megabytes (VmHWM).</summary>
    public double PeakMegabytes() => Processes().Sum(PeakOf);

    private static double TicksOf(int id)
    {
        var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private static double PeakOf(int id) => long.Parse(
        File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    private IEnumerable<int> Processes() => Directory.EnumerateDirectories($"/proc/{process.Id}/task")
        .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Append(process.Id);

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
