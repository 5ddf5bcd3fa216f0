using Bench.Hosts;
using Bench.Load;
using Bench.Report;

namespace Bench.Rows;

/// <summary>
/// Row b: webhooks through the whole app with storage answered in memory, against Express that parses, verifies, answers and stores
/// nothing. One load generator for both, both kept running over all rounds.
/// </summary>
internal sealed class WebhookInMemory : IRow
{
    private const int Classes = 50;
    private const int Connections = 32;

    public string Id => "b";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var (warming, students) = (course.Scaled(full: 8, brief: 6), course.Scaled(full: 20, brief: 8));
        using var express = await ChildProcess.StartAsync(
            "node", ["bench/express/server.mjs"], ("PORT", "0"), ("WEBHOOK_SECRET", AppHost.WebhookSecret), ("NODE_ENV", "production"));
        using var ours = await ChildProcess.StartAsync(Environment.ProcessPath!, [MemoryHost.Command, $"{(warming + Course.Rounds) * Classes}", $"{students}"]);
        List<(double Rate, double Processor)> theirs = [], mine = [];
        for (var round = 0; round < warming + Course.Rounds; round++)
        {
            var (a, b) = (await LoadAsync(express, round, students), await LoadAsync(ours, round, students));
            if (round < warming) continue;
            theirs.Add(a);
            mine.Add(b);
        }

        return
        [
            Measure.AtLeast(Id, "webhook in memory: rate / Express", mine.Zip(theirs, (m, t) => m.Rate / t.Rate).Median(), "×", 3),
            Measure.AtMost(Id, "webhook in memory: processor time an event / Express", mine.Zip(theirs, (m, t) => m.Processor / t.Processor).Median(), "×", 0.333),
            Measure.Colour(Id, "webhook in memory: rate", mine.Select(m => m.Rate).Median(), "events/s"),
            Measure.Colour(Id, "Express: rate", theirs.Select(t => t.Rate).Median(), "events/s"),
            Measure.Colour(Id, "webhook in memory: processor time an event", mine.Select(m => m.Processor).Median(), "µs"),
            Measure.Colour(Id, "Express: processor time an event", theirs.Select(t => t.Processor).Median(), "µs"),
        ];
    }

    private static async Task<(double Rate, double Processor)> LoadAsync(ChildProcess child, int round, int students)
    {
        var at = DateTimeOffset.UtcNow.AddMinutes(-10);
        var classes = Enumerable.Range(round * Classes, Classes).Select(i => ClassEvents.Of(PlantedClass.MeetingOf(i), students, at).ToArray()).ToArray();
        PreparedRequest[] requests = [.. Enumerable.Range(0, classes[0].Length).SelectMany(n => classes.Select(e => PreparedRequest.Webhook(child.Origin, e[n], AppHost.WebhookSecret)))];
        var before = child.ProcessorTime();
        var report = await ClosedLoop.RunAsync(child.Origin, requests, Connections);
        if (!report.AllOk) throw new InvalidOperationException($"Not all were answered with 200: {string.Join(", ", report.ByStatus)}.");
        return (report.Rate, (child.ProcessorTime() - before).TotalMicroseconds / requests.Length);
    }
}
