using System.Collections.Concurrent;
using System.Diagnostics;
using Functions.Tests.Fixtures;
using ZoomSimulator;

namespace Functions.Tests.Crashes;

/// <summary>
/// Every fault at every call of creating, changing and ending, and of the recovery itself. Storage is in memory behind the real client,
/// Zoom is the simulator behind the real client: how the clients try again is part of what is tried. Pauses take no time.
/// </summary>
[Collection(nameof(Alone))]
public sealed class CrashTests
{
    private const int AtOnce = 8;

    /// <summary>Two instances at once are the harder way; nightly, one after the other is tried too.</summary>
    private static readonly bool[] Ways = Effort.Factor > 1 ? [true, false] : [true];

    [Fact]
    public async Task Wherever_it_is_hit_there_is_one_meeting_and_one_complete_session_or_neither()
    {
        var started = Stopwatch.GetTimestamp();
        await using var zoom = await Classroom.StartZoomAsync();
        List<Point> points = [];
        Dictionary<string, int> calls = [];
        foreach (var operation in Operation.All)
        {
            using var world = await World.NewAsync(zoom);
            var (made, _) = await Trial.UndisturbedAsync(world, operation);
            calls[operation.Name] = made.Count;
            points.AddRange(
                from call in made
                from fault in CrashFaults.All
                where operation.Meanwhile is null || fault.IsSlow()
                where !fault.IsLate() || CrashZoom.Changes(call.Name)
                from atOnce in Ways
                select new Point(operation, call, fault, atOnce));
        }

        var outcomes = new ConcurrentBag<(Point Point, string Outcome)>();
        var failures = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (point, _) =>
        {
            try
            {
                outcomes.Add((point, await RunAsync(zoom, point)));
            }
#pragma warning disable CA1031 // All points are tried, whatever is found at one.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures.Add($"{point}\n{exception.Message}\n{exception.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Crashes.Invariants", StringComparison.Ordinal))}");
            }
        });

        foreach (var operation in outcomes.GroupBy(o => o.Point.Operation))
            Effort.Report($"crashes: {operation.Key.Name}: {calls[operation.Key.Name]} calls, {operation.Count()} points: {Summary(operation.Select(o => o.Outcome))}");
        foreach (var fault in outcomes.GroupBy(o => o.Point.Fault).OrderBy(g => g.Key))
            Effort.Report($"crashes by fault: {(int)fault.Key:D2} {fault.Key}: {fault.Count()} points: {Summary(fault.Select(o => o.Outcome))}");
        Effort.Report($"crashes in all: {points.Count} points, each operation's every call x {CrashFaults.All.Count} faults x {Ways.Length} ways of recovery, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {points.Count} points:\n{string.Join("\n\n", failures.Order(StringComparer.Ordinal).Take(40))}");
    }

    private static async Task<string> RunAsync(SimulatorHost zoom, Point point)
    {
        using var world = await World.NewAsync(zoom);
        return await Trial.RunAsync(world, point);
    }

    private static string Summary(IEnumerable<string> outcomes) => string.Join(", ", outcomes.CountBy(o => o).OrderByDescending(o => o.Value).Select(o => $"{o.Value} {o.Key}"));
}
