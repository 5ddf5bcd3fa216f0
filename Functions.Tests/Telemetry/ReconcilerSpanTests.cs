using System.Collections.Concurrent;
using System.Diagnostics;
using Functions.Realtime;
using Functions.Sessions;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Telemetry;

[Collection(nameof(Alone))]
public sealed class ReconcilerSpanTests
{
    [Fact]
    public async Task Each_session_that_is_looked_after_is_a_span_under_the_run()
    {
        await using var app = await DirectApp.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var ids = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            ids.Add((await PlantedSession.AddAsync(app.Tables, now.AddMinutes(-5))).Id);
            await app.Services.GetRequiredService<OpenWork>().WakeAsync(ids[n], now.AddMinutes(-1), lookAtZoom: false, CancellationToken.None);
        }

        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SessionTelemetry.Name or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var run = source.StartActivity("Reconcile");
        await app.Services.GetRequiredService<Reconciler>().RunAsync(CancellationToken.None);
        var spans = ended.Where(s => s.OperationName == "reconcile watch").ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), spans.Select(s => $"{s.GetTagItem("app.session_id")}").Order(StringComparer.Ordinal));
        Assert.All(spans, s => Assert.Equal(run!.SpanId, s.ParentSpanId));
    }

    [Fact]
    public async Task Health_shows_how_the_last_push_went()
    {
        await using var app = await DirectApp.StartAsync();
        app.Services.GetRequiredService<RealtimeTelemetry>().Sent("SessionChanged", TimeSpan.Zero, new TimeoutException(), span: null);
        var answer = await app.SendAsync("GET", "/api/health", []);
        var health = System.Text.Json.JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal((200, "degraded"), (answer.Status, health.GetProperty("status").GetString()));
        var realtime = health.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "realtime");
        Assert.Equal("degraded", realtime.GetProperty("status").GetString());
    }
}
