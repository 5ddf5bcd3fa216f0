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

    /// <summary>A published app that is told where to listen; waits until it does.</summary>
    public static async Task<ChildProcess> StartAppAsync(string program, IEnumerable<string> arguments, params IEnumerable<string> more)
    {
        var port = Listening.FreePort();
        var start = new ProcessStartInfo(program) { UseShellExecute = false };
        foreach (var argument in arguments.Concat(more).Append($"--urls=http://127.0.0.1:{port}")) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.")) { Origin = new Uri($"http://127.0.0.1:{port}") };
        await Listening.WaitAsync(port, TimeSpan.FromSeconds(30));
        return child;
    }

    /// <summary>User and system time so far.</summary>
    public TimeSpan ProcessorTime()
    {
        var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[1].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    /// <summary>The most memory it ever held, in megabytes (VmHWM).</summary>
    public double PeakMegabytes() =>
        long.Parse(File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
