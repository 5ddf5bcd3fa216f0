using Functions.Presence;
using Functions.Realtime;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>What became of an event.</summary>
public enum IntakeOutcome
{
    Recorded,
    Duplicate,

    /// <summary>Zoom will be asked about the meeting.</summary>
    Noticed,

    /// <summary>The session is over, or is being changed by us.</summary>
    Ignored,

    /// <summary>The meeting is none of ours.</summary>
    UnknownMeeting,

    /// <summary>The meeting is unknown, but may be one whose creation is being finished.</summary>
    TooEarly,
}

/// <param name="Hint">What is done about it when there is time left: telling the professor's pages, noting that Zoom was heard.</param>
public sealed record Intake(IntakeOutcome Outcome, Func<Task>? Hint = null);

/// <summary>Takes an event that is known to come from Zoom: finds its session, records it, and knows whom to tell.</summary>
public sealed partial class EventIntake(
    MeetingDirectory meetings,
    EventRecorder recorder,
    SessionWaker waker,
    SessionNotifier notifier,
    WebhookMetrics metrics,
    WebhookPulse pulse,
    TimeProvider time,
    ILogger<EventIntake> logger)
{
    public async Task<Intake> TakeAsync(Reported reported, CancellationToken cancellationToken)
    {
        WebhookSpan.Is(reported.Name);
        var taken = await FindAndRecordAsync(reported, cancellationToken);
        WebhookSpan.Became(taken.Outcome.Tag());
        return taken;
    }

    /// <summary>
    /// Takes an event that says nothing by itself, since our own changes fire it too: Zoom is asked, unless the session is just being
    /// changed.
    /// </summary>
    public async Task<Intake> TakeAsync(MeetingEdited edited, CancellationToken cancellationToken)
    {
        WebhookSpan.Is(edited.Name);
        var outcome = await meetings.FindAsync(edited.MeetingId, cancellationToken) is not { } meeting ? IntakeOutcome.UnknownMeeting
            : await waker.AfterEditAsync(meeting.SessionId, edited.MeetingId, cancellationToken) ? IntakeOutcome.Noticed
            : IntakeOutcome.Ignored;
        WebhookSpan.Became(outcome.Tag());
        return new(outcome);
    }

    private async Task<Intake> FindAndRecordAsync(Reported reported, CancellationToken cancellationToken)
    {
        var meeting = await meetings.FindAsync(reported.MeetingId, cancellationToken);
        if (meeting is null)
        {
            if (await meetings.MayBecomeKnownAsync(reported.HostId, cancellationToken))
            {
                Log.TooEarly(logger);
                return new(IntakeOutcome.TooEarly);
            }

            // A creation may have been finished between the two looks, and writes the meeting before it goes.
            meeting = await meetings.FindAsync(reported.MeetingId, cancellationToken);
            if (meeting is null) return new(IntakeOutcome.UnknownMeeting);
        }

        WebhookSpan.Of(meeting.SessionId);
        var recorded = await recorder.RecordAsync(meeting.SessionId, reported, cancellationToken);
        Log.Recorded(logger, reported.Name, recorded, meeting.SessionId);
        if (recorded == Recorded.Duplicate)
        {
            metrics.Duplicate();
            return new(IntakeOutcome.Duplicate);
        }

        var occurred = DateTimeOffset.FromUnixTimeSeconds(reported.OccurredAt);
        // Making a recording takes hours: that is not the event's lateness.
        metrics.Recorded(time.GetUtcNow() - ((reported as RecordingCompleted)?.Recording.SentAt ?? occurred));
        if (recorded == Recorded.Unchanged) return new(IntakeOutcome.Recorded, pulse.HeardAsync);
        var kind = reported switch
        {
            RecordingCompleted => ChangeKind.RecordingReady,
            Happened { Event.Kind: EventKind.MeetingStarted } => ChangeKind.MeetingStarted,
            Happened { Event.Kind: EventKind.MeetingEnded } => ChangeKind.MeetingEnded,
            _ => ChangeKind.PersonChanged,
        };
        return new(IntakeOutcome.Recorded, () => Task.WhenAll(notifier.Changed(meeting.ProfessorId, meeting.SessionId, kind, occurred), pulse.HeardAsync()));
    }

    private static partial class Log
    {
        [LoggerMessage(403, LogLevel.Information, "An event came before its meeting's creation was finished.")]
        public static partial void TooEarly(ILogger logger);

        [LoggerMessage(404, LogLevel.Debug, "{Event}: {Recorded} in session {SessionId}.")]
        public static partial void Recorded(ILogger logger, string @event, Recorded recorded, string sessionId);
    }
}
