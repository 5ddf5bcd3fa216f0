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
    public static Whereabouts Of(Person person, long? runEnd, long now) =>
        Of(person.State, MainMeeting.Of(person.State, person.IsKnownByNameOnly), runEnd, now);

    internal static Whereabouts Of(PersonState person, MainMeeting main, long? runEnd, long now)
    {
        if (!main.IsIn && main.GoneAt is null) return runEnd is null ? Waiting(person) ?? new(Place.Absent) : new(Place.Absent);
        if (runEnd is { } end) return new(Place.Left, Since: main.GoneAt ?? end);
        if (Waiting(person) is { } waiting) return waiting;
        if (main.GoneAt is not { } gone) return Inside(person, main);
        var settles = gone + GraceSeconds;
        return now < settles ? Inside(person, main) with { SettlesAt = settles } : new(Place.Left, Since: gone);
    }

    private static Whereabouts? Waiting(PersonState p) =>
        p.EnteredWaitingRoom is { } entered && !(p.LeftWaitingRoom >= entered) && !(p.LastJoin >= entered)
            && !(p.Rooms.LatestJoin?.At >= entered)
            ? new(Place.WaitingRoom, Since: entered)
            : null;

    private static Whereabouts Inside(PersonState p, MainMeeting main)
    {
        var ended = RoomStay.EndOfLatest(p, main);
        if (p.Rooms.LatestJoin is { } room && ended is null) return new(Place.Room, room.Value, room.At);
        var backInMain = Bounded.Max(Bounded.Max(ended, p.Rooms.LatestLeft), LastReturn(p));
        return new(Place.MainSession, Since: backInMain ?? p.LastJoin ?? main.GoneAt);
    }

    // A join in the second of a leave belongs to a room move; what came before and after it, the room's own events tell.
    private static long? LastReturn(PersonState p)
    {
        for (int i = p.MainJoins.Count - 1, j = p.MainLeaves.Count - 1; i >= 0; i--)
        {
            var at = p.MainJoins[i].At;
            while (j >= 0 && p.MainLeaves[j].At > at) j--;
            if (j < 0 || p.MainLeaves[j].At < at) return at;
        }

        return null;
    }
}
