namespace ZoomSimulator.Faults;

/// <summary>All faults that are on. Everything is off by default.</summary>
internal sealed record FaultSet
{
    /// <summary>Makes the same chances come again.</summary>
    public int? Seed { get; init; }

    public WebhookFaults Webhooks { get; init; } = new();

    public IReadOnlyList<ApiFault> Api { get; init; } = [];
}

/// <summary>Probabilities from 0 to 1, times in milliseconds of the real clock.</summary>
internal sealed record WebhookFaults
{
    /// <summary>Delivered twice, with the same request id.</summary>
    public double Duplicate { get; init; }

    /// <summary>Delivered twice, as if by a second subscription.</summary>
    public double DuplicateNewId { get; init; }

    /// <summary>Held back for a moment, so that later events overtake.</summary>
    public double Reorder { get; init; }

    public int ReorderMs { get; init; } = 1_000;

    public double Delay { get; init; }

    public int DelayMs { get; init; } = 60_000;

    public double Drop { get; init; }

    /// <summary>Events that never arrive, for example <c>meeting.ended</c>.</summary>
    public IReadOnlyList<string> DropEvents { get; init; } = [];

    /// <summary>Whether a retry carries a new timestamp and signature; what Zoom does is unknown.</summary>
    public bool ResignOnRetry { get; init; }
}

internal sealed class FaultSettings
{
    private FaultSet _now = new();

    public FaultSet Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }
}
