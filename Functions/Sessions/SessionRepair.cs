using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>
/// Mends what can be mended without harm: index rows are written again, half-done work is taken up, and rooms that Zoom has otherwise
/// are sent again as long as the meeting does not run. A meeting that is gone is not made anew: that would be another link.
/// </summary>
public sealed class SessionRepair(
    SessionDirectory directory,
    SessionOpener opener,
    WorkSchedule schedule,
    OpenWork work,
    SessionUpdater updater,
    SessionEnder ender,
    PendingPlans pendings,
    SessionStore sessions,
    IZoomClient zoom)
{
    public async Task RunAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        // It left the index for good.
        if (record.ForgottenAt is not null) return;
        var sessionId = record.Facts.SessionId;
        if (record.Facts.MeetingId is not null) await opener.ListAsItIsAsync(record, cancellationToken);
        if (record.IsOver)
        {
            await directory.CompleteAsync(record, record.Facts.Status, record.Facts.EndTime ?? record.Facts.CreatedAt, cancellationToken);
            return;
        }

        if (await work.FindAsync(sessionId, cancellationToken) is null) await schedule.SetAsync(sessionId, WorkKind.Watch, Lifecycle.ShortestWait, cancellationToken);
        if (record.Ending is not null) await ender.FinishAsync(record, cancellationToken);
        else if (record.Pending is { } pending) await updater.FinishAsync(record, pending, cancellationToken);
        else await SendRoomsAsync(record, cancellationToken);
    }

    /// <summary>Sends Zoom the rooms as they are planned, if it has others and the meeting has not begun.</summary>
    public async Task SendRoomsAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.IsRunning) return;
        var read = await zoom.GetMeetingAsync(record.Facts.MeetingId!, cancellationToken);
        if (!read.TryGet(out var meeting, out _) || meeting.IsStarted || RoomDrift.Between(record.Rooms, meeting.BreakoutRooms).All(c => c.Status == CheckStatus.Pass)) return;
        // Zoom took its time: what was changed meanwhile goes first.
        var now = await sessions.ReadAsync(record.Facts.SessionId, cancellationToken);
        if (now is not { IsOver: false, IsRunning: false, Ending: null, Pending: null } || !now.Plan.IsSameAs(record.Plan)) return;
        var again = new PendingPlan(Guid.NewGuid().ToString("N"), now.Plan.Warned(RoomsAtZoom.RoomsDiffer, []));
        await schedule.SetAsync(record.Facts.SessionId, WorkKind.Update, OpenWork.Lease, cancellationToken);
        if (await pendings.TrySetAsync(now, again, cancellationToken)) await updater.FinishAsync(now, again, cancellationToken);
    }
}
