using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Webhooks;

/// <summary>
/// For each kind of event, each call to storage and each way in which it can fail: Zoom gets 200 or 503 in time, and when it sends
/// again all is as if nothing had failed.
/// </summary>
public sealed class StorageFaultTests(Classroom classroom)
{
    private const int AtOnce = 24;

    /// <summary>As for any event; and since it is the first of its run, a read that tells whether the session is over.</summary>
    private const int CallsOfAStart = 4;

    private static readonly TimeSpan ZoomWaits = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    private static long meetings = 70_000_000_000;

    /// <summary>What came before, the event that meets the fault, and how often it calls storage.</summary>
    private static readonly Dictionary<string, (Func<string, string>[] Before, Func<string, string> Event, int Calls)> Kinds = new(StringComparer.Ordinal)
    {
        ["started"] = ([], Started, CallsOfAStart),
        ["join of a new person"] = ([Started], Joined, 3),
        ["join of a known person"] = ([Started, Joined], m => SignedEvent.Joined(m, "u", "Alice", At.AddSeconds(40), "2"), 3),
        ["room join"] = ([Started, Joined], m => SignedEvent.JoinedRoom(m, "u", "Alice", "room==", At.AddSeconds(40)), 3),
        ["left"] = ([Started, Joined], Left, 3),
        ["ended"] = ([Started, Joined], m => SignedEvent.Ended(m, "u", At.AddSeconds(60)), 3),
        ["recording"] = ([Started, Joined], m => SignedEvent.Recording(m, "u", At.AddSeconds(60)), 2),
    };

    private static string Started(string meeting) => SignedEvent.Started(meeting, "u", At);

    private static string Joined(string meeting) => SignedEvent.Joined(meeting, "u", "Alice", At.AddSeconds(10));

    private static string Left(string meeting) => SignedEvent.Joined(meeting, "u", "Alice", At.AddSeconds(50))
        .Replace("participant_joined", "participant_left", StringComparison.Ordinal).Replace("join_time", "leave_time", StringComparison.Ordinal);

    [Fact]
    public async Task Wherever_storage_fails_Zoom_is_answered_in_time_and_its_retry_makes_all_right()
    {
        var started = Stopwatch.GetTimestamp();
        using var wire = new HttpClient(new FaultyStorage()) { Timeout = Timeout.InfiniteTimeSpan };
        await using var app = await DirectApp.StartAsync(classroom.Azurite.ConnectionString, new HttpClientTransport(wire));
        // The meeting must be news to the app that is tried, so that its look-up can fail too.
        await using var healthy = await DirectApp.StartAsync(classroom.Azurite.ConnectionString, HttpClientTransport.Shared);
        var trial = new Trial(app, healthy);

        // The first event of a while also notes that Zoom was heard, which is tried by itself below.
        await trial.Run(Kinds["started"], StorageFault.None, 0);
        List<(string Kind, int Call, StorageFault Fault, string Expected)> points = [];
        foreach (var (name, kind) in Kinds)
        {
            var (plan, _, _, rows) = await trial.Run(kind, StorageFault.None, 0);
            Assert.Equal((name, kind.Calls), (name, plan.Calls));
            points.AddRange(
                from call in Enumerable.Range(1, plan.Calls)
                from fault in Enum.GetValues<StorageFault>()
                where fault != StorageFault.None
                select (name, call, fault, rows));
        }

        var outcomes = new ConcurrentBag<(StorageFault Fault, int Status, TimeSpan Took)>();
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (point, _) =>
        {
            var (_, status, took, rows) = await trial.Run(Kinds[point.Kind], point.Fault, point.Call);
            var where = $"{point.Fault} at call {point.Call} of {point.Kind}: {status} after {took.TotalSeconds:F2} s";
            Assert.True(status is 200 or 503, where);
            Assert.True(took < ZoomWaits, where);
            Assert.True(status == 503 || !IsLasting(point.Fault), where);
            Assert.True(point.Expected == rows, $"{where}\nexpected {point.Expected}\nfound    {rows}");
            outcomes.Add((point.Fault, status, took));
        });

