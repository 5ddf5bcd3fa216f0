using System.Diagnostics;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Telemetry;

/// <summary>What telemetry costs a webhook, beside storage in memory, so that nothing else takes time.</summary>
[Collection(nameof(Alone))]
public sealed class CostTests
{
    private const int Warm = 1_000;
    private const int Counted = 3_000;

    [Fact]
    public async Task Telemetry_costs_a_webhook_little()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var off = await Measure();
        var on = await Measure(collector.Settings);
        var some = await Measure([.. collector.Settings, "--OTEL_TRACES_SAMPLER=parentbased_traceidratio", "--OTEL_TRACES_SAMPLER_ARG=0.05"]);
        Effort.Report(
            $"telemetry, of a webhook: without {off.Microseconds:F0} µs and {off.Kilobytes:F1} KiB allocated, all traces {on.Microseconds:F0} µs and {on.Kilobytes:F1} KiB, "
            + $"one in twenty {some.Microseconds:F0} µs and {some.Kilobytes:F1} KiB (with the collector's own work, in the same process)");
        Assert.NotEmpty(collector.Spans);
        Assert.InRange(on.Kilobytes - off.Kilobytes, double.MinValue, 150);
    }

    private static async Task<(double Microseconds, double Kilobytes)> Measure(params string[] settings)
    {
        await using var app = await DirectApp.StartAsync(null, settings);
        var session = await PlantedSession.AddAsync(app.Tables, DateTimeOffset.UtcNow);
        for (var n = 0; n < Warm; n++) await Join(n);
        var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        for (var n = Warm; n < Warm + Counted; n++) await Join(n);
        return (Stopwatch.GetElapsedTime(started).TotalMicroseconds / Counted, (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / Counted);

        async Task Join(int n) =>
            Assert.Equal(200, (await app.EventAsync(SignedEvent.Joined(session.MeetingId, "u", $"Guest {n}", DateTimeOffset.UtcNow))).Status);
    }
}
