namespace Functions.Presence;

/// <summary>Several devices at once: each second counts once, in the best place.</summary>
internal static class UnitedTimes
{
    /// <param name="stays">In any order; they are put in order of their beginning.</param>
    /// <returns>Times in order, none of which overlap, and no two in the same place touch.</returns>
    public static List<Placed> Of(List<Placed> stays)
    {
        stays.Sort(static (a, b) => a.From.CompareTo(b.From));
        List<Placed> united = new(stays.Count), active = [];
        var (next, at) = (0, 0L);
        while (next < stays.Count || active.Count > 0)
        {
            if (active.Count == 0) at = stays[next].From;
            while (next < stays.Count && stays[next].From <= at) active.Add(stays[next++]);
            var (best, until) = (active[0], next < stays.Count ? stays[next].From : long.MaxValue);
            foreach (var stay in active)
            {
                until = Math.Min(until, stay.To);
                if (IsBetter(stay, best)) best = stay;
            }

            Add(best with { From = at, To = until }, united);
            for (var i = active.Count - 1; i >= 0; i--)
                if (active[i].To <= until) active.RemoveAt(i);
            at = until;
        }

        return united;
    }

    private static bool IsBetter(Placed a, Placed b) => a.Place != b.Place ? a.Place > b.Place : string.CompareOrdinal(a.RoomId, b.RoomId) < 0;

    private static void Add(Placed time, List<Placed> united)
    {
        if (united.Count > 0 && united[^1] is var last && last.To == time.From && last.Place == time.Place && last.RoomId == time.RoomId) united[^1] = last with { To = time.To };
        else united.Add(time);
    }
}
