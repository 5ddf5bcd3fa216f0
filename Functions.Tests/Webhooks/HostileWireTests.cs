using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Functions.Tests.Webhooks.HostileRequest;

namespace Functions.Tests.Webhooks;

/// <summary>Hostile requests over real sockets, through Kestrel, into the emulator.</summary>
public sealed class HostileWireTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const int Seed = 15485863;

    private readonly ErrorLog log = new();

    private Task<FunctionApp> Start() => FunctionApp.StartAsync(azurite.ConnectionString, new Uri("https://zoom.invalid"), b =>
    {
        b.Services.AddSingleton<ILoggerProvider>(log);
    });

    [Fact]
    public async Task Five_thousand_hostile_requests_over_the_wire_leave_only_what_was_signed_and_right()
    {
        var started = Stopwatch.GetTimestamp();
        await using var app = await Start();
        var (tables, now) = (app.Services.GetRequiredService<Tables>(), DateTimeOffset.UtcNow);
        Dictionary<string, string> sessions = [];
        for (var i = 0; i < 32; i++)
        {
            var planted = await PlantedSession.AddAsync(tables, now);
            sessions.Add(planted.MeetingId, planted.Id);
        }

        var (meetings, tally, all) = (sessions.Keys.ToList(), new HostileTally(sessions, now), Effort.Of(5000));
        await Parallel.ForEachAsync(Enumerable.Range(0, all), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var request = Make(Seed, number, meetings, now);
            var status = await RawHttp.SendAsync(app.BaseUrl, request, new Random(number));

            // The server itself takes blanks around a header's value away, and refuses what HTTP does not allow in one.
            var arrived = request with { Headers = [.. request.Headers.Select(h => (h.Name, h.Value.Trim(' ', '\t')))] };
            var expected = tally.Expect(arrived);
            var isHttp = request.Headers.All(h => h.Value.All(c => c is '\t' or >= ' ' and <= '~'));
            tally.Answered(request, expected, !isHttp && status == 400 && expected == 401 ? 401 : status == 0 && expected == 413 ? 413 : status);
        });

        await tally.CheckAsync(tables);
        Assert.Empty(log.Errors);
        using var page = app.Client();
        foreach (var session in sessions.Values) Assert.Equal(System.Net.HttpStatusCode.OK, (await page.Get($"api/sessions/{session}")).Status);
        Effort.Report(
            $"hostile: {all:N0} requests over Kestrel and Azurite ({tally.Signed:N0} signed, {tally.Recorded:N0} events recorded; {tally.Statuses}), seed {Seed}, "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    [Fact]
    public async Task Bodies_that_come_a_byte_at_a_time_hold_up_nobody_else()
    {
        await using var app = await Start();
        var (tables, now) = (app.Services.GetRequiredService<Tables>(), DateTimeOffset.UtcNow);
        var session = await PlantedSession.AddAsync(tables, now);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var slow = Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes(SignedEvent.Joined(session.MeetingId, "u", $"Slow {i:D2}", now))).ToList();
        var sockets = await Task.WhenAll(slow.Select(_ => RawHttp.ConnectAsync(app.BaseUrl)));
        for (var i = 0; i < sockets.Length; i++)
        {
            (string, string)[] headers = [(Timestamp, timestamp), (Signature, HostileHeaders.Sign(slow[i], timestamp))];
            await sockets[i].SendAsync(RawHttp.Head(headers, i % 2 == 0 ? slow[i].Length : null));
        }

        var quick = 0;
        for (var at = 0; at < slow[0].Length; at++)
        {
            for (var i = 0; i < sockets.Length; i++)
                await sockets[i].SendAsync(i % 2 == 0 ? slow[i].AsMemory(at, 1) : RawHttp.Chunk(slow[i].AsSpan(at, 1)));
            if (at % 16 != 0) continue;

            // While all of them are in the middle of a body, somebody else comes, is served and goes.
            var body = Encoding.UTF8.GetBytes(SignedEvent.Joined(session.MeetingId, "u", $"Quick {quick++}", now));
            var request = new HostileRequest(0, at, body, [(Timestamp, timestamp), (Signature, HostileHeaders.Sign(body, timestamp))], HasLength: true);
            Assert.Equal(200, await RawHttp.SendAsync(app.BaseUrl, request, new Random(at)).WaitAsync(TimeSpan.FromSeconds(20)));
        }

        for (var i = 1; i < sockets.Length; i += 2) await sockets[i].SendAsync("0\r\n\r\n"u8.ToArray());
        foreach (var socket in sockets)
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            Assert.Equal(200, await RawHttp.StatusAsync(stream));
        }

        var logged = await tables.Sessions.QueryAsync<Azure.Data.Tables.TableEntity>(r => r.PartitionKey == session.Id)
            .CountAsync(r => r.RowKey.StartsWith("log-", StringComparison.Ordinal));
        Assert.Equal(slow.Count + quick, logged);
        Assert.Empty(log.Errors);
    }
}
