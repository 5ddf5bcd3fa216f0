using Azure.Data.Tables;
using Functions.Realtime;
using Functions.Zoom;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// Takes over what was changed in Zoom's portal or app: topic, start and duration. Rooms are only compared, since the students' own rooms
/// are planned here.
/// </summary>
public sealed class ChangesAtZoom(
    PendingPlans plans,
    SessionPlanner planner,
    SessionOpener opener,
    SessionNotifier notifier,
    TimeProvider time)
{
    /// <summary>Zoom moves a start that is already past to the moment of the request, and its pages show minutes.</summary>
    private static readonly TimeSpan SameStart = TimeSpan.FromMinutes(1);

    /// <summary>Does nothing while a run goes on, or while a change or an end of ours is on its way.</summary>
    /// <returns>False: the session changed meanwhile, so that it has to be looked at again.</returns>
    public async Task<bool> TakeOverAsync(SessionRecord record, ZoomMeeting meeting, CancellationToken cancellationToken)
    {
        if (record.IsOver || record.IsRunning || record.Ending is not null || record.Pending is not null) return true;
        var plan = await PlanAsync(record, meeting, cancellationToken);
        if (!plan.IsSameAs(record.Plan))
        {
            if (!await plans.TryReplaceAsync(record, plan, [.. Notes(record.Plan, plan)], cancellationToken)) return false;
            await notifier.Changed(plan.Professor.Id, plan.SessionId, ChangeKind.PlanChanged, time.GetUtcNow());
        }

        // Also when nothing differs: an earlier look may have been cut off before this.
        await opener.ListAsItIsAsync(record with { Plan = plan }, cancellationToken);
        return true;
    }

    private async Task<SessionPlan> PlanAsync(SessionRecord record, ZoomMeeting meeting, CancellationToken cancellationToken)
    {
        var old = record.Plan;
        var plan = old with
        {
            Topic = meeting.Topic is { } topic && topic.Trim() is { Length: > 0 and <= 200 } trimmed ? trimmed : old.Topic,
            StartTime = meeting.StartTime is { } start && (start - old.StartTime).Duration() >= SameStart ? start : old.StartTime,
            Duration = meeting.Duration is >= 1 and <= 1440 and { } duration ? duration : old.Duration,
        };
        if (IsMoved(old, plan))
        {
            var overlaps = await planner.OverlapsAsync(old.Professor.Id, old.SessionId, plan.StartTime, plan.Duration, cancellationToken);
            plan = plan.Warned(SessionPlanner.Overlaps, overlaps);
        }

        return plan.Warned(RoomsAtZoom.RoomsDiffer, RoomsAtZoom.Changed(old, meeting.BreakoutRooms));
    }

    private IEnumerable<TableEntity> Notes(SessionPlan old, SessionPlan plan)
    {
        if (plan.Topic != old.Topic) yield return Note(plan.SessionId, TimelineNote.TopicChanged);
        if (IsMoved(old, plan)) yield return Note(plan.SessionId, TimelineNote.TimeChanged);
    }

    private TableEntity Note(string sessionId, string kind) =>
        TimelineNote.Write(sessionId, kind, TimelineNote.BySystem, time.GetUtcNow(), Guid.NewGuid().ToString("N"));

    private static bool IsMoved(SessionPlan old, SessionPlan plan) => (plan.StartTime, plan.Duration) != (old.StartTime, old.Duration);
}
