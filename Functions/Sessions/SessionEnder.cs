using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>
/// Ends a session. The wish is written down first, then Zoom is told, then the session is completed: whoever finds it half done can
/// finish it, and two who finish it at once do no harm.
/// </summary>
public sealed class SessionEnder(
    SessionStore sessions, SessionOpener opener, SessionDirectory directory, OpenWork work, WorkSchedule schedule, IZoomClient zoom, SessionNotifier notifier, TimeProvider time)
{
    /// <summary>A caller's wish. Once it is written down it is carried out, even if the caller goes away.</summary>
    public async Task<Result<Snapshot>> EndAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (await BeginAsync(record, EndReason.EndedByUser, cancellationToken) is not { } begun) return await SnapshotAsync(record, cancellationToken);
        return await Begun.FinishAsync(time, ct => FinishAsync(begun, ct));
    }

    /// <summary>Writes down that the session is to end. Null: it is over already.</summary>
    internal async Task<SessionRecord?> BeginAsync(SessionRecord record, string reason, CancellationToken cancellationToken)
    {
        if (record.IsOver) return null;
        await opener.FinishIndexAsync(record, cancellationToken);
        await schedule.SetAsync(record.Facts.SessionId, WorkKind.End, OpenWork.Lease, cancellationToken);
        while (!await sessions.TryMarkEndingAsync(record, reason, cancellationToken))
        {
            record = await ReadAsync(record.Facts.SessionId, cancellationToken);
            if (record.IsOver) return null;
        }

        return record with { Ending = reason };
    }

    /// <summary>From the wish on: tells Zoom, and completes the session.</summary>
    internal async Task<Result<Snapshot>> FinishAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var (reason, error) = await EndAtZoomAsync(record, cancellationToken);
        return error is null ? await CompleteAsync(record.Facts.SessionId, reason, null, cancellationToken) : error.ToProblem(time.GetUtcNow());
    }

    /// <summary>Completes a session whose meeting does not run any more.</summary>
    /// <param name="endTime">Null for now.</param>
    internal async Task<Snapshot> CompleteAsync(string sessionId, string reason, DateTimeOffset? endTime, CancellationToken cancellationToken)
    {
        while (true)
        {
            var record = await ReadAsync(sessionId, cancellationToken);
            var now = time.GetUtcNow();
            if (record.IsOver)
            {
                await TidyAsync(record, cancellationToken);
                return record.ToSnapshot(now);
            }

            var ended = record with { Facts = record.Facts with { Status = SessionStatus.Completed, EndTime = endTime ?? now, EndReason = reason } };
            var snapshot = ended.ToSnapshot(now);
            if (!await sessions.TryCompleteAsync(record, snapshot, endTime ?? now, reason, cancellationToken)) continue;
            await TidyAsync(ended, cancellationToken);
            await notifier.Ended(snapshot);
            return snapshot;
        }
    }

    /// <summary>What comes after the completion: the index rows, and the work of comparing attendance with Zoom's report.</summary>
    internal async Task TidyAsync(SessionRecord over, CancellationToken cancellationToken)
    {
        var endTime = over.Facts.EndTime ?? time.GetUtcNow();
        await directory.CompleteAsync(over, over.Facts.Status, endTime, cancellationToken);
        if (await work.FindAsync(over.Facts.SessionId, cancellationToken) is { } current && OpenWork.KindOf(current) is WorkKind.CatchUp or WorkKind.Strays) return;
        await schedule.SetAsync(over.Facts.SessionId, WorkKind.CatchUp, CatchUp.FirstAfter, cancellationToken);
    }

    private async Task<Snapshot> SnapshotAsync(SessionRecord record, CancellationToken cancellationToken) =>
        (await ReadAsync(record.Facts.SessionId, cancellationToken)).ToSnapshot(time.GetUtcNow());

    private async Task<SessionRecord> ReadAsync(string sessionId, CancellationToken cancellationToken) =>
        await sessions.ReadAsync(sessionId, cancellationToken) ?? throw new InvalidDataException("A session has vanished.");

    // A meeting that never started is deleted: its link could still start a class.
    private async Task<(string Reason, ZoomError? Error)> EndAtZoomAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var reason = record.Ending ?? EndReason.EndedByUser;
        if (record.Facts.MeetingId is not { } meetingId) return (EndReason.Cancelled, null);
        if (!record.HasStarted)
        {
            var deleted = await zoom.DeleteMeetingAsync(meetingId, cancellationToken);
            if (deleted.Error is not { Kind: ZoomErrorKind.InProgress })
                return (reason == EndReason.EndedByUser ? EndReason.Cancelled : reason, deleted.Error);
        }

        var ended = await zoom.EndMeetingAsync(meetingId, cancellationToken);
        return (reason, ended.Error);
    }
}
