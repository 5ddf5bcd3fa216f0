using Functions.Presence;

namespace Functions.Webhooks;

/// <summary>What a signed webhook request says.</summary>
public abstract record WebhookMessage
{
    /// <summary>Zoom asks whether the endpoint knows the secret (<c>endpoint.url_validation</c>).</summary>
    public sealed record Challenge(string PlainToken) : WebhookMessage;

    /// <summary>Something happened in a meeting.</summary>
    /// <param name="Name">The event's name at Zoom.</param>
    /// <param name="HostId">The host's Zoom user id.</param>
    /// <param name="Digest">Identifies the event by what it says; a duplicate has the same.</param>
    public sealed record Happened(string Name, string MeetingId, string? HostId, MeetingEvent Event, string Digest) : WebhookMessage;

    /// <summary>A kind of event that nothing here depends on.</summary>
    public sealed record Irrelevant(string Name) : WebhookMessage;

    /// <summary>Not what Zoom's documentation promises.</summary>
    public sealed record Broken(string Reason) : WebhookMessage;
}