        var passing = outcomes.Where(o => !IsLasting(o.Fault)).ToList();
        Assert.InRange(passing.Count(o => o.Status == 200), passing.Count / 2, passing.Count);
        Assert.Empty(app.Errors);
        Effort.Report(
            $"storage faults: {points.Count} points ({Kinds.Count} kinds of events, each call, {Enum.GetValues<StorageFault>().Length - 1} faults), "
            + $"{passing.Count(o => o.Status == 200)} of {passing.Count} passing faults healed at once, longest answer {outcomes.Max(o => o.Took).TotalSeconds:F2} s, "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    [Fact]
    public async Task Failing_to_note_that_Zoom_was_heard_costs_nothing_but_a_moment()
    {
        await using var healthy = await DirectApp.StartAsync(classroom.Azurite.ConnectionString, HttpClientTransport.Shared);
        await Task.WhenAll(Enum.GetValues<StorageFault>().Select(async fault =>
        {
            using var wire = new HttpClient(new FaultyStorage()) { Timeout = Timeout.InfiniteTimeSpan };
            await using var app = await DirectApp.StartAsync(classroom.Azurite.ConnectionString, new HttpClientTransport(wire));
            var (plan, status, took, rows) = await new Trial(app, healthy).Run(Kinds["started"], fault, CallsOfAStart + 1);
            Assert.True(plan.Calls > CallsOfAStart, $"{fault}: {plan.Calls} calls");
            Assert.True(status == 200 && took < ZoomWaits, $"{fault} at the note: {status} after {took.TotalSeconds:F2} s");
            Assert.Equal(2, rows.Split('\n').Length);
            Assert.Empty(app.Errors);
        }));
    }

    private static bool IsLasting(StorageFault fault) => fault is StorageFault.RefusedFromHere or StorageFault.BrokenFromHere or StorageFault.HangsFromHere;

    private sealed class Trial(DirectApp app, DirectApp healthy)
    {
        public async Task<(FaultPlan Plan, int Status, TimeSpan Took, string Rows)> Run(
            (Func<string, string>[] Before, Func<string, string> Event, int Calls) kind, StorageFault fault, int at)
        {
            var (session, meeting) = (Guid.NewGuid().ToString(), Interlocked.Increment(ref meetings).ToString(CultureInfo.InvariantCulture));
            await healthy.Tables.SessionIndex.AddEntityAsync(
                new TableEntity(IndexRows.Meeting(meeting), IndexRows.MeetingRow) { ["session_id"] = session, ["professor_id"] = "1" });
            foreach (var before in kind.Before) await AcceptedAsync(healthy, before(meeting));

            var plan = new FaultPlan(fault, at);
            var sent = Stopwatch.GetTimestamp();
            var answer = await plan.Around(() => app.EventAsync(kind.Event(meeting)));
            var took = Stopwatch.GetElapsedTime(sent);
            await Task.WhenAll(plan.Late);
            if (fault != StorageFault.None) await AcceptedAsync(app, kind.Event(meeting));
            return (plan, answer.Status, took, await Rows(session));
        }

        // Sent as often as Zoom would: a busy machine may take longer over one than Zoom waits.
        private static Task AcceptedAsync(DirectApp app, string body) => Eventually.Get(() => app.EventAsync(body), a => a.Status == 200);

        // All that was written, but for when and under whose number.
        private async Task<string> Rows(string session)
        {
            List<string> rows = [];
            await foreach (var row in healthy.Tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session}")))
            {
                var columns = row.Where(c => c.Key is not ("PartitionKey" or "Timestamp" or "odata.etag" or "received_at") && c.Value is not null)
                    .OrderBy(c => c.Key, StringComparer.Ordinal)
                    .Select(c => $"{c.Key}={(c.Value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(c.Value, CultureInfo.InvariantCulture))}");
                rows.Add(string.Join(' ', columns));
            }

            return string.Join('\n', rows);
        }
    }
}
