using System.Diagnostics;
using System.Diagnostics.Metrics;
using Functions.Telemetry;

namespace Functions.Realtime;

/// <summary>Spans and measures of what is pushed to pages, under the name <c>Functions.Realtime</c>; and how the last push went.</summary>
public sealed class RealtimeTelemetry : IDisposable
{
    public const string Name = "Functions.Realtime";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter;
    private readonly Counter<long> pushes;
    private readonly Counter<long> failed;
    private readonly Histogram<double> duration;
    private volatile bool isAway;

    public RealtimeTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        pushes = meter.CreateCounter<long>("realtime.pushes", "{message}", "Messages given to the live channel, by message.");
        failed = meter.CreateCounter<long>("realtime.pushes.failed", "{message}", "Messages that were given up, by message.");
        duration = meter.CreateHistogram("realtime.push.duration", "s", "Until the live channel took a message, or it was given up.", advice: Durations.Calls);
    }

    /// <summary>Whether the last message could not be sent.</summary>
    public bool IsAway => isAway;

    internal static Activity? Start(string message) => Source.StartActivity($"send {message}", ActivityKind.Producer)?
        .SetTag("messaging.system", "signalr").SetTag("messaging.operation.type", "send").SetTag("messaging.operation.name", message).SetTag("messaging.destination.name", "sessionhub");

    internal void Sent(string message, TimeSpan elapsed, Exception? failure, Activity? span)
    {
        isAway = failure is not null;
        var tag = new KeyValuePair<string, object?>("message", message);
        pushes.Add(1, tag);
        duration.Record(elapsed.TotalSeconds, tag);
        if (failure is null) return;
        failed.Add(1, tag);
        span.Fail(failure);
    }

    public void Dispose() => meter.Dispose();
}
