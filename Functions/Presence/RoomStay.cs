namespace Functions.Presence;

/// <summary>
/// When stays in breakout rooms ended. Zoom sends a room-left for those who walk out, but none when the host closes all rooms or when
/// somebody leaves the meeting from inside a room.
/// </summary>
internal static class RoomStay
{
    /// <summary>The end of the stay in the room joined last, or null while it lasts (a leave of the meeting with nothing after it aside).</summary>
    public static long? EndOfLatest(PersonState p, MainMeeting main) =>
        p.Rooms.LatestJoin is { } room ? EndSeen(p, main, room.Value, room.At) : null;

    /// <summary>When a person was last in a room; <see cref="long.MaxValue"/> while they are.</summary>
    /// <param name="runEnd">When the run was over, or null.</param>
    public static long EndOf(PersonState p, MainMeeting main, string uuid, long? runEnd, long now)
    {
        var visit = p.Rooms.ByUuid[uuid];
        var left = visit.LastLeft ?? long.MinValue;
        if (visit.LastJoin is not { } joined) return left;
        // Whose return to the room was lost may have left it again, long after the stay that is known of.
        return Math.Max(left, p.Rooms.LatestJoin is { } latest && latest.Value != uuid
            ? Math.Min(EndSeen(p, main, uuid, joined) ?? long.MaxValue, NextRoom(p, uuid, joined) ?? latest.At)
            : EndOfLatest(p, main) ?? GoneAt(Whereabouts.Of(p, main, runEnd, now)) ?? long.MaxValue);
    }

    private static long? GoneAt(Whereabouts at) => at.Place is Place.Left or Place.WaitingRoom ? at.Since : null;

    private static long? EndSeen(PersonState p, MainMeeting main, string uuid, long joined)
    {
        long? end = null;
        if (p.Rooms.ByUuid.TryGetValue(uuid, out var visit) && visit.LastLeft > joined) end = visit.LastLeft;
        foreach (var (_, other) in p.Rooms.ByUuid)
            if (other.LastLeft > joined + Whereabouts.GraceSeconds) end = Bounded.Min(end, other.LastLeft);
        if (p.Rooms.LatestLeft > joined + Whereabouts.GraceSeconds) end = Bounded.Min(end, p.Rooms.LatestLeft);
        foreach (var join in p.MainJoins)
        {
            if (join.At <= joined + Whereabouts.GraceSeconds) continue;
            end = Bounded.Min(end, join.At);
            break;
        }

        return Bounded.Min(end, RealLeaveAfter(p, main, joined));
    }

    // A leave of the meeting after which they were seen again, even within the grace time. A room move leaves and joins in one second.
    private static long? RealLeaveAfter(PersonState p, MainMeeting main, long joined)
    {
        var seen = Bounded.Max(main.Leaves.Count > 0 ? main.Leaves[^1] : null, Bounded.Max(p.LastJoin, p.Rooms.LatestJoin?.At));
        foreach (var leave in main.Leaves)
            if (leave > joined && leave < seen) return leave;
        return null;
    }

    private static long? NextRoom(PersonState p, string uuid, long joined)
    {
        long? next = null;
        foreach (var (other, visit) in p.Rooms.ByUuid)
        {
            if (other == uuid) continue;
            if (visit.FirstJoin > joined) next = Bounded.Min(next, visit.FirstJoin);
            if (visit.LastJoin > joined) next = Bounded.Min(next, visit.LastJoin);
        }

        return next;
    }
}
