using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>
/// One person of one run with their every event, in true order. The rules of presence are replayed on the whole history here; the
/// product, which keeps a few greatest and least moments, must come to the same.
/// </summary>
internal sealed class History
{
    private const int Grace = 5;

    private readonly List<MeetingEvent> events;
    private readonly List<(long At, bool IsIn)> presence;
    private readonly List<(long At, bool IsIn)> attended;

    public History(string personId, string run, IEnumerable<MeetingEvent> events, string? hand, bool isNamedOnly)
    {
        (PersonId, Run, Hand) = (personId, run, hand);
        this.events = [.. events.Distinct().OrderBy(e => e.OccurredAt)];
        var main = new MainPresence(this.events, isNamedOnly);
        presence = [.. main.Moments.Select(at => (at, main.IsIn(at, waitingEnds: false)))];
        // Who is put into the waiting room attends no longer, whether a leave is told or not.
        attended = [.. main.MomentsWithWaits.Select(at => (at, main.IsIn(at, waitingEnds: true)))];
    }

    public string PersonId { get; }

    public string Run { get; }

    public string? Hand { get; }

    /// <summary>When the run had begun at the latest. Somebody may wait before it begins.</summary>
    public long? RunBegan => events
        .Where(e => e.Kind is EventKind.Joined or EventKind.JoinedRoom or EventKind.Left or EventKind.LeftRoom)
        .Min(e => e.RunStart is { } start ? Math.Min(start, e.OccurredAt) : (long?)e.OccurredAt);

    public IEnumerable<string> Rooms => events.Where(e => e.RoomUuid is not null).Select(e => e.RoomUuid!).Distinct();

    public long? LastEntry => Times(EventKind.Joined, EventKind.JoinedRoom).Cast<long?>().Max();

    /// <summary>What was stated last; of several texts in one second the greatest.</summary>
    public string? Latest(Func<Participant, string?> field) =>
        Stated(field).OrderBy(s => s.At).ThenBy(s => s.Value, StringComparer.Ordinal).LastOrDefault().Value;

    public string? EarliestName => Stated(p => p.Name).OrderBy(s => s.At).ThenByDescending(s => s.Value, StringComparer.Ordinal).FirstOrDefault().Value;

    /// <summary>Where they are, in which room, since when, and when a young leave will count.</summary>
    public (Place Place, string? Room, long? Since, long? Settles) Where(long? runEnd, long now)
    {
        var waits = WaitingSince();
        if (presence.Count == 0) return waits is not null && runEnd is null ? (Place.WaitingRoom, null, waits, null) : (Place.Absent, null, null, null);
        var (at, isIn) = presence[^1];
        if (runEnd is not null) return (Place.Left, null, isIn ? runEnd : at, null);
        if (waits is not null) return (Place.WaitingRoom, null, waits, null);
        if (!isIn && now >= at + Grace) return (Place.Left, null, at, null);
        long? settles = isIn ? null : at + Grace;
        var entry = events.Where(e => e.Kind == EventKind.JoinedRoom).OrderBy(e => e.OccurredAt).ThenBy(e => e.RoomUuid, StringComparer.Ordinal).LastOrDefault();
        if (entry is not null && EndOf(entry) is null) return (Place.Room, entry.RoomUuid, entry.OccurredAt, settles);
        long?[] returns = [entry is null ? null : EndOf(entry), LastReturn(), Times(EventKind.LeftRoom).Cast<long?>().Max()];
        return (Place.MainSession, null, returns.Max() ?? Times(EventKind.Joined).Cast<long?>().Max() ?? at, settles);
    }

    /// <summary>When they first entered a room, or, if no entry is known, last left it.</summary>
    public long FirstIn(string room) => Entries(room).Select(e => (long?)e.OccurredAt).Min() ?? Exits(room).Max();

    /// <summary>The first entry into a room that is known of.</summary>
    public long? FirstEntry => Times(EventKind.JoinedRoom).Cast<long?>().Min();

