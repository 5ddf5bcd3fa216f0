namespace Functions.Presence;

/// <summary>Where in a meeting somebody is, before anything is known of planned rooms.</summary>
public enum Place
{
    Absent,
    Left,
    WaitingRoom,
    MainSession,
    Room,
}

/// <summary>Where a person is, computed from their state when it is read.</summary>
/// <param name="RoomUuid">The breakout room, for <see cref="Place.Room"/>.</param>
/// <param name="Since">The occurred time of the event that set the place, in seconds since 1970.</param>
/// <param name="SettlesAt">When a leave that is still too young to be believed will count, in seconds since 1970.</param>
public sealed record Whereabouts(Place Place, string? RoomUuid = null, long? Since = null, long? SettlesAt = null)
{
    /// <summary>
    /// Seconds a leave must be old before it counts, and a main-meeting join must come after a room join to mean a return: a room
    /// move makes both, at about the same time and in any order.
    /// </summary>
    public const int GraceSeconds = 5;

    public bool IsPresent => Place is Place.MainSession or Place.Room;

    /// <param name="runEnd">When the run was over; null while it goes on.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static Whereabouts Of(PersonState person, long? runEnd, long now)
    {
        if (!WasEverIn(person)) return runEnd is null ? Waiting(person) ?? new(Place.Absent) : new(Place.Absent);
        if (runEnd is { } end) return new(Place.Left, Since: IsIn(person) ? end : person.Left!.At);
        if (Waiting(person) is { } waiting) return waiting;
        if (IsIn(person)) return Inside(person);
        var settles = person.Left!.At + GraceSeconds;
        return now < settles
            ? Inside(person) with { SettlesAt = settles }
            : new(Place.Left, Since: person.Left.At);
    }

    private static bool WasEverIn(PersonState p) => p.Joined is not null || p.Left is not null || p.Rooms.LatestJoin is not null;

    private static bool IsIn(PersonState p)
    {
        if (p.Left is not { } left) return true;
        if (p.Rooms.LatestJoin?.At >= left.At) return true;
        if (p.Joined is not { } joined || joined.At < left.At) return false;
        return joined.At > left.At || joined.UserIds.Except(left.UserIds).Count > 0;
    }

    private static Whereabouts? Waiting(PersonState p) =>
        p.EnteredWaitingRoom is { } entered && !(p.LeftWaitingRoom >= entered) && !(p.Joined?.At >= entered) && !(p.Rooms.LatestJoin?.At >= entered)
            ? new(Place.WaitingRoom, Since: entered)
            : null;

    private static Whereabouts Inside(PersonState p)
    {
        var ended = RoomStay.EndOfLatest(p);
        if (p.Rooms.LatestJoin is { } room && ended is null) return new(Place.Room, room.Value, room.At);
        var backInMain = Bounded.Max(Bounded.Max(ended, p.Rooms.LatestLeft), LastReturn(p));
        return new(Place.MainSession, Since: backInMain ?? p.Joined?.At ?? p.Left?.At);
    }

    // A join in the second of a leave belongs to a room move; what came before and after it, the room's own events tell.
    private static long? LastReturn(PersonState p)
    {
        for (var i = p.MainJoins.Count - 1; i >= 0; i--)
            if (!p.MainLeaves.Contains(p.MainJoins[i])) return p.MainJoins[i];
        return null;
    }
}
