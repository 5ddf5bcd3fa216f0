namespace Functions.Presence;

/// <summary>A time somebody spent in one place: the main session (no room) or a breakout room. Seconds since 1970, the end excluded.</summary>
internal readonly record struct PlaceStay(string? RoomUuid, long From, long To);

/// <summary>
/// Folds one person's events of one run into the places they were in, in order. The same rules as for <see cref="Whereabouts"/>, but
/// with the whole history instead of its latest moments. Walks the events second by second: within one, neither order nor duplicates count.
/// </summary>
internal static class Stays
{
    /// <param name="ordered">In order of time.</param>
    /// <param name="end">When the run was over, or now while it goes on.</param>
    /// <param name="attending">Fresh, or reset.</param>
    public static IReadOnlyList<PlaceStay> Of(ReadOnlySpan<MeetingEvent> ordered, long end, Attending attending)
    {
        List<PlaceStay> stays = new(ordered.Length / 2);
        int? entered = null;
        var i = 0;
        while (i < ordered.Length && ordered[i].OccurredAt < end)
        {
            var next = NextSecond(ordered, i);
            Attend(ordered[i..next], attending);
            if (attending.IsIn)
            {
                entered ??= i;
            }
            else if (entered is { } first)
            {
                AddPlaces(ordered[first..i], ordered[i].OccurredAt, stays);
                entered = null;
            }

            i = next;
        }

        if (entered is { } open) AddPlaces(ordered[open..i], end, stays);
        return stays;
    }

    /// <summary>
    /// The times whose beginning and end were both seen: from a join of the main meeting to the leave under the same <c>user_id</c>, which
    /// is another one after every move. Between two of them anything may have been lost.
    /// </summary>
    public static IReadOnlyList<Span> Proven(ReadOnlySpan<MeetingEvent> ordered)
    {
        Dictionary<string, Span> seen = new(StringComparer.Ordinal);
        foreach (var e in ordered)
            if (e.Kind is EventKind.Joined or EventKind.Left && e.Participant?.UserId is { } user)
                seen[user] = new(seen.TryGetValue(user, out var span) ? span.From : e.OccurredAt, e.OccurredAt);
        return Spans.Union(seen.Values);
    }

    private static int NextSecond(ReadOnlySpan<MeetingEvent> ordered, int i)
    {
        var second = ordered[i].OccurredAt;
        while (++i < ordered.Length && ordered[i].OccurredAt == second) continue;
        return i;
    }

    private static void Attend(ReadOnlySpan<MeetingEvent> second, Attending attending)
    {
        if (second.Length == 1)
        {
            Attend(second[0], attending);
            return;
        }

        foreach (var kind in InOneSecond)
            foreach (var e in second)
                if (e.Kind == kind) Attend(e, attending);
    }

    // Nobody knows whether Zoom tells of a leave when somebody is put into the waiting room: that they wait is enough.
    private static void Attend(MeetingEvent e, Attending attending)
    {
        switch (e.Kind)
        {
            case EventKind.EnteredWaitingRoom:
                attending.Wait();
                break;
            case EventKind.Joined:
                attending.Join(e.OccurredAt, e.Participant?.UserId ?? "");
                break;
            case EventKind.Left:
                attending.Leave(e.OccurredAt, e.Participant?.UserId ?? "");
                break;
            case EventKind.JoinedRoom:
                attending.EnterRoom();
                break;
        }
    }

    private static ReadOnlySpan<EventKind> InOneSecond =>
        [EventKind.EnteredWaitingRoom, EventKind.Joined, EventKind.Left, EventKind.JoinedRoom];

    /// <param name="presence">From the second in which somebody came to the last one before they went.</param>
    private static void AddPlaces(ReadOnlySpan<MeetingEvent> presence, long to, List<PlaceStay> stays)
    {
        var at = presence[0].OccurredAt;
        for (int i = 0, next; i < presence.Length; i = next)
        {
            next = NextSecond(presence, i);
            if (RoomJoinedIn(presence[i..next]) is not { } room) continue;
            var joined = presence[i].OccurredAt;
            var until = EndOfStay(room, joined, presence[next..]) ?? to;
            Add(null, at, joined, stays);
            Add(room, joined, until, stays);
            at = until;
        }

        Add(null, at, to, stays);
    }

    private static string? RoomJoinedIn(ReadOnlySpan<MeetingEvent> second)
    {
        string? room = null;
        foreach (var e in second)
            if (e.Kind == EventKind.JoinedRoom && string.CompareOrdinal(e.RoomUuid, room) > 0) room = e.RoomUuid;
        return room;
    }

    private static long? EndOfStay(string room, long joined, ReadOnlySpan<MeetingEvent> later)
    {
        foreach (var e in later)
            if (EndsStay(e, room, joined)) return e.OccurredAt;
        return null;
    }

    private static bool EndsStay(MeetingEvent e, string room, long joined) => e.Kind switch
    {
        EventKind.JoinedRoom => true,
        EventKind.LeftRoom => e.OccurredAt > joined + Whereabouts.GraceSeconds || e.RoomUuid == room,
        EventKind.Joined => e.OccurredAt > joined + Whereabouts.GraceSeconds,
        _ => false,
    };

    private static void Add(string? room, long from, long to, List<PlaceStay> stays)
    {
        if (to <= from) return;
        if (stays.Count > 0 && stays[^1] is var last && last.RoomUuid == room && last.To == from) stays[^1] = last with { To = to };
        else stays.Add(new(room, from, to));
    }
}
