using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>Why a session is over.</summary>
internal static class EndReason
{
    public const string EndedByUser = "ended_by_user";
    public const string Cancelled = "cancelled";
}

/// <summary>
/// Ends a session. The wish is written down first, then Zoom is told, then the session is completed: whoever finds it half done can
/// finish it.
/// </summary>
public sealed class SessionEnder(
    SessionStore sessions, SessionDirectory directory, OpenWork work, IZoomClient zoom, SessionNotifier notifier, TimeProvider time)
{
    /// <summary>Attendance is compared with Zoom's report once the report is there.</summary>
    private static readonly TimeSpan FirstCatchUp = TimeSpan.FromMinutes(5);

    public async Task<Result<Snapshot>> EndAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.IsOver) return record.ToSnapshot(time.GetUtcNow());
        var sessionId = record.Facts.SessionId;
        await ScheduleAsync(sessionId, WorkKind.End, OpenWork.Lease, cancellationToken);
        while (!await sessions.TryMarkEndingAsync(record, cancellationToken))
        {
            record = (await sessions.ReadAsync(sessionId, cancellationToken))!;
            if (record.IsOver) return record.ToSnapshot(time.GetUtcNow());
        }

        var (reason, error) = await EndAtZoomAsync(record, cancellationToken);
        if (error is not null) return error.ToProblem(time.GetUtcNow());

        while (true)
        {
            record = (await sessions.ReadAsync(sessionId, cancellationToken))!;
            var now = time.GetUtcNow();
            if (record.IsOver) return record.ToSnapshot(now);
            var ended = record with { Facts = record.Facts with { Status = SessionStatus.Completed, EndTime = now, EndReason = reason } };
            var snapshot = ended.ToSnapshot(now);
            if (!await sessions.TryCompleteAsync(record, snapshot, now, reason, cancellationToken)) continue;
            await directory.CompleteAsync(record, now, cancellationToken);
            await ScheduleAsync(sessionId, WorkKind.CatchUp, FirstCatchUp, cancellationToken);
            await notifier.Ended(snapshot);
            return snapshot;
        }
    }

    // A meeting that never started is deleted: its link could still start a class.
    private async Task<(string Reason, ZoomError? Error)> EndAtZoomAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.MeetingId is not { } meetingId) return (EndReason.Cancelled, null);
        if (!record.HasStarted)
        {
            var deleted = await zoom.DeleteMeetingAsync(meetingId, cancellationToken);
            if (deleted.Error is not { Kind: ZoomErrorKind.InProgress }) return (EndReason.Cancelled, deleted.Error);
        }

        var ended = await zoom.EndMeetingAsync(meetingId, cancellationToken);
        return (EndReason.EndedByUser, ended.Error);
    }

    private async Task ScheduleAsync(string sessionId, string kind, TimeSpan after, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + after;
        while (true)
        {
            var current = await work.FindAsync(sessionId, cancellationToken);
            try
            {
                if (current is null) await work.AddAsync(OpenWork.NewWork(sessionId), sessionId, kind, due, cancellationToken);
                else await work.ReplaceAsync(current, OpenWork.NewWork(sessionId), sessionId, kind, due, cancellationToken);
                return;
            }
            catch (Azure.RequestFailedException exception) when (exception.IsRace())
            {
                // Somebody else scheduled it a moment ago: look again.
            }
        }
    }
}
