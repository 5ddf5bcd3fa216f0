using System.Diagnostics;
using System.Diagnostics.Metrics;
using Functions.Http;
using Functions.Telemetry;

namespace Functions.Sessions;

/// <summary>Spans of a creation's steps, and measures of creations, under the name <c>Functions.Sessions</c>.</summary>
public sealed class SessionTelemetry : IDisposable
{
    public const string Name = "Functions.Sessions";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter;
    private readonly Counter<long> created;
    private readonly Counter<long> failed;
    private readonly Histogram<double> duration;

    public SessionTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        created = meter.CreateCounter<long>("sessions.created", "{session}", "Sessions made; the replay of a request makes none.");
        failed = meter.CreateCounter<long>("sessions.failed", "{request}", "Creations that were refused or failed, by problem.");
        duration = meter.CreateHistogram("session.creation.duration", "s", "Of a creation, by outcome: created, replayed, or the problem.", advice: Durations.Calls);
    }

    /// <summary>A step that takes calls: the trace shows what belongs together.</summary>
    internal static Activity? Step(string name) => Source.StartActivity(name);

    internal async Task<Result<CreatedSession>> MeasureAsync(Func<Task<Result<CreatedSession>>> create)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = "exception";
        try
        {
            var result = await create();
            outcome = result.TryGet(out var session, out var problem) ? session.IsReplay ? "replayed" : "created" : problem.Type["urn:problem:".Length..];
            if (session is not null) Activity.Current?.SetTag(Spans.SessionId, session.Snapshot.SessionId);
            return result;
        }
        finally
        {
            if (outcome == "created") created.Add(1);
            else if (outcome != "replayed") failed.Add(1, new KeyValuePair<string, object?>("problem", outcome));
            duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    public void Dispose() => meter.Dispose();
}
