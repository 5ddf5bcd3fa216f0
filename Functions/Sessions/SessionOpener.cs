using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>
/// The steps of a creation after the meeting: the session's row, which decides who created it, the index rows, and last the work of
/// watching it in place of the intent. Every row derives from the intent and the meeting, so anybody may repeat them.
/// </summary>
public sealed class SessionOpener(SessionStore sessions, SessionDirectory directory, OpenWork work)
{
    /// <summary>False: somebody else's row is there, of another meeting or of a failure.</summary>
    internal Task<bool> TryInsertAsync(Intent intent, SessionPlan plan, ZoomMeeting meeting, CancellationToken cancellationToken) =>
        sessions.TryInsertAsync(plan, meeting, StatusOf(plan), intent, cancellationToken);

    internal static SessionStatus StatusOf(SessionPlan plan) => plan.StartsNow ? SessionStatus.Active : SessionStatus.Scheduled;

    /// <summary>
    /// The intent goes last: while it stands, Zoom is asked to send again what comes for a meeting that is not yet in the index.
    /// </summary>
    internal async Task IndexAsync(SessionPlan plan, string meetingId, SessionStatus status, DateTimeOffset createdAt, TableEntity row, CancellationToken cancellationToken)
    {
        await directory.AddAsync(plan, meetingId, status, createdAt, cancellationToken);
        try
        {
            await work.ReplaceAsync(row, OpenWork.NewWork(plan.SessionId), plan.SessionId, WorkKind.Watch, FirstLook(plan, createdAt), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            // Whoever was faster has taken the work on. If the session is over by now, the list has just been told otherwise.
            if (await sessions.ReadAsync(plan.SessionId, cancellationToken) is { IsOver: true } over)
                await directory.CompleteAsync(over, over.Facts.Status, over.Facts.EndTime ?? createdAt, cancellationToken);
        }
    }

    /// <summary>
    /// For whoever is about to give the session other work: where the creation's last steps are still to be done, the work of doing them
    /// would be lost.
    /// </summary>
    internal async Task FinishIndexAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.MeetingId is { } meetingId && await work.FindAsync(record.Facts.SessionId, cancellationToken) is { } current && OpenWork.KindOf(current) == WorkKind.Create)
            await directory.AddAsync(record.Plan, meetingId, record.Facts.Status, record.Facts.CreatedAt, cancellationToken);
    }

    private static DateTimeOffset FirstLook(SessionPlan plan, DateTimeOffset createdAt) =>
        plan.StartTime > createdAt ? Earlier(plan.StartTime, createdAt + Lifecycle.LongestWait) : createdAt + Lifecycle.ShortestWait;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
