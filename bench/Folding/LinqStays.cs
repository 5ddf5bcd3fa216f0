using Functions.Presence;

namespace Bench.Folding;

/// <summary>
/// Folds one person's events of one run into the places they were in, in order. The same rules as for <see cref="Whereabouts"/>, but
/// with the whole history instead of its latest moments.
/// </summary>
internal static class LinqStays
{
    /// <param name="end">When the run was over, or now while it goes on.</param>
    public static IReadOnlyList<PlaceStay> Of(IEnumerable<MeetingEvent> events, long end)
    {
        var ordered = events.OrderBy(e => e.OccurredAt).ToList();
        List<PlaceStay> stays = [];
        foreach (var (from, to) in Presences(ordered, end)) AddPlaces(ordered, from, to, stays);
        return stays;
    }

    /// <summary>
    /// The times whose beginning and end were both seen: from a join of the main meeting to the leave under the same <c>user_id</c>, which
    /// is another one after every move. Between two of them anything may have been lost.
    /// </summary>
    public static IReadOnlyList<Span> Proven(IEnumerable<MeetingEvent> events) => Spans.Union(events
        .Where(e => e.Kind is EventKind.Joined or EventKind.Left && e.Participant?.UserId is not null)
        .GroupBy(e => e.Participant!.UserId!, StringComparer.Ordinal)
        .Select(g => new Span(g.Min(e => e.OccurredAt), g.Max(e => e.OccurredAt))));

    private static IEnumerable<(long From, long To)> Presences(List<MeetingEvent> ordered, long end)
    {
        long? since = null;
        var known = new Connections();
        foreach (var second in ordered.Where(e => e.OccurredAt < end && IsAboutPresence(e.Kind)).GroupBy(e => e.OccurredAt))
        {
            var isIn = known.IsInAfter(second.Key, second.ToList());
            if (isIn && since is null) since = second.Key;
            else if (!isIn && since is { } from)
            {
                if (second.Key > from) yield return (from, second.Key);
                since = null;
            }
        }

        if (since is { } open && end > open) yield return (open, end);
    }

    private static bool IsAboutPresence(EventKind kind) => kind is EventKind.Joined or EventKind.Left or EventKind.JoinedRoom or EventKind.EnteredWaitingRoom;

    // Each user_id is a connection. A leave ends presence if it is of the one that joined last, or of one that was never seen to join and
    // later than that. Nobody knows whether Zoom tells of a leave when somebody is put into the waiting room: that they wait is enough.
    private sealed class Connections
    {
        private readonly HashSet<string> joined = new(StringComparer.Ordinal);
        private HashSet<string> latest = [], remaining = [];
        private long latestAt = long.MinValue;
        private bool isInRoom, isLeft;

        public bool IsInAfter(long at, List<MeetingEvent> second)
        {
            if (second.Exists(e => e.Kind == EventKind.EnteredWaitingRoom)) (remaining, isInRoom) = ([], false);
            var joins = second.Where(e => e.Kind == EventKind.Joined).Select(e => e.Participant?.UserId ?? "")
                .ToHashSet(StringComparer.Ordinal);
            if (joins.Count > 0) (latest, remaining, latestAt, isLeft) = (joins, [.. joins], at, false);
            joined.UnionWith(joins);
            foreach (var left in second.Where(e => e.Kind == EventKind.Left).Select(e => e.Participant?.UserId ?? ""))
            {
                if (joined.Contains(left) ? !latest.Contains(left) : at <= latestAt) continue;
                isLeft |= !joined.Contains(left);
                remaining.Remove(left);
                isInRoom = false;
            }

            isInRoom |= second.Exists(e => e.Kind == EventKind.JoinedRoom);
            return isInRoom || (remaining.Count > 0 && !isLeft);
        }
    }

    private static void AddPlaces(List<MeetingEvent> ordered, long from, long to, List<PlaceStay> stays)
    {
        var inRooms = ordered
            .Where(e => e.Kind == EventKind.JoinedRoom && e.OccurredAt >= from && e.OccurredAt < to)
            .GroupBy(e => e.OccurredAt)
            .Select(g => g.MaxBy(e => e.RoomUuid, StringComparer.Ordinal)!)
            .ToList();
        var at = from;
        for (var i = 0; i < inRooms.Count; i++)
        {
            var (joined, room) = (inRooms[i].OccurredAt, inRooms[i].RoomUuid!);
            var until = Math.Min(i + 1 < inRooms.Count ? inRooms[i + 1].OccurredAt : to, to);
            foreach (var e in ordered)
                if (EndsStay(e, room, joined) && e.OccurredAt < until) until = e.OccurredAt;
            Add(null, at, joined);
            Add(room, joined, until);
            at = Math.Max(at, until);
        }

        Add(null, at, to);

        void Add(string? room, long start, long stop)
        {
            if (stop <= start) return;
            if (stays.Count > 0 && stays[^1] is var last && last.RoomUuid == room && last.To == start) stays[^1] = last with { To = stop };
            else stays.Add(new(room, start, stop));
        }
    }

    private static bool EndsStay(MeetingEvent e, string room, long joined) => e.Kind switch
    {
        EventKind.LeftRoom => e.OccurredAt > (e.RoomUuid == room ? joined : joined + Whereabouts.GraceSeconds),
        EventKind.Joined => e.OccurredAt > joined + Whereabouts.GraceSeconds,
        _ => false,
    };
}
