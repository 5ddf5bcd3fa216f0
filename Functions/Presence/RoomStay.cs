namespace Functions.Presence;

/// <summary>
/// When stays in breakout rooms ended. Zoom sends a room-left for those who walk out, but none when the host closes all rooms or when
/// somebody leaves the meeting from inside a room.
/// </summary>
internal static class RoomStay
{
    /// <summary>The end of the stay in the room joined last, or null while it lasts (leaving the meeting aside).</summary>
    public static long? EndOfLatest(PersonState p)
    {
        if (p.Rooms.LatestJoin is not { } room) return null;
        var end = EndSeen(p, room.Value, room.At);
        // Left the meeting and came back: in the main session, even within the grace time. A move leaves and joins in one second.
        if (p.Left is { } left && p.Joined is { } joined && left.At > room.At && joined.At > left.At) end = Bounded.Min(end, joined.At);
        return end;
    }

    /// <summary>The end of a person's last stay in a room; <see cref="long.MaxValue"/> while it lasts.</summary>
    /// <param name="runEnd">When the run was over, or null.</param>
    public static long EndOf(PersonState p, string uuid, long? runEnd, long now)
    {
        var visit = p.Rooms.ByUuid[uuid];
        if (visit.LastJoin is not { } joined) return visit.LastLeft ?? long.MinValue;
        if (p.Rooms.LatestJoin is { } latest && latest.Value != uuid)
        {
            var seen = EndSeen(p, uuid, joined) ?? long.MaxValue;
            return Math.Min(seen, NextRoom(p, uuid, joined) ?? latest.At);
        }

        if (EndOfLatest(p) is { } end) return end;
        return Whereabouts.Of(p, runEnd, now) is { Place: Place.Left, Since: { } left } ? left : long.MaxValue;
    }

    private static long? EndSeen(PersonState p, string uuid, long joined)
    {
        long? end = null;
        if (p.Rooms.ByUuid.TryGetValue(uuid, out var visit) && visit.LastLeft > joined) end = visit.LastLeft;
        foreach (var (_, other) in p.Rooms.ByUuid)
            if (other.LastLeft > joined + Whereabouts.GraceSeconds) end = Bounded.Min(end, other.LastLeft);
        if (p.Rooms.LatestLeft > joined + Whereabouts.GraceSeconds) end = Bounded.Min(end, p.Rooms.LatestLeft);
        foreach (var join in p.MainJoins)
        {
            if (join <= joined + Whereabouts.GraceSeconds) continue;
            end = Bounded.Min(end, join);
            break;
        }

        return end;
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
