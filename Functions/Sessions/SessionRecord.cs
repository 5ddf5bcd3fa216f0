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
    DateTimeOffset? ForgottenAt = null)
{
    /// <summary>Whether anybody was ever heard of in the meeting: a lost <c>meeting.started</c> does not make it unstarted.</summary>
    public bool HasStarted => Runs.Count > 0 || People.Any(p => p.State.RunStart is not null);

    public bool IsOver => Facts.Status is SessionStatus.Completed or SessionStatus.Failed;

    public Attendance ToAttendance(SessionLog log, DateTimeOffset now)
    {
        var state = ToState(now);
        var planned = (Facts.StartTime.ToUnixTimeSeconds(), Plan.PlannedEnd.ToUnixTimeSeconds());
        var endedByUser = Facts.EndReason is EndReason.EndedByUser or EndReason.Cancelled ? Facts.EndTime : null;
        var ofClass = ClassTime.Of(state.Runs, planned, endedByUser?.ToUnixTimeSeconds(), now.ToUnixTimeSeconds());
        return Frozen is null ? Folded() : Frozen.Over(Facts.SessionId, Plan, ofClass, Folded);

        Attendance Folded() => AttendanceFold.Fold(Facts.SessionId, IsOver, state, log, ofClass, now.ToUnixTimeSeconds());
    }

    internal ClassState ToState(DateTimeOffset now) =>
        new(new ClassPlan(Rooms, Host), People, Runs, now.ToUnixTimeSeconds(), Facts.EndTime?.ToUnixTimeSeconds());

    public Snapshot ToSnapshot(DateTimeOffset now) => SnapshotBuilder.Build(Facts, new ClassPlan(Rooms, Host), People, Runs, now);
}
