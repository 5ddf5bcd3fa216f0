using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Functions.Realtime;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Functions.Tests.Webhooks;

/// <summary>A live channel in trouble fails no webhook, and delays none past its share of the time.</summary>
public sealed class LiveChannelTroubleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For which a message to the live channel is waited.</summary>
    private static readonly TimeSpan Share = TimeSpan.FromMilliseconds(700);

    private readonly WatchedClock time = new(new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    private static Task Forever { get; } = new TaskCompletionSource().Task;

    private static async Task<bool> IsRecorded(DirectApp app, PlantedSession session) => await app.Tables.Sessions
        .QueryAsync<Azure.Data.Tables.TableEntity>(r => r.PartitionKey == session.Id).AnyAsync(r => r.RowKey.StartsWith("log-", StringComparison.Ordinal));

    private Task<DirectApp> Start(Action<IHostApplicationBuilder> configure, HttpPipelineTransport? storage = null) =>
        DirectApp.StartAsync(InMemoryTableService.ConnectionString, storage ?? new InMemoryTableService(), b =>
        {
            b.Services.AddSingleton<TimeProvider>(time);
            configure(b);
        });

    public static TheoryData<string> Failures => ["throws at once", "fails a little later", "cannot be made", "is cancelled"];

    [Theory, MemberData(nameof(Failures))]
    public async Task A_channel_that_fails_fails_no_webhook(string how)
    {
        await using var app = await Start(b =>
        {
            if (how == "cannot be made") b.Services.AddTransient<SessionHub>(_ => throw new InvalidOperationException("There is no hub."));
            Trouble.Install(b.Services, new Trouble(async _ =>
            {
                if (how == "fails a little later") await Task.Yield();
                throw how == "is cancelled" ? new TaskCanceledException() : new InvalidOperationException("The service is away.");
            }));
        });
        var session = await PlantedSession.AddAsync(app.Tables, time.GetUtcNow());
        var answer = await app.EventAsync(SignedEvent.Started(session.MeetingId, "u", time.GetUtcNow()), time.GetUtcNow()).WaitAsync(Patience);
        Assert.Equal(200, answer.Status);
        Assert.True(await IsRecorded(app, session));
        Assert.Empty(app.Errors);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_silent_channel_is_given_700_milliseconds_and_no_more(bool stopsWhenTold)
    {
        var trouble = new Trouble(stopsWhenTold ? token => Task.Delay(Timeout.InfiniteTimeSpan, token) : _ => Forever);
        await using var app = await Start(b => Trouble.Install(b.Services, trouble));
        var session = await PlantedSession.AddAsync(app.Tables, time.GetUtcNow());
        var answer = app.EventAsync(SignedEvent.Started(session.MeetingId, "u", time.GetUtcNow()), time.GetUtcNow());

        // The message is told to give up, and is no longer waited for, both after the same time.
        await time.IsWaitedForAsync(Share, times: 2);
        Assert.True(await IsRecorded(app, session));
        time.Advance(TimeSpan.FromMilliseconds(699));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await answer.WaitAsync(Patience)).Status);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task After_slow_storage_a_silent_channel_gets_only_what_is_left_of_the_budget()
    {
        var (trouble, slow) = (new Trouble(_ => Forever), new SlowStorage(new InMemoryTableService()));
        await using var app = await Start(b => Trouble.Install(b.Services, trouble), slow);
        var session = await PlantedSession.AddAsync(app.Tables, time.GetUtcNow());

        // Look-up, read and transaction: 2.1 s of the 2.5.
        slow.Before = call =>
        {
            if (call <= 3) time.Advance(TimeSpan.FromMilliseconds(700));
        };
        var answer = app.EventAsync(SignedEvent.Joined(session.MeetingId, "u", "Alice Anderson", time.GetUtcNow()), time.GetUtcNow());
        await time.IsWaitedForAsync(TimeSpan.FromMilliseconds(400));
        Assert.InRange(slow.Calls, 3, 4);
        time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await answer.WaitAsync(Patience)).Status);
    }

    [Fact]
    public async Task A_silent_channel_delays_no_answer_past_what_Zoom_waits_by_the_wall_clock()
    {
        await using var app = await DirectApp.StartAsync(b => Trouble.Install(b.Services, new Trouble(_ => Forever)));
        var now = DateTimeOffset.UtcNow;
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PlantedSession.AddAsync(app.Tables, now)));
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(sessions.Select(s => app.EventAsync(SignedEvent.Started(s.MeetingId, "u", now)))).WaitAsync(Patience);
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.6, 2.9);
    }

    private sealed class SlowStorage(InMemoryTableService inner) : HttpPipelineTransport
    {
        private int calls;

        public Action<int>? Before { get; set; }

        public int Calls => Volatile.Read(ref calls);

        public override Request CreateRequest() => inner.CreateRequest();

        public override void Process(HttpMessage message) => inner.Process(message);

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Before?.Invoke(Interlocked.Increment(ref calls));
            return inner.ProcessAsync(message);
        }
    }
}
