using System.Diagnostics.Metrics;

namespace Functions.Webhooks;

/// <summary>
/// What comes in at the webhook's door, as counters and a histogram of the meter <c>Functions.Webhooks</c>. No tag holds anything that
/// a caller chooses.
/// </summary>
public sealed class WebhookMetrics : IDisposable
{
    public const string MeterName = "Functions.Webhooks";

    /// <summary>Older than this on arrival, an event is late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(60);

    private readonly Meter meter;
    private readonly Counter<long> received;
    private readonly Counter<long> rejected;
    private readonly Counter<long> recorded;
    private readonly Counter<long> duplicate;
    private readonly Counter<long> late;
    private readonly Counter<long> dead;
    private readonly Counter<long> deferred;
    private readonly Counter<long> unchallenged;
    private readonly Histogram<double> answerTime;

    public WebhookMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        received = meter.CreateCounter<long>("webhook.received", "{request}", "Requests, whatever they are answered with.");
        rejected = meter.CreateCounter<long>("webhook.rejected", "{request}", "Refused for good with a 4xx, by reason.");
        recorded = meter.CreateCounter<long>("webhook.recorded", "{event}", "Events recorded, each once.");
        duplicate = meter.CreateCounter<long>("webhook.duplicate", "{event}", "Events that had been recorded before.");
        late = meter.CreateCounter<long>("webhook.late", "{event}", "Events recorded over 60 seconds after they occurred.");
        dead = meter.CreateCounter<long>("webhook.dead", "{request}", "Signed, but unreadable: kept as a dead letter.");
        deferred = meter.CreateCounter<long>("webhook.deferred", "{request}", "Answered with 503, so that Zoom sends again, by reason.");
        unchallenged = meter.CreateCounter<long>("webhook.unchallenged", "{hour}", "Hours in which Zoom's last challenge was over 72 hours old.");
        answerTime = meter.CreateHistogram<double>("webhook.answer.duration", "s", "From the whole body read to the answer, by status.");
    }

    public void Received() => received.Add(1);

    /// <param name="reason">One of a fixed set of texts.</param>
    public void Rejected(string reason) => rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <inheritdoc cref="Rejected"/>
    public void Deferred(string reason) => deferred.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dead() => dead.Add(1);

    /// <summary>Once an hour, while Zoom is silent.</summary>
    public void Unchallenged() => unchallenged.Add(1);

    public void Duplicate() => duplicate.Add(1);

    /// <param name="age">Time between the event and its arrival.</param>
    public void Recorded(TimeSpan age)
    {
        recorded.Add(1);
        if (age > LateAfter) late.Add(1);
    }

    public void Answered(TimeSpan took, int status) =>
        answerTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("status", status));

    public void Dispose() => meter.Dispose();
}
