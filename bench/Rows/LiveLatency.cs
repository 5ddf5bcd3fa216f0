using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;
using Functions.Roster;
using Microsoft.AspNetCore.SignalR.Client;

namespace Bench.Rows;

/// <summary>
/// Row e: from an event posted to the message in a SignalR client, at 100 events a second over 50 classes. Each class has four events
/// in 300 ms, then quiet until its next two seconds begin; the first of the four is the leading edge, which is measured. The others
/// are told at most once more at the end of the half second, which is by design and no latency.
/// </summary>
internal sealed class LiveLatency : IRow
{
    private const int Classes = 50;
    private const int Students = 40;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public string Id => "e";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var account = course.Azurite.NewAccount();
        using var app = await course.StartAppAsync(account.ConnectionString);
        var tables = await account.TablesAsync();
        var planted = await PlantedClass.AddAsync(tables, Classes, Students);
        await Warming.UpAsync(app, tables, course.Scaled(full: 400, brief: 100));
        var leading = new ConcurrentDictionary<string, (long Posted, TaskCompletionSource<long> Heard)>(StringComparer.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, Classes).Select(i => new RosterStore(tables).PutAsync(
            RosterRole.Professors, new(PlantedClass.ProfessorOf(i), $"Professor {i}", null, $"professor.{i}@example.edu"), default)));
        var hubs = await Task.WhenAll(Enumerable.Range(0, Classes).Select(i => ListenAsync(app.Origin, PlantedClass.ProfessorOf(i), id =>
        {
            if (leading.TryGetValue(id, out var wait)) wait.Heard.TrySetResult(Stopwatch.GetTimestamp());
        })));
        var at = DateTimeOffset.UtcNow.AddMinutes(-10);
        var events = planted.Select(p => ClassEvents.Of(p.MeetingId, Students, at).Skip(1 + (2 * Students)).ToArray()).ToArray();
        var rounds = course.Scaled(full: 25, brief: 4);
        var latencies = (await Task.WhenAll(Enumerable.Range(0, Classes).Select(i => ClassAsync(app.Origin, planted[i].SessionId, events[i], i, rounds, leading)))).SelectMany(l => l).ToList();
        foreach (var hub in hubs) await hub.DisposeAsync();
        return
        [
            Measure.AtMost(Id, "event posted → live message, leading edge: p50", latencies.Percentile(0.5).TotalMilliseconds, "ms", 25),
            Measure.AtMost(Id, "event posted → live message, leading edge: p99", latencies.Percentile(0.99).TotalMilliseconds, "ms", 150),
            Measure.Colour(Id, "leading edges measured", latencies.Count, "messages"),
        ];
    }

    private static async Task<List<TimeSpan>> ClassAsync(
        Uri origin, string sessionId, byte[][] events, int number, int rounds, ConcurrentDictionary<string, (long, TaskCompletionSource<long>)> leading)
    {
        List<TimeSpan> latencies = [];
        using var connection = await RawConnection.OpenAsync(origin);
        var began = Stopwatch.GetTimestamp();
        var offset = Period * number / Classes;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                var due = offset + (Period * round) + TimeSpan.FromMilliseconds(100 * i);
                if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
                var request = PreparedRequest.Webhook(origin, events[(round * 4) + i], AppHost.WebhookSecret);
                var heard = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
                var posted = Stopwatch.GetTimestamp();
                if (i == 0) leading[sessionId] = (posted, heard);
                var status = await connection.SendAsync(request);
                if (status != 200) throw new InvalidOperationException($"An event was answered with {status}.");
                if (i > 0) continue;
                latencies.Add(Stopwatch.GetElapsedTime(posted, await heard.Task.WaitAsync(TimeSpan.FromSeconds(10))));
                leading.TryRemove(sessionId, out _);
            }
        }

        return latencies;
    }

    private static async Task<HubConnection> ListenAsync(Uri origin, string professor, Action<string> heard)
    {
        using var http = new HttpClient { BaseAddress = origin };
        http.DefaultRequestHeaders.Add("x-api-key", AppHost.OperatorKey);
        using var answer = await http.PostAsync(new Uri($"api/negotiate?professor_id={professor}", UriKind.Relative), null);
        var negotiated = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var hub = new HubConnectionBuilder()
            .WithUrl(negotiated.GetProperty("url").GetString()!, o => o.AccessTokenProvider = () => Task.FromResult(negotiated.GetProperty("accessToken").GetString()))
            .Build();
        hub.On<JsonElement>("SessionChanged", change => heard(change.GetProperty("session_id").GetString()!));
        await hub.StartAsync();
        return hub;
    }
}
