using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>
/// Whether somebody is in the meeting at a second, worked out from all events up to it as the rule is written, anew for every second.
/// </summary>
/// <param name="isNamedOnly">Several connections may go on side by side.</param>
internal sealed class MainPresence(IReadOnlyList<MeetingEvent> events, bool isNamedOnly)
{
    private readonly List<(long At, string User)> joins = Passages(events, EventKind.Joined);
    private readonly List<(long At, string User)> leaves = Passages(events, EventKind.Left);
    private readonly List<long> entries = [.. events.Where(e => e.Kind == EventKind.JoinedRoom).Select(e => e.OccurredAt)];
    private readonly List<long> waits = [.. events.Where(e => e.Kind == EventKind.EnteredWaitingRoom).Select(e => e.OccurredAt)];

    /// <summary>The seconds in which something says whether they are in.</summary>
    public IEnumerable<long> Moments => joins.Select(j => j.At).Concat(entries).Concat(leaves.Where(IsEnding).Select(l => l.At))
        .Distinct().Order();

    /// <summary>The same, and the seconds in which they were put into the waiting room.</summary>
    public IEnumerable<long> MomentsWithWaits => Moments.Concat(waits).Distinct().Order();

    /// <param name="waitingEnds">Whether somebody who waits is not in, as attendance has it.</param>
    public bool IsIn(long at, bool waitingEnds)
    {
        var since = waitingEnds ? waits.Where(w => w <= at).DefaultIfEmpty(long.MinValue).Max() : long.MinValue;
        var ends = leaves.Where(l => l.At <= at && IsEnding(l)).Select(l => l.At).DefaultIfEmpty(long.MinValue).Max();
        if (entries.Exists(r => r <= at && r >= since && r >= ends)) return true;
        var until = joins.FindAll(j => j.At <= at);
        return until.Count > 0 && (isNamedOnly ? AnyIsOpen(until, at, since) : IsLastOpen(until, at, since));
    }

    // Of the connection that joined last, or of none that is known, and later than all joins so far.
    private bool IsEnding((long At, string User) leave)
    {
        var before = joins.FindAll(j => j.At <= leave.At);
        var latest = before.Select(j => j.At).DefaultIfEmpty(long.MinValue).Max();
        if (!before.Exists(j => j.User == leave.User)) return leave.At > latest;
        return isNamedOnly || before.Exists(j => j.At == latest && j.User == leave.User);
    }

    private bool IsLastOpen(List<(long At, string User)> until, long at, long since)
    {
        var latest = until.Max(j => j.At);
        if (latest < since) return false;
        var unseen = leaves.Exists(l => l.At > latest && l.At <= at && !joins.Exists(j => j.User == l.User && j.At <= l.At));
        return !unseen && until.Exists(j => j.At == latest && !leaves.Exists(l => l.User == j.User && l.At >= latest && l.At <= at));
    }

    private bool AnyIsOpen(List<(long At, string User)> until, long at, long since) => until.GroupBy(j => j.User).Any(c =>
    {
        var joined = c.Max(j => j.At);
        return joined >= since && !leaves.Exists(l => l.User == c.Key && l.At >= joined && l.At <= at)
            && (c.Key.Length > 0 || until.TrueForAll(j => j.At <= joined));
    });

    private static List<(long At, string User)> Passages(IReadOnlyList<MeetingEvent> events, EventKind kind) =>
        [.. events.Where(e => e.Kind == kind).Select(e => (e.OccurredAt, e.Participant!.UserId ?? ""))];
}
