using System.Text.Json;
using ZoomSimulator.Commands.Storm;
using ZoomSimulator.Control;

namespace ZoomSimulator.Commands;

/// <summary>A load test of a webhook receiver. Other people's machines are refused.</summary>
internal static class StormCommand
{
    private static readonly string[] Options =
        ["url", "secret", "meetings", "zoom", "sim-token", "count", "events", "connections", "rate", "i-own", "account-id"];

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var arguments = Arguments.Parse(args, Options, []);
        arguments.Required("url");
        var order = new StormOrder(
            arguments.Url("url") ?? new Uri("http://127.0.0.1"),
            arguments.Required("secret"),
            arguments.Text("account-id") ?? "storm",
            arguments.Number("events", 1_000, least: 1),
            arguments.Number("connections", 16, least: 1),
            arguments.Real("rate", 0));
        var count = arguments.Number("count", int.MaxValue, least: 1);
        if ((arguments.Problem ?? Foreign(order.Url, arguments.Text("i-own"))) is { } problem)
            return await CommandLine.PrintAsync(error, problem, code: 2);
        try
        {
            var meetings = await MeetingsAsync(arguments, count);
            if (arguments.Problem is { } missing)
                return await CommandLine.PrintAsync(error, missing, code: 2);
            if (meetings.Count == 0)
                return await CommandLine.PrintAsync(error, "There are no meetings to fire events for.", code: 1);
            var report = await new StormRun(order, meetings, TimeProvider.System).RunAsync(CancellationToken.None);
            await output.WriteLineAsync(report.ToString());
            return report.AllAccepted ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException)
        {
            return await CommandLine.PrintAsync(error, e.Message, code: 1);
        }
    }

    private static string? Foreign(Uri url, string? owned) =>
        ControlGate.IsLoopback(url.Host) || string.Equals(url.Host, owned, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{url.Host} is not this machine. If it is yours to load, say so with --i-own {url.Host}.";

    private static async Task<IReadOnlyList<StormMeeting>> MeetingsAsync(Arguments arguments, int count)
    {
        if (arguments.Text("meetings") is { } file)
            return [.. (await File.ReadAllLinesAsync(file)).Where(line => line.Trim().Length > 0).Take(count).Select(StormMeeting.Parse)];
        arguments.Required("zoom");
        var token = arguments.Required("sim-token");
        if (arguments.Url("zoom") is not { } zoom || arguments.Problem is not null)
            return [];
        using var simulator = new SimulatorClient(zoom, token);
        return [.. (await simulator.MeetingsAsync(CancellationToken.None)).Take(count).Select(meeting => new StormMeeting(meeting.Id, meeting.Uuid))];
    }
}
