namespace ZoomSimulator.Webhooks;

internal enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Failed in a way that Zoom tries again.</summary>
    Retrying,

    /// <summary>Gone for good: a 3xx or 4xx, or the last retry failed.</summary>
    Lost,

    /// <summary>Swallowed by a fault.</summary>
    Dropped,

    /// <summary>No url, or the subscription is disabled.</summary>
    NotSent,
}

/// <summary>One try. <see cref="Status"/> is null when no answer came.</summary>
internal sealed record DeliveryAttempt(DateTimeOffset At, int? Status, string? Error, double DurationMs);

/// <summary>The way of one event to the receiver.</summary>
internal sealed class Delivery(OutgoingEvent sent, string requestId, DateTimeOffset created)
{
    private readonly Lock _gate = new();
    private readonly List<DeliveryAttempt> _attempts = [];

    /// <summary>Header <c>x-zm-request-id</c>: the same over all retries.</summary>
    public string RequestId => requestId;

    public OutgoingEvent Event => sent;

    public DateTimeOffset CreatedAt => created;

    public DeliveryState State { get; set; }

    public IReadOnlyList<DeliveryAttempt> Attempts
    {
        get
        {
            lock (_gate)
                return [.. _attempts];
        }
    }

    public void Add(DeliveryAttempt attempt)
    {
        lock (_gate)
            _attempts.Add(attempt);
    }

    /// <summary>A UUID with underscores, as in newer samples.</summary>
    public static string NewRequestId() => Guid.NewGuid().ToString("D").Replace('-', '_');
}
