namespace Functions.Presence;

/// <summary>Folds the event log into attendance. Pure; the same events in any order, with any duplicates, give the same answer.</summary>
internal static class AttendanceFold
{
    /// <param name="state">Who is who and which room is whose.</param>
    /// <param name="log">Every event of the session with the person it is about.</param>
    /// <param name="planned">Start and end as planned, in seconds since 1970.</param>
    /// <param name="now">Seconds since 1970: where open stays end while the class runs.</param>
    public static Attendance Fold(
        string sessionId, bool final, ClassState state, IEnumerable<(string? PersonId, MeetingEvent Event)> log, (long Start, long End) planned, long now)
    {
        var stays = log
            .Where(l => l.PersonId is not null)
            .GroupBy(l => l.PersonId!, l => l.Event, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Stays.Of(g.Distinct(), state.Runs.EndOf(g.First().MeetingUuid) ?? now), StringComparer.Ordinal);
        var runs = state.Runs.Ordered;
        var began = Math.Max(planned.Start, runs.Count > 0 ? runs[0].Start ?? planned.Start : planned.Start);
        var over = Math.Min(planned.End, runs.Count > 0 ? runs[^1].End ?? now : now);

        var students = state.Plan.Rooms.SelectMany(room => room.Students.Select(student =>
        {
            var persons = state.People.Where(p => p.Student?.StudentId == student.StudentId).ToList();
            return Attend(student.StudentId, student.Name, student.Email, state.Find(student.StudentId)?.Student?.By, persons, room.RoomId);
        }));
        var unmatched = state.Unmatched.Select(p => Attend(null, p.Name, p.Person.State.Email?.Value, null, [p], null));
        return new(sessionId, final, [.. students], [.. unmatched]);

        Attendee Attend(string? id, string? name, string? email, MatchedBy? by, IReadOnlyList<Located> persons, string? ownRoom)
        {
            var intervals = Unite([.. persons.SelectMany(p => stays.GetValueOrDefault(p.Person.PersonId) ?? []).Select(s => Place(s, ownRoom, state.Bindings))]);
            long? first = intervals.Count == 0 ? null : intervals[0].From;
            long? last = intervals.Count == 0 ? null : intervals[^1].To;
            return new(
                id, name, email, by, RoomsIncomplete: false, Time(first), Time(last),
                intervals.Sum(i => i.To - i.From), Seconds(Location.OwnRoom), Seconds(Location.OtherRoom), Seconds(Location.MainSession),
                intervals.Zip(intervals.Skip(1)).Count(p => p.Second.From - p.First.To >= Whereabouts.GraceSeconds),
                first is { } f ? Math.Max(0, f - began) : 0,
                last is { } l ? Math.Max(0, over - l) : 0,
                [.. intervals.Select(i => new AttendanceInterval(i.Place, i.RoomId, Time(i.From)!.Value, Time(i.To)!.Value))]);

            long Seconds(Location place) => intervals.Where(i => i.Place == place).Sum(i => i.To - i.From);
        }
    }

    private static Placed Place(PlaceStay stay, string? ownRoom, RoomBindings bindings)
    {
        if (stay.RoomUuid is null) return new(Location.MainSession, null, stay.From, stay.To);
        var room = bindings.RoomOf.GetValueOrDefault(stay.RoomUuid);
        return new(room is not null && room == ownRoom ? Location.OwnRoom : Location.OtherRoom, room, stay.From, stay.To);
    }

    // Several devices at once: each second counts once, in the best place.
    private static List<Placed> Unite(IReadOnlyList<Placed> stays)
    {
        List<Placed> united = [];
        var edges = stays.SelectMany(s => new[] { s.From, s.To }).Distinct().Order().ToList();
        foreach (var (from, to) in edges.Zip(edges.Skip(1)))
        {
            var here = stays.Where(s => s.From <= from && s.To >= to).OrderByDescending(s => s.Place).ThenBy(s => s.RoomId, StringComparer.Ordinal).ToList();
            if (here.Count == 0) continue;
            var best = here[0] with { From = from, To = to };
            if (united.Count > 0 && united[^1] is var last && last.To == from && (last.Place, last.RoomId) == (best.Place, best.RoomId)) united[^1] = last with { To = to };
            else united.Add(best);
        }

        return united;
    }

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;

    private sealed record Placed(Location Place, string? RoomId, long From, long To);
}
