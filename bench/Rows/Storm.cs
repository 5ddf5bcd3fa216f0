using System.Text.Json;
using Azure.Data.Tables;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;
using Functions.Storage;

namespace Bench.Rows;

/// <summary>
/// Row g: 200 classes of 50 all start at once, with the ghost pairs of everybody's move into their room, as fast as answers come.
/// Afterwards every event is in the log once, and everybody is where they are.
/// </summary>
internal sealed class Storm : IRow
{
    private const int Students = 50;
    private const int Connections = 32;

    /// <summary>Joined; left and joined again by the ghost pair; in the room.</summary>
    private static readonly Range Steps = 2..6;

    public string Id => "g";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var classes = course.Scaled(full: 200, brief: 15);
        var account = course.Azurite.NewAccount();
        using var app = await course.StartAppAsync(account.ConnectionString);
        var tables = await account.TablesAsync();
        var planted = await PlantedClass.AddAsync(tables, classes, Students);
        var at = DateTimeOffset.UtcNow.AddMinutes(-2);
        var events = planted.Select(p => Starting(p, at)).ToArray();
        PreparedRequest[] requests = [.. Enumerable.Range(0, events[0].Length).SelectMany(n => events.Select(e => PreparedRequest.Webhook(app.Origin, e[n], AppHost.WebhookSecret)))];
        var report = await ClosedLoop.RunAsync(app.Origin, requests, Connections);
        var memory = app.PeakMegabytes();
        var recorded = await CountAsync(tables, planted);
        var placed = await PlacedAsync(app.Origin, planted);
        return
        [
            new(Id, $"storm of {requests.Length} events: lost or doubled", Math.Abs(requests.Length - recorded), "events", "= 0", recorded == requests.Length),
            new(Id, "storm: answers other than 200", report.ByStatus.Where(s => s.Key != 200).Sum(s => s.Value), "answers", "= 0", report.AllOk),
            new(Id, "storm: people not shown in their own room", (classes * Students) - placed, "people", "= 0", placed == classes * Students),
            Measure.AtMost(Id, "storm: answer, p99", report.Latencies.Percentile(0.99).TotalMilliseconds, "ms", 1000),
            Measure.AtMost(Id, "storm: most memory", memory, "MB", 350),
            Measure.Colour(Id, "storm: took", report.Took.TotalSeconds, "s"),
        ];
    }

    private static byte[][] Starting(PlantedClass planted, DateTimeOffset at)
    {
        var all = ClassEvents.Of(planted.MeetingId, Students, at).ToArray();
        return [all[0], .. all[1..].Chunk(Students).ToArray()[Steps].SelectMany(step => step)];
    }

    private static async Task<int> CountAsync(Tables tables, PlantedClass[] planted)
    {
        var counted = 0;
        await Parallel.ForEachAsync(planted, async (p, cancellationToken) =>
        {
            await foreach (var _ in tables.Sessions.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {p.SessionId} and RowKey lt {SessionRows.StatusFrom}"), select: ["RowKey"], cancellationToken: cancellationToken))
                Interlocked.Increment(ref counted);
        });
        return counted;
    }

    private static async Task<int> PlacedAsync(Uri origin, PlantedClass[] planted)
    {
        using var http = new HttpClient { BaseAddress = origin };
        http.DefaultRequestHeaders.Add("x-api-key", AppHost.OperatorKey);
        var placed = 0;
        foreach (var p in planted)
        {
            using var snapshot = JsonDocument.Parse(await http.GetStringAsync(new Uri($"api/sessions/{p.SessionId}", UriKind.Relative)));
            placed += snapshot.RootElement.GetProperty("counts").GetProperty("in_own_room").GetInt32();
        }

        return placed;
    }
}
