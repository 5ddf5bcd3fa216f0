using Azure;
using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.AspNetCore.Http;

namespace Functions.Sessions;

/// <summary>
/// Changes a session while its meeting does not run, as a small saga: the new plan is written down beside the old one, Zoom is told
/// once, the new plan takes the old one's place. Whoever finds it half done tells Zoom again, which changes nothing, and goes on.
/// </summary>
public sealed class SessionUpdater(
    SessionStore sessions,
    SessionOpener opener,
    SessionReopener reopener,
    PendingPlans pendings,
    SessionPlanner planner,
    WorkSchedule schedule,
    IZoomClient zoom,
    SessionNotifier notifier,
    TimeProvider time)
{
    /// <summary>Zoom takes no start in the past; a request is on its way for a moment.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(30);

    /// <summary>What Zoom would answer.</summary>
    private static readonly ZoomError Running = new(ZoomErrorKind.InProgress, Message: "The meeting has started.");

    public async Task<Result<Snapshot>> UpdateAsync(SessionRecord record, UpdateSessionRequest change, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!MayChange(record)) return Problems.SessionStarted;
            if (change.ChangesNothing) return record.ToSnapshot(time.GetUtcNow());
            if (record.Reopened is not null)
                await reopener.TryRunAsync(record, cancellationToken);
            else if (record.Pending is { } other)
            {
                // Somebody else's change goes first, or Zoom might be told in another order than we write.
                var finished = await FinishAsync(record, other, cancellationToken);
                if (!finished.TryGet(out _, out var problem) && (problem.Status == StatusCodes.Status429TooManyRequests || problem.Status >= 500)) return problem;
            }
            else
            {
                if (!(await PlanAsync(record, change, cancellationToken)).TryGet(out var plan, out var wrong)) return wrong;
                var pending = new PendingPlan(Guid.NewGuid().ToString("N"), plan);
                await opener.FinishIndexAsync(record, cancellationToken);
                await schedule.SetAsync(record.Facts.SessionId, WorkKind.Update, OpenWork.Lease, cancellationToken);
                if (await pendings.TrySetAsync(record, pending, cancellationToken)) return await Begun.FinishAsync(time, ct => FinishAsync(record, pending, isFirst: true, ct));
            }

            record = await sessions.ReadAsync(record.Facts.SessionId, cancellationToken) ?? throw new InvalidDataException("A session has vanished.");
        }
    }

    private bool MayChange(SessionRecord record) =>
        record is { IsOver: false, IsRunning: false, Ending: null, Facts.MeetingId: not null } && time.GetUtcNow() < record.Plan.PlannedEnd;

    /// <summary>From the written plan on: tells Zoom, and makes it the session's. For whoever finds a plan that is pending.</summary>
    internal Task<Result<Snapshot>> FinishAsync(SessionRecord record, PendingPlan pending, CancellationToken cancellationToken) =>
        FinishAsync(record, pending, isFirst: false, cancellationToken);

    private async Task<Result<Snapshot>> FinishAsync(SessionRecord record, PendingPlan pending, bool isFirst, CancellationToken cancellationToken)
    {
        var (sessionId, plan) = (record.Facts.SessionId, pending.Plan);
        var update = Change(plan, record.Plan, again: !isFirst && plan.StartTime > time.GetUtcNow());
        var told = !isFirst && record.IsRunning ? Running : await zoom.UpdateMeetingAsync(record.Facts.MeetingId!, update, cancellationToken);
        if (told.Error is { Ambiguous: true } or { Kind: ZoomErrorKind.Timeout }) return Problems.ZoomTimeout;
        if (told.Error is { } error)
        {
            var looked = isFirst || error.Kind != ZoomErrorKind.InProgress ? ZoomResult.Success(false) : await HasLandedAsync(record.Facts.MeetingId!, plan, cancellationToken);
            if (!looked.TryGet(out var hasLanded, out var unknown)) return unknown.ToProblem(time.GetUtcNow());
            if (!hasLanded) return await GiveUpAsync(sessionId, pending, error, isFirst, cancellationToken);
        }

        plan = await AcceptedAsync(record.Facts.MeetingId!, plan, cancellationToken);
        var isApplied = await pendings.ApplyAsync(sessionId, pending with { Plan = plan }, cancellationToken);
        var now = await sessions.ReadAsync(sessionId, cancellationToken) ?? throw new InvalidDataException("A session has vanished.");
        if (now.IsOver) return now.ToSnapshot(time.GetUtcNow());
        if (!isApplied && !now.Plan.IsSameAs(plan)) return await TellAgainAsync(now, cancellationToken);
        await opener.ListAsItIsAsync(now, cancellationToken);
        await schedule.SetAsync(sessionId, WorkKind.Watch, Lifecycle.ShortestWait, cancellationToken);
        await notifier.Changed(plan.Professor.Id, sessionId, ChangeKind.PlanChanged, time.GetUtcNow());
        return now.ToSnapshot(time.GetUtcNow());
    }

    // Somebody was faster, and then a later change was made: what Zoom was told last is not what the session is.
    private async Task<Result<Snapshot>> TellAgainAsync(SessionRecord now, CancellationToken cancellationToken)
    {
        if (now.Pending is { } later) return await FinishAsync(now, later, cancellationToken);
        if (now.Ending is not null) return now.ToSnapshot(time.GetUtcNow());
        var again = new PendingPlan(Guid.NewGuid().ToString("N"), now.Plan);
        await schedule.SetAsync(now.Facts.SessionId, WorkKind.Update, OpenWork.Lease, cancellationToken);
        if (await pendings.TrySetAsync(now, again, cancellationToken)) return await FinishAsync(now, again, cancellationToken);
        var changed = await sessions.ReadAsync(now.Facts.SessionId, cancellationToken) ?? throw new InvalidDataException("A session has vanished.");
        return changed.IsOver ? changed.ToSnapshot(time.GetUtcNow()) : await TellAgainAsync(changed, cancellationToken);
    }

    // Zoom's answer to a change is empty. Where it does not say what it took, the plan stays as it was sent.
    private async Task<SessionPlan> AcceptedAsync(string meetingId, SessionPlan plan, CancellationToken cancellationToken) =>
        (await zoom.GetMeetingAsync(meetingId, cancellationToken)).Match(meeting => MeetingMaker.Accepted(plan, meeting), _ => plan);

    // A meeting that runs takes no change any more, but may have taken this one before.
    private async Task<ZoomResult<bool>> HasLandedAsync(string meetingId, SessionPlan plan, CancellationToken cancellationToken) =>
        (await zoom.GetMeetingAsync(meetingId, cancellationToken)).Match<ZoomResult<bool>>(
            meeting => meeting.Topic == plan.Topic && RoomDrift.Between(plan.Rooms, meeting.BreakoutRooms).All(c => c.Status == CheckStatus.Pass),
            error => error.Kind == ZoomErrorKind.NotFound ? false : error);

    private async Task<Result<Snapshot>> GiveUpAsync(string sessionId, PendingPlan pending, ZoomError error, bool isFirst, CancellationToken cancellationToken)
    {
        var problem = error.Kind == ZoomErrorKind.InProgress ? Problems.SessionStarted : error.ToProblem(time.GetUtcNow());

        // What Zoom refuses now says nothing of an earlier attempt that may have landed.
        if (!isFirst && !error.IsFinal()) return problem;
        await pendings.DropAsync(sessionId, pending, cancellationToken);
        await schedule.SetAsync(sessionId, WorkKind.Watch, Lifecycle.ShortestWait, cancellationToken);
        return problem;
    }

    private async Task<Result<SessionPlan>> PlanAsync(SessionRecord record, UpdateSessionRequest change, CancellationToken cancellationToken)
    {
        var old = record.Plan;
        var start = change.StartTime is { } later ? Later(later, time.GetUtcNow()) : old.StartTime;
        var plan = old with { Topic = change.Topic?.Trim() ?? old.Topic, Duration = change.Duration ?? old.Duration, StartTime = start };

        // Zoom is sent all rooms with every change.
        plan = plan.Warned(RoomsAtZoom.RoomsDiffer, []);
        if ((plan.StartTime, plan.Duration) != (old.StartTime, old.Duration))
            plan = plan.Warned(SessionPlanner.Overlaps, await planner.OverlapsAsync(old.Professor.Id, old.SessionId, plan.StartTime, plan.Duration, cancellationToken));
        if (!change.ChangesStudents) return plan;
        var replanned = await planner.RoomsAsync(old.SessionId, change.AppliedTo(old), cancellationToken);
        return replanned.TryGet(out var rooms, out var problem)
            ? plan.Warned(SessionPlanner.NotPreassigned, rooms.Warnings) with { Rooms = rooms.Rooms, NewStudents = rooms.New }
            : problem;
    }

    // Told again, it is told whole: Zoom may have heard of another start since.
    private ZoomMeetingUpdate Change(SessionPlan plan, SessionPlan old, bool again) => new()
    {
        Topic = plan.Topic,
        Duration = plan.Duration,
        StartTime = plan.StartTime == old.StartTime && !again ? null : Later(plan.StartTime, time.GetUtcNow() + Soonest),
        Settings = new ZoomMeetingSettings { BreakoutRoom = MeetingMaker.Rooms(plan) },
    };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
