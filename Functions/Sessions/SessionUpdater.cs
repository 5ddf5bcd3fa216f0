using Azure;
using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>
/// Changes a session before it starts, as a small saga: the new plan is written down beside the old one, Zoom is told once, the new plan
/// takes the old one's place. Whoever finds it half done tells Zoom again, which changes nothing, and goes on.
/// </summary>
public sealed class SessionUpdater(
    SessionStore sessions, PendingPlans pendings, SessionPlanner planner, SessionDirectory directory, WorkSchedule schedule, IZoomClient zoom, SessionNotifier notifier, TimeProvider time)
{
    /// <summary>Zoom takes no start in the past; a request is on its way for a moment.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(30);

    public async Task<Result<Snapshot>> UpdateAsync(SessionRecord record, UpdateSessionRequest change, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (record.IsOver || record.HasStarted || record.Ending is not null || record.Facts.MeetingId is null) return Problems.SessionStarted;
            if (change.ChangesNothing) return record.ToSnapshot(time.GetUtcNow());
            if (record.Pending is { } other)
            {
                // Somebody else's change goes first, or Zoom might be told in another order than we write.
                var finished = await FinishAsync(record, other, cancellationToken);
                if (!finished.TryGet(out _, out var problem) && problem.Status >= 500) return problem;
            }
            else
            {
                if (!(await PlanAsync(record, change, cancellationToken)).TryGet(out var plan, out var wrong)) return wrong;
                var pending = new PendingPlan(Guid.NewGuid().ToString("N"), plan);
                await schedule.SetAsync(record.Facts.SessionId, WorkKind.Update, OpenWork.Lease, cancellationToken);
                if (await pendings.TrySetAsync(record, pending, cancellationToken)) return await Begun.FinishAsync(time, ct => FinishAsync(record, pending, ct));
            }

            record = await sessions.ReadAsync(record.Facts.SessionId, cancellationToken) ?? throw new InvalidDataException("A session has vanished.");
        }
    }

    /// <summary>From the written plan on: tells Zoom, and makes it the session's.</summary>
    internal async Task<Result<Snapshot>> FinishAsync(SessionRecord record, PendingPlan pending, CancellationToken cancellationToken)
    {
        var (sessionId, plan) = (record.Facts.SessionId, pending.Plan);
        var told = await zoom.UpdateMeetingAsync(record.Facts.MeetingId!, Change(plan, record.Plan), cancellationToken);
        if (told.Error is { Ambiguous: true } or { Kind: ZoomErrorKind.Timeout }) return Problems.ZoomTimeout;
        if (told.Error is { } error)
        {
            await pendings.DropAsync(sessionId, pending, cancellationToken);
            await schedule.SetAsync(sessionId, WorkKind.Watch, Lifecycle.ShortestWait, cancellationToken);
            return error.Kind == ZoomErrorKind.InProgress ? Problems.SessionStarted : error.ToProblem(time.GetUtcNow());
        }

        await pendings.ApplyAsync(sessionId, pending, cancellationToken);
        await directory.AddAsync(plan, record.Facts.MeetingId!, plan.StartTime > time.GetUtcNow() ? SessionStatus.Scheduled : SessionStatus.Active, record.Facts.CreatedAt, cancellationToken);
        await schedule.SetAsync(sessionId, WorkKind.Watch, Lifecycle.ShortestWait, cancellationToken);
        await notifier.Changed(plan.Professor.Id, sessionId, ChangeKind.PlanChanged, time.GetUtcNow());
        var changed = await sessions.ReadAsync(sessionId, cancellationToken) ?? throw new InvalidDataException("A session has vanished.");
        return changed.ToSnapshot(time.GetUtcNow());
    }

    private async Task<Result<SessionPlan>> PlanAsync(SessionRecord record, UpdateSessionRequest change, CancellationToken cancellationToken)
    {
        var old = record.Plan;
        var start = change.StartTime is { } later ? Whole(Later(later, time.GetUtcNow())) : old.StartTime;
        var plan = old with { Topic = change.Topic?.Trim() ?? old.Topic, Duration = change.Duration ?? old.Duration, StartTime = start };
        if (!change.ChangesStudents) return plan;
        var replanned = await planner.RoomsAsync(change.AppliedTo(old), cancellationToken);
        return replanned.TryGet(out var rooms, out var problem) ? plan with { Rooms = rooms.Rooms, NewStudents = rooms.New, Warnings = [.. old.Warnings.Where(w => w.Code != SessionPlanner.NotPreassigned), .. rooms.Warnings] } : problem;
    }

    private ZoomMeetingUpdate Change(SessionPlan plan, SessionPlan old) => new()
    {
        Topic = plan.Topic,
        Duration = plan.Duration,
        StartTime = plan.StartTime == old.StartTime ? null : Later(plan.StartTime, time.GetUtcNow() + Soonest),
        Settings = new ZoomMeetingSettings { BreakoutRoom = MeetingMaker.Rooms(plan) },
    };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
