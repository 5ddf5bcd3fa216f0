using Azure.Data.Tables;
using Functions.Presence;
using Functions.Sessions;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;
using Functions.Tests.Forgetting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Reconciling;

/// <summary>Sessions that an earlier version created come into the list of all sessions, whatever happens to the job meanwhile.</summary>
public sealed class ListFillerTests
{
    private const int Sessions = 130;

    private readonly FakeTimeProvider time = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTableService storage = new();

    private Task<DirectApp> StartAsync(Crash? crash = null) => DirectApp.StartAsync(InMemoryTableService.ConnectionString, storage, b =>
    {
        b.Services.AddSingleton<TimeProvider>(time);
        if (crash is not null) b.Services.AddCrash(crash);
    });

    /// <summary>
    /// Sessions in many months as an earlier version left them: every third one is over, no list holds a summary, and there is no work left.
    /// </summary>
    private async Task<List<string>> PlantAsync(DirectApp app, int count = Sessions)
    {
        List<string> ids = [];
        for (var i = 0; i < count; i++)
        {
            var session = await PlantedSession.AddAsync(app.Tables, time.GetUtcNow().AddDays(-i * 5));
            var ender = app.Services.GetRequiredService<SessionEnder>();
            if (i % 3 == 0) await ender.CompleteAsync(session.Id, EndReason.EndedByUser, session.Start.AddHours(1), CancellationToken.None);
            ids.Add(session.Id);
        }

        await foreach (var row in app.Tables.SessionIndex.QueryAsync<TableEntity>())
        {
            if (row.PartitionKey.StartsWith(IndexRows.AllPrefix, StringComparison.Ordinal)
                || row.PartitionKey.StartsWith(IndexRows.OpenPrefix, StringComparison.Ordinal))
                await app.Tables.SessionIndex.DeleteEntityAsync(row.PartitionKey, row.RowKey);
            if (!row.PartitionKey.StartsWith(IndexRows.ProfessorPrefix, StringComparison.Ordinal)) continue;
            foreach (var column in new[] { "professor_id", "counts", "meeting_status" }) row.Remove(column);
            await app.Tables.SessionIndex.UpsertEntityAsync(row, TableUpdateMode.Replace);
        }

        return ids;
    }

    private static async Task TickAsync(DirectApp app)
    {
        await app.Services.GetRequiredService<ListFiller>().EnsureAsync(CancellationToken.None);
        await app.Services.GetRequiredService<Reconciler>().RunAsync(CancellationToken.None);
    }

    private static async Task<List<SessionSummary>> ListAsync(DirectApp app)
    {
        List<SessionSummary> found = [];
        for (string? cursor = null; ;)
        {
            var page = await app.Services.GetRequiredService<SessionLister>().ListAsync(null, null, 100, cursor, CancellationToken.None);
            found.AddRange(page.Sessions);
            if (page.NextCursor is null) return found;
            cursor = page.NextCursor;
        }
    }

    private static async Task<bool> HasJobAsync(DirectApp app) =>
        await app.Services.GetRequiredService<OpenWork>().FindAsync(ListFiller.Key, CancellationToken.None) is not null;

    [Fact]
    public async Task Older_sessions_are_listed_after_the_first_run_and_the_job_ends_a_day_later()
    {
        await using var app = await StartAsync();
        var ids = await PlantAsync(app);
        Assert.Empty(await ListAsync(app));
        await TickAsync(app);
        var listed = await ListAsync(app);
        Assert.Equal(ids, listed.Select(s => s.SessionId));
        Assert.Equal(ids.Where((_, i) => i % 3 == 0), listed.Where(s => s.Status == SessionStatus.Completed).Select(s => s.SessionId));

        // An instance of the earlier version goes on meanwhile.
        var late = await PlantedSession.AddAsync(app.Tables, time.GetUtcNow());
        await app.Tables.SessionIndex.DeleteEntityAsync(IndexRows.All(late.Start), IndexRows.ListRow(late.Start, late.Id));
        time.Advance(TimeSpan.FromDays(1));
        Assert.True(await HasJobAsync(app));
        await TickAsync(app);
        Assert.False(await HasJobAsync(app));
        Assert.Contains(await ListAsync(app), s => s.SessionId == late.Id);
        await TickAsync(app);
        Assert.False(await HasJobAsync(app));
    }

    [Fact]
    public async Task A_job_that_an_instance_of_the_earlier_version_removed_is_begun_again()
    {
        await using var app = await StartAsync();
        var ids = await PlantAsync(app, count: 4);
        var (filler, work) = (app.Services.GetRequiredService<ListFiller>(), app.Services.GetRequiredService<OpenWork>());
        await filler.EnsureAsync(CancellationToken.None);
        await work.RemoveAsync((await work.FindAsync(ListFiller.Key, CancellationToken.None))!, CancellationToken.None);
        await TickAsync(app);
        Assert.Equal(ids, (await ListAsync(app)).Select(s => s.SessionId));
    }

    [Fact]
    public async Task What_is_changed_meanwhile_is_not_put_back()
    {
        await using var app = await StartAsync();
        var ids = await PlantAsync(app, count: 4);
        var (sessions, directory) = (app.Services.GetRequiredService<SessionStore>(), app.Services.GetRequiredService<SessionDirectory>());
        var open = (await sessions.ReadAsync(ids[1], CancellationToken.None))!;
        await directory.AddAsync(open.Plan with { Topic = "Changed" }, open.Facts.MeetingId!, open.Facts.CreatedAt, CancellationToken.None);
        await app.Tables.SessionIndex.UpdateEntityAsync(
            new TableEntity(IndexRows.Professor("1"), IndexRows.ListRow(open.Facts.CreatedAt, ids[1])) { ["topic"] = "Before" },
            Azure.ETag.All, TableUpdateMode.Merge);
        await TickAsync(app);
        var row = await app.Tables.SessionIndex.GetEntityAsync<TableEntity>(
            IndexRows.All(open.Facts.CreatedAt), IndexRows.ListRow(open.Facts.CreatedAt, ids[1]));
        Assert.Equal("Changed", row.Value.GetString("topic"));
    }

    [Fact]
    public async Task A_death_before_or_after_any_call_and_two_instances_at_once_leave_each_session_listed_once()
    {
        var crash = new Crash();
        await using var app = await StartAsync(crash);
        await using var other = await StartAsync();
        var ids = await PlantAsync(app, count: 12);
        var before = await Contents.ReadAsync(other.Tables);
        crash.At(0, afterEffect: false);
        await TickAsync(app);
        var calls = crash.Calls;
        crash.Revive();
        foreach (var afterEffect in new[] { false, true })
            for (var n = 1; n <= calls; n++)
            {
                await before.RestoreAsync(other.Tables);
                crash.At(n, afterEffect);
                try
                {
                    await TickAsync(app);
                }
                catch (CrashedException)
                {
                    // As it should.
                }

                crash.Revive();
                time.Advance(OpenWork.Lease + TimeSpan.FromSeconds(1));
                await Task.WhenAll(TickAsync(app), TickAsync(other));
                time.Advance(OpenWork.Lease + TimeSpan.FromSeconds(1));
                await TickAsync(other);
                var listed = await ListAsync(other);
                Assert.True(
                    ids.SequenceEqual(listed.Select(s => s.SessionId)), $"Died {(afterEffect ? "after" : "before")} call {n} of {calls}: {listed.Count} are listed");
            }

        Effort.Report($"filling the list of all sessions: a death before and after each of {calls} storage calls, then two instances at once");
    }
}
