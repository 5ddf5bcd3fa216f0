using System.Text.Json;
using ZoomSimulator.Commands.Demo;

namespace ZoomSimulator.Commands;

/// <summary>Creates a session in a running system, plays a class, and checks every step of what the professor sees.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var arguments = Arguments.Parse(args, ["run", "speed"], []);
        var speed = arguments.Real("speed", 10, least: 0.1);
        var path = arguments.Text("run") ?? Path.Combine(".data", "run.json");
        if (arguments.Problem is { } wrong)
            return await CommandLine.PrintAsync(error, wrong, code: 2);
        var (run, problem) = RunFile.Read(path);
        if (run is null)
            return await CommandLine.PrintAsync(error, problem!, code: 2);

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupted = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += interrupted;
        try
        {
            using var app = new ClassroomClient(run.Api, run.Key);
            using var zoom = new SimulatorClient(run.Zoom, run.SimToken);
            return await new DemoPlay(app, zoom, new DemoPrinter(output), TimeProvider.System).RunAsync(speed, stop.Token) ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException)
        {
            return await CommandLine.PrintAsync(error, $"The demo broke off: {e.Message}", code: 1);
        }
        finally
        {
            Console.CancelKeyPress -= interrupted;
        }
    }
}