    /// <summary>When they were last in a room; for ever, while they are. Whoever left or waits outside is in no room.</summary>
    public long LastIn(string room, long? runEnd, long now) => Entries(room)
        .Select(e => EndOf(e) ?? (Where(runEnd, now) is { Place: Place.Left or Place.WaitingRoom, Since: { } gone } ? gone : long.MaxValue))
        .Concat(Exits(room))
        .Max();

    /// <summary>The place at the end of a second, as far as events up to then tell: null is the main session.</summary>
    public (bool IsIn, string? Room) At(long second)
    {
        var until = attended.TakeWhile(p => p.At <= second).ToList();
        if (until.Count == 0 || !until[^1].IsIn) return (false, null);
        var since = until.AsEnumerable().Reverse().TakeWhile(p => p.IsIn).Last().At;
        var entry = events.Where(e => e.Kind == EventKind.JoinedRoom && e.OccurredAt >= since && e.OccurredAt <= second)
            .OrderBy(e => e.OccurredAt).ThenBy(e => e.RoomUuid, StringComparer.Ordinal).LastOrDefault();
        return (true, entry is null || events.Exists(e => e.OccurredAt <= second && IsOutOfRoom(e, entry)) ? null : entry.RoomUuid);
    }

    /// <summary>The last leave of somebody of whom nothing else was told.</summary>
    public long? LeaveWithoutJoin => Times(EventKind.Joined, EventKind.JoinedRoom).Any() ? null
        : Times(EventKind.Left, EventKind.LeftRoom).Cast<long?>().Max();

    public bool IsSeenComing => Times(EventKind.Joined, EventKind.JoinedRoom).Any();

    /// <summary>The names they went by, the one heard last first.</summary>
    public IEnumerable<string> LaterNames => Stated(p => p.Name).GroupBy(s => s.Value!)
        .OrderByDescending(g => g.Max(s => s.At)).ThenByDescending(g => g.Key, StringComparer.Ordinal).Take(8).Select(g => g.Key);

    public IEnumerable<long> Moments => events.Select(e => e.OccurredAt).Distinct();

    private IEnumerable<MeetingEvent> Entries(string room) => events.Where(e => e.Kind == EventKind.JoinedRoom && e.RoomUuid == room);

    private IEnumerable<long> Exits(string room) => events.Where(e => e.Kind == EventKind.LeftRoom && e.RoomUuid == room).Select(e => e.OccurredAt);

    private IEnumerable<long> Times(params EventKind[] kinds) => events.Where(e => kinds.Contains(e.Kind)).Select(e => e.OccurredAt);

    private IEnumerable<(long At, string? Value)> Stated(Func<Participant, string?> field) =>
        events.Select(e => (e.OccurredAt, field(e.Participant!))).Where(s => !string.IsNullOrEmpty(s.Item2));

    // The first sign that a stay was over: one of its own, or that they left the meeting and were seen again.
    private long? EndOf(MeetingEvent entry)
    {
        var signs = events.Where(e => IsOutOfRoom(e, entry) || (e.Kind == EventKind.JoinedRoom && e.OccurredAt > entry.OccurredAt)).Select(e => (long?)e.OccurredAt);
        var absences = presence.Where((p, i) => !p.IsIn && p.At > entry.OccurredAt && i < presence.Count - 1).Select(p => (long?)p.At);
        return signs.Concat(absences).Min();
    }

    private static bool IsOutOfRoom(MeetingEvent e, MeetingEvent entry) => e.Kind switch
    {
        EventKind.LeftRoom when e.RoomUuid == entry.RoomUuid => e.OccurredAt > entry.OccurredAt,
        EventKind.LeftRoom or EventKind.Joined => e.OccurredAt > entry.OccurredAt + Grace,
        _ => false,
    };

    private long? LastReturn() => Times(EventKind.Joined).Except(Times(EventKind.Left)).Cast<long?>().Max();

    private long? WaitingSince() =>
        Times(EventKind.EnteredWaitingRoom).Cast<long?>().Max() is { } entered
        && !Times(EventKind.LeftWaitingRoom, EventKind.Joined, EventKind.JoinedRoom).Any(t => t >= entered) ? entered : null;
}
