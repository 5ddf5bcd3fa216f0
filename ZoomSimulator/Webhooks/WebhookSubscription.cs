namespace ZoomSimulator.Webhooks;

/// <summary>The app's one event subscription: where, with which secret, which events, and whether Zoom still trusts it.</summary>
internal sealed class WebhookSubscription(SimulatorOptions options)
{
    public const int FailuresUntilDisabled = 6;

    private volatile IReadOnlyList<string> _events =
        ["meeting.started", "meeting.ended", "meeting.updated", "meeting.deleted", "meeting.participant_*", "recording.completed"];

    private int _failures;

    public Uri? Url { get; set; } = options.WebhookUrl;

    public string Secret { get; set; } = options.WebhookSecret;

    /// <summary>Names, or beginnings of names with a <c>*</c>.</summary>
    public IReadOnlyList<string> Events
    {
        get => _events;
        set => _events = value;
    }

    public DateTimeOffset? ValidatedAt { get; private set; }

    public int Failures => Volatile.Read(ref _failures);

    public bool Enabled => Failures < FailuresUntilDisabled;

    public bool Wants(string name) => _events.Any(pattern => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : string.Equals(name, pattern, StringComparison.Ordinal));

    /// <summary>A success enables the subscription again, as validating by hand does in Zoom's portal.</summary>
    public void Record(bool valid, DateTimeOffset now)
    {
        if (!valid)
        {
            Interlocked.Increment(ref _failures);
            return;
        }
        ValidatedAt = now;
        Volatile.Write(ref _failures, 0);
    }
}
