using System.Text.Json.Nodes;
using System.Threading.Channels;
using ZoomSimulator.Clock;

namespace ZoomSimulator.Webhooks;

/// <summary>Stamps events, writes their bodies and hands them to the dispatcher.</summary>
internal sealed class EventPublisher(SimulatorOptions options, WebhookSubscription subscription, SimClock clock)
{
    private readonly Channel<OutgoingEvent> _out =
        Channel.CreateUnbounded<OutgoingEvent>(new UnboundedChannelOptions { SingleReader = true });

    private long _published;

    public ChannelReader<OutgoingEvent> Outgoing => _out.Reader;

    /// <summary>How many events were ever handed over; those not yet taken by the dispatcher are among them.</summary>
    public long Published => Interlocked.Read(ref _published);

    public void Publish(EventDraft draft, TimeSpan after = default)
    {
        if (!subscription.Wants(draft.Name))
            return;
        Interlocked.Increment(ref _published);
        var timestamp = (clock.Now + after).ToUnixTimeMilliseconds();
        _out.Writer.TryWrite(new OutgoingEvent(draft.Name, draft.MeetingId, Wire.Bytes(Envelope(draft, timestamp)), after));
    }

    private JsonObject Envelope(EventDraft draft, long timestamp)
    {
        draft.Payload.Insert(0, "account_id", options.AccountId);
        // Participant events come with the payload first; the others begin with the name.
        if (draft.Name.StartsWith("meeting.participant_", StringComparison.Ordinal))
            return new JsonObject { ["payload"] = draft.Payload, ["event_ts"] = timestamp, ["event"] = draft.Name };
        var envelope = new JsonObject { ["event"] = draft.Name, ["event_ts"] = timestamp, ["payload"] = draft.Payload };
        if (draft.DownloadToken is { } token)
            envelope["download_token"] = token;
        return envelope;
    }
}
