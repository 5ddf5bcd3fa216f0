using System.Diagnostics;
using Functions.Presence;
using Functions.Roster;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Functions.Zoom;
using Microsoft.Extensions.DependencyInjection;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Crashes;

/// <summary>The real processes, host or worker killed at random moments under load, again and again.</summary>
[Collection(nameof(Alone))]
public sealed class KilledProcessTests(Classroom classroom)
{
    private const int Usually = 12;
    private const int Nightly = 50;
    private const int LongestLifeMilliseconds = 1500;

    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromSeconds(121), TimeSpan.FromSeconds(121), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(30)];

    [Fact]
    public async Task After_any_number_of_kills_storage_and_Zoom_agree()
    {
        var (started, seed, kills) = (Stopwatch.GetTimestamp(), Environment.TickCount, Effort.Factor > 1 ? Nightly : Usually);
        var tables = classroom.Azurite.NewAccount();
        await using var house = await Household.StartAsync(classroom, tables: tables);
        var roster = house.App.Services.GetRequiredService<RosterStore>();
        for (var i = 1; i <= KilledLoad.Professors; i++)
            await roster.PutAsync(RosterRole.Professors, new($"{i}", $"Professor {i}", $"killed.{i}@example.edu", $"killed.{i}@example.edu"), CancellationToken.None);

        var (load, random) = (new KilledLoad(seed), new Random(seed));
        for (var round = 0; round < kills; round++)
        {
            await using var app = await AppProcess.StartAsync(tables, house.Zoom.BaseUrl);
            await load.WarmUpAsync(app);
            var life = Task.Delay(random.Next(LongestLifeMilliseconds));
            var loading = load.RunAsync(app, round, life);
            await life;
            if (round % 2 == 0) await app.KillAsync();
            else app.KillWorker();
            await loading;
        }

        var crashed = (await house.OpenWorkKinds()).Where(k => k is not WorkKind.Watch and not WorkKind.CatchUp).CountBy(k => k).Select(k => $"{k.Value} {k.Key}").ToList();
        foreach (var step in Steps)
        {
            house.Clock.Jump(step);
            await house.ReconcileAsync();
        }

        Assert.All(await house.OpenWorkKinds(), kind => Assert.True(kind is WorkKind.Watch or WorkKind.CatchUp, $"{kind} was left, seed {seed}"));
        var outcomes = await CompareAsync(house, load, seed);
        Effort.Report(
            $"kill -9: {kills} kills, of host and worker in turn (seed {seed}), {load.Answered} calls answered and {load.Interrupted} interrupted; left half done: {string.Join(", ", crashed)}; "
            + $"{load.Sessions.Count} creations in the end: {string.Join(", ", outcomes.CountBy(o => o).Select(o => $"{o.Value} {o.Key}"))}; no orphan on either side; {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    /// <summary>Every session and every meeting has its counterpart, and everybody was told the truth.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(Household house, KilledLoad load, int seed)
    {
        var (store, directory) = (house.App.Services.GetRequiredService<SessionStore>(), house.App.Services.GetRequiredService<SessionDirectory>());
        var meetings = house.Meetings.ToDictionary(m => m.NumberText, StringComparer.Ordinal);
        List<string> outcomes = [];
        foreach (var told in load.Sessions.Values)
        {
            var record = await store.ReadAsync(told.SessionId, CancellationToken.None);
            outcomes.Add(record is null ? "never begun" : record.Facts.Status.ToString().ToLowerInvariant());
            var what = $"{told.SessionId}, {outcomes[^1]}, seed {seed}";
            Assert.False(told.IsCreated && record is null or { Facts.Status: SessionStatus.Failed }, $"The client was told that it was created: {what}");
            Assert.False(told.IsEnded && record is not { Facts.Status: SessionStatus.Completed }, $"The client was told that it was ended: {what}");
            if (record is null) continue;
            var missing = await directory.MissingAsync(record, CancellationToken.None);
            Assert.True(missing.Count == 0, $"The index is wrong ({string.Join(", ", missing)}): {what}");
            if (record.IsOver) continue;
            Assert.True(meetings.Remove(record.Facts.MeetingId!, out var meeting), $"There is no meeting: {what}");
            Assert.Equal((record.Facts.Topic, null), (meeting.Topic, record.Pending));
            var rooms = RoomPlan.Of(meeting).Select(r => new ZoomBreakoutRoom(r.Name, r.Emails)).ToList();
            Assert.All(RoomDrift.Between(record.Rooms, rooms), c => Assert.True(c.Status == CheckStatus.Pass, $"{c.Detail} {what}"));
        }

        Assert.True(meetings.Count == 0, $"{meetings.Count} meetings are nobody's, seed {seed}: {string.Join(", ", meetings.Values.Select(m => m.Agenda))}");
        return outcomes;
    }
}
