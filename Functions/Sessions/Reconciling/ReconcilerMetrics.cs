using System.Diagnostics.Metrics;
using Functions.Telemetry;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// How the reconciler fares, as counters of the meter <c>Functions.Reconciler</c>. That there are none at all says that it does not run.
/// </summary>
public sealed class ReconcilerMetrics : IDisposable
{
    public const string MeterName = "Functions.Reconciler";

    private readonly Meter meter;
    private readonly Counter<long> ticks;
    private readonly Counter<long> pieces;

    public ReconcilerMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        ticks = meter.CreateCounter<long>("reconciler.ticks", "{run}",
            "Runs, by trigger (timer, request) and outcome: done, failed (some pieces of work did), broken (none could be looked for).");
        pieces = meter.CreateCounter<long>("reconciler.work", "{piece}", "Pieces of work looked after, by outcome: done, failed.");
    }

    public void Ran(RoundTrigger trigger, int done, int failed)
    {
        ticks.Add(1, By(trigger), Outcome(failed == 0 ? "done" : "failed"));
        pieces.Add(done, Outcome("done"));
        pieces.Add(failed, Outcome("failed"));
    }

    public void Broke(RoundTrigger trigger) => ticks.Add(1, By(trigger), Outcome("broken"));

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> By(RoundTrigger trigger) => new("trigger", trigger.Tag());

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
