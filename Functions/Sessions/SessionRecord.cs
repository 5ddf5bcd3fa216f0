using Azure;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>All that a session's partition holds but its log.</summary>
/// <param name="BodyHash">What the creating request said, see <see cref="SessionIdentity.Fingerprint"/>.</param>
/// <param name="Attempt">Which creator inserted it.</param>
/// <param name="Ending">The reason for which it is being ended, between the wish and Zoom's answer.</param>
/// <param name="Pending">A change that Zoom has not confirmed.</param>
/// <param name="CaughtUp">What came of comparing attendance with Zoom's report.</param>
/// <param name="Frozen">Totals of those whose events are gone.</param>
/// <param name="ForgottenAt">Since when the session is being, or has been, stripped of personal data.</param>
/// <param name="Reopened">How storage still says that it ended, when a later run has reopened it, see <see cref="Reopening"/>.</param>
public sealed record SessionRecord(
    SessionFacts Facts,
    SessionPlan Plan,
    IReadOnlyList<PlannedRoom> Rooms,
    HostIdentity Host,
    IReadOnlyList<Person> People,
    IReadOnlyList<Run> Runs,
    string? BodyHash,
    string? Attempt,
    ETag ETag,
    string? Ending = null,
    PendingPlan? Pending = null,
    CaughtUp? CaughtUp = null,
    FrozenAttendance? Frozen = null,
    DateTimeOffset? ForgottenAt = null,
    EarlierEnd? Reopened = null)
{
    /// <summary>All runs that anybody was heard of in: a lost <c>meeting.started</c> does not make a run unknown.</summary>
    public RunHistory History => new(Runs, People, Facts.EndTime?.ToUnixTimeSeconds());

    /// <summary>Whether the meeting runs, as far as is known.</summary>
    public bool IsRunning => History.Latest is { End: null };

    /// <summary>Whether the class was held, at least in part: a run that was over by the planned start was only a try.</summary>
    public bool HasBegun => History.Ordered.Any(r => r.End is null || r.End > Plan.StartTime.ToUnixTimeSeconds());

    public bool IsOver => Facts.Status is SessionStatus.Completed or SessionStatus.Failed;

    public Attendance ToAttendance(SessionLog log, DateTimeOffset now)
    {
        var state = ToState(now);
        var planned = (Facts.StartTime.ToUnixTimeSeconds(), Plan.PlannedEnd.ToUnixTimeSeconds());
        var endedByUser = EndReason.IsCallers(Facts.EndReason) ? Facts.EndTime : null;
        var ofClass = ClassTime.Of(state.Runs, planned, endedByUser?.ToUnixTimeSeconds(), now.ToUnixTimeSeconds());
        return Frozen is null ? Folded() : Frozen.Over(Facts.SessionId, Plan, ofClass, Folded);

        Attendance Folded() => AttendanceFold.Fold(Facts.SessionId, CaughtUp.IsFinal(this, now), state, log, ofClass, now.ToUnixTimeSeconds());
    }

    internal ClassState ToState(DateTimeOffset now) =>
        new(new ClassPlan(Rooms, Host), People, Runs, now.ToUnixTimeSeconds(), Facts.EndTime?.ToUnixTimeSeconds());

    public Snapshot ToSnapshot(DateTimeOffset now) => SnapshotBuilder.Build(Facts, new ClassPlan(Rooms, Host), People, Runs, now);
}
