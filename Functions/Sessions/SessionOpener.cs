using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>
/// The steps of a creation after the meeting. First the session's row, which decides who created it, and beside it the meeting's, so that
/// no event of the meeting is nobody's; then the professor's list, and the work of watching the session in place of the intent. Every
/// row derives from the intent and the meeting, so anybody may repeat them.
/// </summary>
public sealed class SessionOpener(SessionStore sessions, SessionDirectory directory, OpenWork work)
{
    /// <summary>False: somebody else's row is there, of another meeting or of a failure.</summary>
    internal async Task<bool> TryInsertAsync(Intent intent, SessionPlan plan, ZoomMeeting meeting, CancellationToken cancellationToken)
    {
        using var step = SessionTelemetry.Step("session");
        var inserted = sessions.TryInsertAsync(plan, meeting, StatusOf(plan), intent, cancellationToken);
        await Task.WhenAll(inserted, directory.AddMeetingAsync(plan, meeting.MeetingId, cancellationToken));
        return await inserted;
    }

    internal static SessionStatus StatusOf(SessionPlan plan) => plan.StartsNow ? SessionStatus.Active : SessionStatus.Scheduled;

    /// <summary>The last step of a creator. Should the list be lost in a crash, the first look of the watch writes it again.</summary>
    internal async Task ListAsync(Intent intent, TableEntity row, SessionPlan plan, string meetingId, CancellationToken cancellationToken)
    {
        using var step = SessionTelemetry.Step("indexes");
        await Task.WhenAll(directory.AddListingAsync(plan, meetingId, intent.CreatedAt, cancellationToken), WatchAsync(plan, intent.CreatedAt, row, cancellationToken));
    }

    /// <summary>The last steps for a session that is there, whoever inserted it.</summary>
    internal async Task IndexAsync(SessionRecord record, string meetingId, TableEntity row, CancellationToken cancellationToken)
    {
        await directory.AddAsync(record.Plan, meetingId, record.Facts.CreatedAt, cancellationToken);
        await WatchAsync(record.Plan, record.Facts.CreatedAt, row, cancellationToken);
    }

    /// <summary>
    /// Writes the index rows of a session that others may be changing, until they say what the session says: whoever is late would
    /// otherwise put an older plan back into the lists.
    /// </summary>
    internal async Task ListAsItIsAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        while (true)
        {
            await directory.AddAsync(record.Plan, record.Facts.MeetingId!, record.Facts.CreatedAt, cancellationToken);
            if (await sessions.ReadAsync(record.Facts.SessionId, cancellationToken) is not { } now || now.Plan.IsSameAs(record.Plan)) return;
            record = now;
        }
    }

    private async Task WatchAsync(SessionPlan plan, DateTimeOffset createdAt, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await work.ReplaceAsync(row, OpenWork.NewWork(plan.SessionId), plan.SessionId, WorkKind.Watch, createdAt + Lifecycle.ShortestWait, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            // Whoever was faster has taken the work on.
        }
    }

    /// <summary>
    /// For whoever is about to give the session other work: where the creation's last steps are still to be done, the work of doing them
    /// would be lost.
    /// </summary>
    internal async Task FinishIndexAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.MeetingId is null || await work.FindAsync(record.Facts.SessionId, cancellationToken) is not { } current) return;
        if (OpenWork.KindOf(current) == WorkKind.Create) await ListAsItIsAsync(record, cancellationToken);
    }
}
