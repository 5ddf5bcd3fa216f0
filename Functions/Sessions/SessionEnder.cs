using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions;

/// <summary>
/// Ends a session. The wish is written down first, then Zoom is told, then the session is completed: whoever finds it half done can
/// finish it, and two who finish it at once do no harm.
/// </summary>
public sealed partial class SessionEnder(
    SessionStore sessions,
    SessionOpener opener,
    SessionDirectory directory,
    OpenWork work,
    WorkSchedule schedule,
    IZoomClient zoom,
    SessionNotifier notifier,
    TimeProvider time,
    ILogger<SessionEnder> logger)
{
    /// <summary>
    /// A caller's wish. Once it is written down it is carried out, even if the caller goes away. Where the session is over already, a
    /// meeting that was started again since is ended.
    /// </summary>
    public async Task<Result<Snapshot>> EndAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.IsOver) return await Begun.FinishAsync(time, ct => EndAgainAsync(record, ct));
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

            var ended = record with
            {
                Facts = record.Facts with { Status = SessionStatus.Completed, EndTime = endTime ?? now, EndReason = reason },
                Reopened = null,
            };
            var snapshot = ended.ToSnapshot(now);
            if (!await sessions.TryCompleteAsync(record, snapshot, endTime ?? now, reason, cancellationToken)) continue;
            Log.Completed(logger, sessionId, reason);
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

    // A meeting of which only the caller knows that it runs is ended as well, if Zoom can be asked.
    private async Task<Result<Snapshot>> EndAgainAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var snapshot = record.ToSnapshot(now);
        if (record is not { ForgottenAt: null, Facts.MeetingId: { } meetingId }) return snapshot;
        if (!(await zoom.GetMeetingAsync(meetingId, cancellationToken)).TryGet(out var meeting, out var error))
            return record.IsRunning && error.Kind != ZoomErrorKind.NotFound ? error.ToProblem(now) : snapshot;
        if (!meeting.IsStarted) return snapshot;
        if ((await zoom.EndMeetingAsync(meetingId, cancellationToken)).Error is { } refused) return refused.ToProblem(now);
        if (record.History.Latest is { End: null } run)
            await sessions.MergeRunAsync(record.Facts.SessionId, run with { PresumedEnd = now.ToUnixTimeSeconds() }, cancellationToken);
        return await SnapshotAsync(record, cancellationToken);
    }

    // A meeting whose class has not begun is deleted, also after a try: its link could still start a class.
    private async Task<(string Reason, ZoomError? Error)> EndAtZoomAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var reason = record.Ending ?? EndReason.EndedByUser;
        if (record.Facts.MeetingId is not { } meetingId) return (EndReason.Cancelled, null);
        if (!record.IsRunning && !record.HasBegun)
        {
            var deleted = await zoom.DeleteMeetingAsync(meetingId, cancellationToken);
            if (deleted.Error is not { Kind: ZoomErrorKind.InProgress })
                return (reason == EndReason.EndedByUser ? EndReason.Cancelled : reason, deleted.Error);
        }

        var ended = await zoom.EndMeetingAsync(meetingId, cancellationToken);
        return (reason, ended.Error);
    }

    private static partial class Log
    {
        [LoggerMessage(520, LogLevel.Information, "Session {SessionId} is over: {Reason}.")]
        public static partial void Completed(ILogger logger, string sessionId, string reason);
    }
}
