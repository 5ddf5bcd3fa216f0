using Functions.Storage;
using Functions.Webhooks;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>Looks at a session from all sides: the meeting at Zoom, the webhooks, the index, and work that was left open.</summary>
public sealed class SessionCheck(IZoomClient zoom, WebhookPulse pulse, SessionDirectory directory, OpenWork work, TimeProvider time)
{
    /// <summary>Zoom validates a webhook's address every 72 hours.</summary>
    private static readonly TimeSpan ChallengeEvery = TimeSpan.FromHours(72);

    public async Task<SessionReport> RunAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var index = IndexAsync(record, cancellationToken);
        var webhook = WebhookAsync(cancellationToken);
        var open = OpenAsync(record, cancellationToken);
        return SessionReport.Of([.. await MeetingAsync(record, cancellationToken), await webhook, await index, await open, .. Report(record)]);
    }

    private async Task<IReadOnlyList<Check>> MeetingAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.IsOver) return [new("meeting", CheckStatus.Pass, "The session is over; its meeting is not needed any more.")];
        var read = await zoom.GetMeetingAsync(record.Facts.MeetingId!, cancellationToken);
        if (!read.TryGet(out var meeting, out var error))
        {
            return error.Kind == ZoomErrorKind.NotFound
                ? [new("meeting", CheckStatus.Fail, "Zoom does not know this meeting: it was deleted there. End this session and create another.")]
                : [new("meeting", CheckStatus.Warn, $"The meeting could not be looked at. {ZoomSentences.WithZoomsWords(error)}")];
        }

        var isOurs = meeting.HostId is null || record.Host.HostId is null || meeting.HostId == record.Host.HostId;
        return
        [
            new("meeting", CheckStatus.Pass, "The meeting exists at Zoom."),
            isOurs ? new("host", CheckStatus.Pass, "The professor is the host.") : new("host", CheckStatus.Fail, "Zoom has another host for this meeting."),
            .. RoomDrift.Between(record.Rooms, meeting.BreakoutRooms),
        ];
    }

    private async Task<Check> WebhookAsync(CancellationToken cancellationToken)
    {
        var heard = await pulse.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (now - heard.Challenge <= ChallengeEvery || now - heard.Event <= ChallengeEvery) return new("webhook", CheckStatus.Pass, "Zoom was heard of within 72 hours.");
        return new("webhook", CheckStatus.Warn, "Neither a challenge nor an event came within 72 hours: check the event subscription in Zoom's app.");
    }

    private async Task<Check> IndexAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var missing = await directory.MissingAsync(record, cancellationToken);
        return missing.Count == 0 ? new("index", CheckStatus.Pass, "The session is found by meeting and by professor.")
            : new("index", CheckStatus.Fail, $"Wrong or missing: {string.Join(", ", missing)}. POST …/repair writes them again.");
    }

    private async Task<Check> OpenAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Ending is not null && !record.IsOver) return new("open_work", CheckStatus.Warn, "The session is being ended, and Zoom has not confirmed it yet.");
        if (record.Pending is not null && !record.IsOver) return new("open_work", CheckStatus.Warn, "A change was made that Zoom has not confirmed yet.");
        if (!record.IsOver && await work.FindAsync(record.Facts.SessionId, cancellationToken) is null)
            return new("open_work", CheckStatus.Fail, "Nobody looks after this session's end. POST …/repair schedules it.");
        return new("open_work", CheckStatus.Pass, "Nothing is half done.");
    }

    private static IEnumerable<Check> Report(SessionRecord record)
    {
        if (record.CaughtUp is { } caughtUp)
            yield return new("report", caughtUp.IsComplete ? CheckStatus.Pass : CheckStatus.Warn, caughtUp.Detail);
    }
}
