using System.Diagnostics;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>A flood of hostile requests through the whole app, with storage in memory.</summary>
public sealed class HostileMemoryTests
{
    private const int EachRound = 100_000;

    private static readonly int[] Seeds = [20260301, 7919, 104729];
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_hundred_thousand_hostile_requests_leave_only_what_was_signed_and_right()
    {
        // A nightly run adds a seed that nobody has seen; the report names it. It goes in rounds, so that what is kept stays bounded.
        var seeds = Effort.Factor > 1 ? [.. Seeds, Random.Shared.Next()] : Seeds;
        for (var round = 0; round < Effort.Factor; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var tally = await Flood([.. Enumerable.Range(round * EachRound, EachRound).Select(i => (seeds[i % seeds.Length], i / seeds.Length))]);
            Effort.Report(
                $"hostile: {EachRound:N0} requests in memory ({tally.Signed:N0} signed, {tally.Recorded:N0} events recorded; {tally.Statuses}), "
                + $"seeds {string.Join(", ", seeds)}, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        }
    }

    private static async Task<HostileTally> Flood(IReadOnlyList<(int Seed, int Number)> requests)
    {
        // Time stands still, so that a seed makes the same requests in every run.
        await using var app = await DirectApp.StartAsync(b => b.Services.AddSingleton<TimeProvider>(new StillTime(Now)));
        Dictionary<string, string> sessions = [];
        for (var i = 0; i < 64; i++)
        {
            var planted = await PlantedSession.AddAsync(app.Tables, Now, meeting: 93_000_000_000 + i);
            sessions.Add(planted.MeetingId, planted.Id);
        }

        var (meetings, tally) = (sessions.Keys.ToList(), new HostileTally(sessions, Now));
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (made, _) =>
        {
            var request = HostileRequest.Make(made.Seed, made.Number, meetings, Now);
            var expected = tally.Expect(request);
            var body = new MemoryStream(request.Body, writable: false);
            var answer = await app.SendAsync("POST", "/api/zoom/webhook", request.Headers, body, request.HasLength ? request.Body.Length : null);
            tally.Answered(request, expected, answer.Status);
        });

        await tally.CheckAsync(app.Tables);
        foreach (var session in sessions.Values)
        {
            // Whatever got in, a professor's page, the attendance and the timeline still open.
            await Opens(app, $"/api/sessions/{session}");
            await Opens(app, $"/api/sessions/{session}/attendance");
            await Opens(app, $"/api/sessions/{session}/events?limit=100");
        }

        Assert.Empty(app.Errors);
        return tally;
    }

    private static async Task Opens(DirectApp app, string path)
    {
        var answer = await app.GetAsync(path);
        Assert.True(answer.Status == 200, $"{answer.Status} to {path}: {string.Join('\n', app.Errors)}");
    }
}
