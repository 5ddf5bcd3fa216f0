namespace Functions.Presence;

/// <summary>What a person's passages and rooms say of their being in the meeting: the rule of <see cref="Attending"/> on what is kept of them.</summary>
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
        while (joined < p.MainJoins.Count || left < p.MainLeaves.Count || entered < entries.Count)
        {
            var at = Math.Min(
                Math.Min(joined < p.MainJoins.Count ? p.MainJoins[joined].At : long.MaxValue, left < p.MainLeaves.Count ? p.MainLeaves[left].At : long.MaxValue),
                entered < entries.Count ? entries[entered] : long.MaxValue);
            var tells = false;
            for (; joined < p.MainJoins.Count && p.MainJoins[joined].At == at; joined++) attending.Join(at, p.MainJoins[joined].UserId);
            for (; left < p.MainLeaves.Count && p.MainLeaves[left].At == at; left++) tells |= attending.Leave(at, p.MainLeaves[left].UserId);
            for (; entered < entries.Count && entries[entered] == at; entered++) attending.EnterRoom();
            if (tells && !attending.IsIn) leaves.Add(at);
        }

        return new(attending.IsIn, attending.IsIn ? null : attending.GoneAt, leaves);
    }

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
