using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>Whether a person is in the meeting: the rule of <see cref="Attending"/> on what is kept of them.</summary>
/// <param name="GoneAt">When they left for good, in seconds since 1970. Null while they are in, and when they never were.</param>
/// <param name="Leaves">The seconds of all leaves that ended presence, in order.</param>
internal readonly record struct MainMeeting(bool IsIn, long? GoneAt, IReadOnlyList<long> Leaves)
{
    /// <param name="isSideBySide">See <see cref="Person.IsKnownByNameOnly"/>.</param>
    public static MainMeeting Of(PersonState p, bool isSideBySide)
    {
        var attending = new Attending(isSideBySide);
        var entries = RoomEntries(p);
        List<long> leaves = [];
        int joined = 0, left = 0, entered = 0;
        while (Earliest(At(p.MainJoins, joined), At(p.MainLeaves, left), entered < entries.Count ? entries[entered] : null) is { } at)
        {
            var ends = false;
            for (; At(p.MainJoins, joined) == at; joined++) attending.Join(at, p.MainJoins[joined].UserId);
            for (; At(p.MainLeaves, left) == at; left++) ends |= attending.Leave(at, p.MainLeaves[left].UserId);
            for (; entered < entries.Count && entries[entered] == at; entered++) attending.EnterRoom();
            if (ends && !attending.IsIn) leaves.Add(at);
        }

        return new(attending.IsIn, attending.IsIn ? null : attending.GoneAt, leaves);
    }

    private static long? At(ImmutableSortedSet<Passage> passages, int i) => i < passages.Count ? passages[i].At : null;

    private static long? Earliest(long? a, long? b, long? c) => Bounded.Min(Bounded.Min(a, b), c);

    private static List<long> RoomEntries(PersonState p)
    {
        List<long> entries = [];
        if (p.Rooms.LatestJoin is { } latest) entries.Add(latest.At);
        foreach (var (_, visit) in p.Rooms.ByUuid)
        {
            if (visit.FirstJoin is { } first) entries.Add(first);
            if (visit.LastJoin is { } last && last != visit.FirstJoin) entries.Add(last);
        }

        entries.Sort();
        return entries;
    }
}
