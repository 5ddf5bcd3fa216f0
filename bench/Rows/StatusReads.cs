using Azure.Data.Tables;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;
using Bench.Storage;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Rows;

/// <summary>
/// Row d: what the status of a class costs when its log grows: requests, entities and bytes stay as they are. The emulator itself slows
/// down with what it holds, so no times are compared.
/// </summary>
internal sealed class StatusReads : IRow
{
    private const int Rooms = 50;

    public string Id => "d";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var counter = new CountingTransport();
        var account = course.Azurite.NewAccount();
        await using var app = await AppHost.StartAsync(
            account.ConnectionString, null, b => b.Services.AddSingleton<Action<TableClientOptions>>(o => o.Transport = counter));
        var planted = (await PlantedClass.AddAsync(app.Tables, 1, Rooms))[0];
        await ClosedLoop.RunAsync(
            app.Origin, [.. ClassEvents.Of(planted.MeetingId, Rooms, DateTimeOffset.UtcNow.AddMinutes(-10)).Take(Rooms).Select(e => PreparedRequest.Webhook(app.Origin, e, AppHost.WebhookSecret))], 8);
        using var client = new HttpClient { BaseAddress = app.Origin };
        client.DefaultRequestHeaders.Add("x-api-key", AppHost.OperatorKey);
        List<Measure> measures = [];
        var (rows, first) = (Rooms, default(Reads));
        foreach (var events in course.Short ? [Rooms, 5_000] : new[] { Rooms, 5_000, 50_000 })
        {
            await FillAsync(app.Tables, planted.SessionId, rows, events);
            rows = events;
            counter.Take();
            using (var answer = await client.GetAsync($"api/sessions/{planted.SessionId}")) answer.EnsureSuccessStatusCode();
            var reads = counter.Take();
            first = first == default ? reads : first;
            var same = reads == first ? "the same for all" : $"as at first: {first}";
            measures.Add(new(Id, $"status, {events} events in the log: requests", reads.Requests, "requests", same, reads == first));
            measures.Add(new(Id, $"status, {events} events in the log: entities read", reads.Entities, "entities", same, reads == first));
            measures.Add(new(Id, $"status, {events} events in the log: bytes read", reads.Bytes, "bytes", same, reads == first));
        }

        return measures;
    }

    // More of what the log holds; what the app itself wrote is copied.
    private static async Task FillAsync(Tables tables, string sessionId, int from, int to)
    {
        TableEntity? sample = null;
        await foreach (var row in tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey lt {SessionRows.StatusFrom}"), maxPerPage: 1))
        {
            sample = row;
            break;
        }

        foreach (var chunk in Enumerable.Range(from, to - from).Chunk(100))
        {
            await tables.Sessions.SubmitTransactionAsync(chunk.Select(n => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(sample!.Where(p => p.Key is not ("odata.etag" or "Timestamp")).ToDictionary()) { RowKey = SessionRows.Log(n, Keys.Digest($"{n}")) })));
        }
    }
}
