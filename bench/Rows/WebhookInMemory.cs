using Bench.Hosts;
using Bench.Load;
using Bench.Report;

namespace Bench.Rows;

/// <summary>
/// Row b: webhooks through host and worker with storage answered in memory, against Express that parses, verifies, answers and stores
/// nothing. Row b2: the same against an empty function on the same host and worker: that is what our code costs. One load generator
/// for all, all kept running over all rounds; both processes count.
/// </summary>
internal sealed class WebhookInMemory : IRow
{
    private const int Classes = 50;
    private const int Connections = 32;

    public string Id => "b";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var (warming, students) = (course.Scaled(full: 20, brief: 6), course.Scaled(full: 20, brief: 8));
        using var express = await ChildProcess.StartAsync(
            "node", ["bench/express/server.mjs"], ("PORT", "0"), ("WEBHOOK_SECRET", AppHost.WebhookSecret), ("NODE_ENV", "production"));
        using var ours = await ChildProcess.StartHostAsync(course.Host, MemoryWorker.Folder, origin =>
            AppHost.Settings("UseDevelopmentStorage=true", origin).Concat(AppHost.WithoutTimers)
                .Append(KeyValuePair.Create(MemoryWorker.Variable, $"{(warming + Course.Rounds) * Classes} {students}")));
        using var empty = await course.StartEmptyAppAsync();
        List<(double Rate, double Processor)> theirs = [], mine = [], nothing = [];
        for (var round = 0; round < warming + Course.Rounds; round++)
        {
            var (a, b) = (await LoadAsync(express, round, students), await LoadAsync(ours, round, students));
            var c = await LoadAsync(empty, round, students, Empty);
            if (round < warming) continue;
            theirs.Add(a);
            mine.Add(b);
            nothing.Add(c);
        }

        return
        [
            Measure.AtLeast(Id, "webhook in memory: rate / Express", Rate(mine, theirs), "×", 3),
            Measure.AtMost(Id, "webhook in memory: processor time an event / Express", Processor(mine, theirs), "×", 0.7),
            Measure.AtLeast("b2", "webhook in memory: rate / an empty function", Rate(mine, nothing), "×", 0.7),
            Measure.AtMost("b2", "webhook in memory: processor time an event / an empty function", Processor(mine, nothing), "×", 1.5),
            Measure.Colour(Id, "webhook in memory: rate", mine.Select(m => m.Rate).Median(), "events/s"),
            Measure.Colour(Id, "Express: rate", theirs.Select(t => t.Rate).Median(), "events/s"),
            Measure.Colour(Id, "webhook in memory: processor time an event", mine.Select(m => m.Processor).Median(), "µs"),
            Measure.Colour(Id, "Express: processor time an event", theirs.Select(t => t.Processor).Median(), "µs"),
            Measure.Colour("b2", "an empty function: rate", nothing.Select(n => n.Rate).Median(), "events/s"),
            Measure.Colour("b2", "an empty function: processor time an event", nothing.Select(n => n.Processor).Median(), "µs"),
        ];
    }

    private static double Rate(List<(double Rate, double Processor)> mine, List<(double Rate, double Processor)> others) =>
        mine.Zip(others, (m, o) => m.Rate / o.Rate).Median();

    private static double Processor(List<(double Rate, double Processor)> mine, List<(double Rate, double Processor)> others) =>
        mine.Zip(others, (m, o) => m.Processor / o.Processor).Median();

    private static PreparedRequest Webhook(Uri origin, byte[] body) => PreparedRequest.Webhook(origin, body, AppHost.WebhookSecret);

    private static PreparedRequest Empty(Uri origin, byte[] body) => PreparedRequest.Post(new Uri(origin, "api/empty"), body);

    private static async Task<(double Rate, double Processor)> LoadAsync(
        ChildProcess child, int round, int students, Func<Uri, byte[], PreparedRequest>? prepare = null)
    {
        var at = DateTimeOffset.UtcNow.AddMinutes(-10);
        var classes = Enumerable.Range(round * Classes, Classes)
            .Select(i => ClassEvents.Of(PlantedClass.MeetingOf(i), students, at).ToArray()).ToArray();
        var make = prepare ?? Webhook;
        PreparedRequest[] requests = [.. Enumerable.Range(0, classes[0].Length).SelectMany(n => classes.Select(e => make(child.Origin, e[n])))];
        var before = child.ProcessorTime();
        var report = await ClosedLoop.RunAsync(child.Origin, requests, Connections);
        if (!report.AllOk) throw new InvalidOperationException($"Not all were answered with 200: {string.Join(", ", report.ByStatus)}.");
        return (report.Rate, (child.ProcessorTime() - before).TotalMicroseconds / requests.Length);
    }
}
