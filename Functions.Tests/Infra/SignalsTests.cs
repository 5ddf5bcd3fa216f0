using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;
using Functions.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Infra;

/// <summary>The signals that alerts wait for and nothing else gives.</summary>
public sealed class SignalsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_of_the_reconciler_counts_as_done()
    {
        await using var app = await DirectApp.StartAsync();
        using var counted = new Counted(app.Services);
        await RunAsync<Reconcile>(app, f => f.Run(new TimerInfo(), Token));
        Assert.Equal(["reconciler.ticks timer done 1"], counted.Where("reconciler.ticks"));
    }

    [Fact]
    public async Task A_run_in_which_a_piece_of_work_failed_counts_as_failed()
    {
        await using var app = await DirectApp.StartAsync();
        using var counted = new Counted(app.Services);
        using var metrics = new ReconcilerMetrics(app.Services.GetRequiredService<IMeterFactory>());
        metrics.Ran(RoundTrigger.Timer, done: 3, failed: 2);
        Assert.Equal(["reconciler.ticks timer failed 1"], counted.Where("reconciler.ticks"));
        Assert.Equal(["reconciler.work done 3", "reconciler.work failed 2"], counted.Where("reconciler.work"));
    }

    [Fact]
    public async Task A_run_that_finds_no_storage_counts_as_broken()
    {
        using var wire = new HttpClient(new NoStorage());
        await using var app = await DirectApp.StartAsync(InMemoryTableService.ConnectionString, new HttpClientTransport(wire));
        using var counted = new Counted(app.Services);
        await Assert.ThrowsAnyAsync<AggregateException>(() => RunAsync<Reconcile>(app, f => f.Run(new TimerInfo(), Token)));
        Assert.Equal(["reconciler.ticks timer broken 1"], counted.Where("reconciler.ticks"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(71, false)]
    [InlineData(73, false)]
    [InlineData(75, true)]
    public async Task A_zoom_that_has_been_silent_for_72_hours_is_noticed(int? hours, bool noticed)
    {
        await using var app = await DirectApp.StartAsync();
        if (hours is { } past)
        {
            await app.Tables.SessionIndex.CreateIfNotExistsAsync(Token);
            var note = new TableEntity(IndexRows.System, IndexRows.WebhookRow) { ["last_challenge"] = DateTimeOffset.UtcNow.AddHours(-past) };
            await app.Tables.SessionIndex.UpsertEntityAsync(note, TableUpdateMode.Merge, Token);
        }

        using var counted = new Counted(app.Services);
        await RunAsync<WatchChallenges>(app, f => f.Run(new TimerInfo(), Token));
        Assert.Equal(noticed ? ["webhook.unchallenged 1"] : [], counted.Where("webhook.unchallenged"));
    }

    private static Task RunAsync<T>(DirectApp app, Func<T, Task> run) => run(ActivatorUtilities.CreateInstance<T>(app.Services));

    private sealed class NoStorage : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("There is none.");
    }

    /// <summary>What the meters of one app count.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentQueue<string> lines = new();

        public Counted(IServiceProvider services)
        {
            var factory = services.GetRequiredService<IMeterFactory>();
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory)) l.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                lines.Enqueue(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}"), $"{value}"])));
            listener.Start();
        }

        public IEnumerable<string> Where(string instrument) => lines.Where(l => l.StartsWith($"{instrument} ", StringComparison.Ordinal));

        public void Dispose() => listener.Dispose();
    }
}
