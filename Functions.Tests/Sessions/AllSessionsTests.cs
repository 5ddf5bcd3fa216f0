using Azure.Core;
using Azure.Core.Pipeline;
using CsCheck;
using Functions.Presence;
using Functions.Sessions;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Sessions;

/// <summary>The operator's list of everybody's sessions, over any number of months, with storage in memory.</summary>
public sealed class AllSessionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Most places of a list that one request looks at.</summary>
    private const int MostMonths = 12;

    /// <summary>A session is created so many minutes ago, and is over or not.</summary>
    private static readonly Gen<(int MinutesAgo, bool IsOver)> Session =
        Gen.Select(Gen.Frequency((4, Gen.Int[0, 3 * 43_200]), (1, Gen.Int[0, 60 * 43_200])), Gen.Bool);

    private static readonly Gen<SessionStatus?> Statuses = Gen.Int[0, 2]
        .Select(n => new SessionStatus?[] { null, SessionStatus.Active, SessionStatus.Completed }[n]);

    private static SessionLister Lister(DirectApp app) => app.Services.GetRequiredService<SessionLister>();

    private static Task<DirectApp> StartAsync(HttpPipelineTransport? storage = null) =>
        DirectApp.StartAsync(
            InMemoryTableService.ConnectionString, storage ?? new InMemoryTableService(),
            b => b.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now)));

    private static async Task<string> AddAsync(DirectApp app, int minutesAgo, bool isOver)
    {
        var created = Now.AddMinutes(-minutesAgo);
        var session = await PlantedSession.AddAsync(app.Tables, created);
        var ender = app.Services.GetRequiredService<SessionEnder>();
        if (isOver) await ender.CompleteAsync(session.Id, EndReason.EndedByUser, created.AddHours(1), CancellationToken.None);
        return session.Id;
    }

    private static async Task<(List<SessionSummary> Sessions, List<int> Pages)> AllAsync(DirectApp app, SessionStatus? status, int limit)
    {
        var lister = app.Services.GetRequiredService<SessionLister>();
        List<SessionSummary> sessions = [];
        List<int> pages = [];
        string? cursor = null;
        do
        {
            var page = await lister.ListAsync(null, status, limit, cursor, CancellationToken.None);
            sessions.AddRange(page.Sessions);
            pages.Add(page.Sessions.Count);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return (sessions, pages);
    }

    [Fact]
    public async Task The_pages_hold_each_session_once_newest_first_however_many_months_lie_between()
    {
        var cases = Effort.Of(150);
        await Gen.Select(Session.Array[0, 25], Gen.Int[1, 12], Statuses).SampleAsync(
            async (sessions, limit, status) =>
            {
                await using var app = await StartAsync();
                List<(string Id, int MinutesAgo, bool IsOver)> planted = [];
                foreach (var (ago, isOver) in sessions.DistinctBy(s => s.MinutesAgo))
                    planted.Add((await AddAsync(app, ago, isOver), ago, isOver));
                var expected = planted.Where(s => status is null || s.IsOver == (status == SessionStatus.Completed))
                    .OrderBy(s => s.MinutesAgo).Select(s => s.Id);
                var (found, pages) = await AllAsync(app, status, limit);
                Assert.Equal(expected, found.Select(s => s.SessionId));
                Assert.All(pages, count => Assert.InRange(count, 0, limit));
            },
            iter: cases, threads: 2);
        Effort.Report($"list of all sessions: {cases} cases of up to 25 sessions in up to 60 months, pages of 1 to 12, against a sorted list");
    }

    [Fact]
    public async Task A_request_looks_at_a_bounded_number_of_months_without_sessions()
    {
        var storage = new Counting();
        await using var app = await StartAsync(storage);
        var old = await AddAsync(app, minutesAgo: 50 * 43_800, isOver: true);
        var lister = app.Services.GetRequiredService<SessionLister>();
        List<string> found = [];
        string? cursor = null;
        do
        {
            storage.Calls = 0;
            var page = await lister.ListAsync(null, null, 25, cursor, CancellationToken.None);
            Assert.InRange(storage.Calls, 1, MostMonths + 2);
            found.AddRange(page.Sessions.Select(s => s.SessionId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal([old], found);
    }

    [Fact]
    public async Task A_request_looks_at_a_bounded_number_of_sessions_of_another_status()
    {
        var storage = new Counting();
        await using var app = await StartAsync(storage);
        await AddAsync(app, minutesAgo: 9_000, isOver: false);
        for (var i = 0; i < 1_200; i++) await AddAsync(app, minutesAgo: i, isOver: true);
        storage.Calls = 0;
        var first = await Lister(app).ListAsync(null, SessionStatus.Active, 25, null, CancellationToken.None);
        Assert.Empty(first.Sessions);
        Assert.NotNull(first.NextCursor);
        Assert.InRange(storage.Calls, 1, 7);
        Assert.Single((await Lister(app).ListAsync(null, SessionStatus.Active, 25, first.NextCursor, CancellationToken.None)).Sessions);
    }

    [Fact]
    public async Task Sessions_that_are_over_are_listed_without_being_read()
    {
        var storage = new Counting();
        await using var app = await StartAsync(storage);
        for (var i = 0; i < 5; i++) await AddAsync(app, minutesAgo: i, isOver: true);
        await AddAsync(app, minutesAgo: 10, isOver: false);
        storage.Calls = 0;
        Assert.Equal(6, (await Lister(app).ListAsync("1", null, 25, null, CancellationToken.None)).Sessions.Count);
        Assert.Equal(2, storage.Calls);
    }

    private sealed class Counting : HttpPipelineTransport
    {
        private readonly InMemoryTableService inner = new();
        private int calls;

        public int Calls
        {
            get => Volatile.Read(ref calls);
            set => Volatile.Write(ref calls, value);
        }

        public override Request CreateRequest() => inner.CreateRequest();

        public override void Process(HttpMessage message) => inner.Process(message);

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Interlocked.Increment(ref calls);
            return inner.ProcessAsync(message);
        }
    }
}
