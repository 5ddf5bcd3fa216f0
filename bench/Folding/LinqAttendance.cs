using Functions.Presence;

namespace Bench.Folding;

/// <summary>The rules of attendance as one writes them down first: in LINQ, as <c>AttendanceFold</c> itself once was. What it is measured against.</summary>
internal static class LinqAttendance
{
    /// <param name="state">Who is who and which room is whose.</param>
    /// <param name="time">When the class was.</param>
    /// <param name="now">Seconds since 1970: where open stays end while the class runs.</param>
    public static Attendance Fold(string sessionId, bool final, ClassState state, SessionLog log, ClassTime time, long now)
    {
        var stays = PersonStays(state, log, now);
        var matcher = new ReportMatcher(state);
        var reported = log.Reported
            .Select(r => (Attendee: matcher.AttendeeOf(r), Stay: r))
            .Where(r => r.Attendee is not null)
            .ToLookup(r => r.Attendee!, r => r.Stay, StringComparer.Ordinal);

        var students = state.Plan.Rooms.SelectMany(room => room.Students.Select(student =>
        {
            var persons = state.People.Where(p => p.Student?.StudentId == student.StudentId).ToList();
            return Attend(
                new(
                    student.StudentId, student.Name, student.Email, state.Find(student.StudentId)?.Student?.By,
                    state.EmailDiffers(student.StudentId)),
                persons,
                reported[ReportMatcher.StudentKey(student.StudentId)], room.RoomId);
        }));
        var unmatched = state.Unmatched.Select(p => Attend(new(null, p.Name, p.Person.State.Email?.Value, null, false), [p],
            reported[ReportMatcher.AttendeeOf(p)!], null));
        var strangers = reported.Where(g => ReportMatcher.IsStranger(g.Key)).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Attend(new(null, g.First().Who.Name, g.First().Who.Email, null, false), [], g, null));
        return new(sessionId, final, Time(time.Start)!.Value, Time(time.End)!.Value, [.. students], [.. unmatched, .. strangers]);

        Attendee Attend(Identity who, IReadOnlyList<Located> persons, IEnumerable<ReportedStay> report, string? ownRoom)
        {
            var (placed, incomplete) = LinqPlacedTimes.Of([.. persons.Select(p => stays.GetValueOrDefault(p.Person.PersonId)).OfType<LinqPersonStays>()], [.. report], ownRoom, state.Bindings);
            var intervals = Unite(placed);
            long? first = intervals.Count == 0 ? null : intervals[0].From;
            long? last = intervals.Count == 0 ? null : intervals[^1].To;
            var inClass = intervals.Select(i => time.Within(i.From, i.To)).OfType<(long From, long To)>().ToList();
            return new(
                who.StudentId, who.Name, who.Email, who.MatchedBy, who.EmailDiffers, incomplete, Time(first), Time(last), JoinUnseen: false,
                intervals.Sum(i => i.To - i.From), Seconds(Location.OwnRoom), Seconds(Location.OtherRoom), Seconds(Location.MainSession),
                intervals.Zip(intervals.Skip(1)).Count(p => p.Second.From - p.First.To >= Whereabouts.GraceSeconds),
                inClass.Count == 0 ? 0 : inClass[0].From - time.Start,
                inClass.Count == 0 ? 0 : time.End - inClass[^1].To,
                inClass.Sum(i => i.To - i.From),
                [.. intervals.Select(i => new AttendanceInterval(i.Place, i.RoomId, Time(i.From)!.Value, Time(i.To)!.Value))]);

            long Seconds(Location place) => intervals.Where(i => i.Place == place).Sum(i => i.To - i.From);
        }
    }

    private static Dictionary<string, LinqPersonStays> PersonStays(ClassState state, SessionLog log, long now) => log.Events
        .Where(l => l.PersonId is not null)
        .GroupBy(l => l.PersonId!, l => l.Event, StringComparer.Ordinal)
        .ToDictionary(
            g => g.Key,
            g =>
            {
                var (events, run) = (g.Distinct().ToList(), g.First().MeetingUuid);
                return new LinqPersonStays(run, LinqStays.Of(events, state.Runs.EndOf(run) ?? now), LinqStays.Proven(events));
            },
            StringComparer.Ordinal);

    // Several devices at once: each second counts once, in the best place.
    private static List<LinqPlaced> Unite(IReadOnlyList<LinqPlaced> stays)
    {
        List<LinqPlaced> united = [];
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

    private sealed record Identity(string? StudentId, string? Name, string? Email, MatchedBy? MatchedBy, bool EmailDiffers);
}
