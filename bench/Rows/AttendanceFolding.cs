using System.Diagnostics;
using System.Text.Json;
using Bench.Folding;
using Bench.Report;
using Functions.Presence;

namespace Bench.Rows;

/// <summary>Row h: five million events folded into attendance, against the same rules written in straightforward LINQ.</summary>
internal sealed class AttendanceFolding : IRow
{
    private const int Events = 5_000_000;

    public string Id => "h";

    public Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var classes = Enumerable.Range(0, 20).Select(i => FoldedClass.Make(i, students: 50)).ToArray();
        foreach (var c in classes)
        {
            var (mine, theirs) = (JsonSerializer.Serialize(c.Fold()), JsonSerializer.Serialize(c.FoldByLinq()));
            if (mine != theirs) throw new InvalidOperationException($"The two do not agree: {mine} and {theirs}.");
        }

        var events = course.Scaled(full: Events, brief: Events / 10);
        Time(events / 10, classes, c => c.Fold());
        Time(events / 10, classes, c => c.FoldByLinq());
        List<double> ratios = [], took = [];
        for (var round = 0; round < Course.Rounds; round++)
        {
            var (mine, theirs) = (Time(events, classes, c => c.Fold()), Time(events, classes, c => c.FoldByLinq()));
            ratios.Add(theirs / mine);
            took.Add(mine / events * 1_000_000_000);
        }

        return Task.FromResult<IReadOnlyList<Measure>>(
        [
            Measure.AtLeast(Id, $"attendance of {events / 1_000_000.0:0.#} million events: LINQ's time / ours", ratios.Median(), "×", 5),
            Measure.Colour(Id, "attendance: time an event", took.Median(), "ns"),
        ]);
    }

    private static double Time(int events, FoldedClass[] classes, Func<FoldedClass, Attendance> fold)
    {
        GC.Collect();
        var (folded, n, began) = (0, 0, Stopwatch.GetTimestamp());
        for (; folded < events; n++)
        {
            var c = classes[n % classes.Length];
            GC.KeepAlive(fold(c));
            folded += c.Events;
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds * events / folded;
    }
}
