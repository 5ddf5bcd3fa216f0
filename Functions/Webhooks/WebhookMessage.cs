using Functions.Presence;
using Functions.Storage;

namespace Functions.Webhooks;

/// <summary>What a signed webhook request says.</summary>
public abstract record WebhookMessage
{
    /// <summary>Zoom asks whether the endpoint knows the secret (<c>endpoint.url_validation</c>).</summary>
    public sealed record Challenge(string PlainToken) : WebhookMessage;

    /// <summary>Something about a meeting that goes into its session's log.</summary>
    /// <param name="Name">The event's name at Zoom.</param>
    /// <param name="HostId">The host's Zoom user id.</param>
    /// <param name="Digest">Identifies the event by what it says; a duplicate has the same.</param>
    public abstract record Reported(string Name, string MeetingId, string? HostId, string Digest) : WebhookMessage
    {
        /// <summary>When it occurred, in seconds since 1970.</summary>
        public abstract long OccurredAt { get; }
    }

    /// <summary>Something happened in a meeting, on which presence depends.</summary>
    public sealed record Happened(string Name, string MeetingId, string? HostId, MeetingEvent Event, string? PersonId, string Digest)
        : Reported(Name, MeetingId, HostId, Digest)
    {
        public override long OccurredAt => Event.OccurredAt;
    }

    /// <summary>The cloud recording of a run can be watched (<c>recording.completed</c>). Presence knows nothing of it.</summary>
    public sealed record RecordingCompleted(string Name, string MeetingId, string? HostId, RecordedRun Recording, string Digest)
        : Reported(Name, MeetingId, HostId, Digest)
    {
        public override long OccurredAt => Recording.OccurredAt;
    }

    /// <summary>
    /// The meeting was changed or deleted (<c>meeting.updated</c>, <c>meeting.deleted</c>), by whomever: our own changes are told as well, so
    /// it only says that Zoom is worth a look.
    /// </summary>
    public sealed record MeetingEdited(string Name, string MeetingId) : WebhookMessage;

    /// <summary>A kind of event that nothing here depends on.</summary>
    public sealed record Irrelevant(string Name) : WebhookMessage;

    /// <summary>Not what Zoom's documentation promises.</summary>
    public sealed record Broken(string Reason) : WebhookMessage;
}
