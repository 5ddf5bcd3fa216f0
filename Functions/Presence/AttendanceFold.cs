namespace Functions.Presence;

/// <summary>What is known of a session's past: its events, each with the person it is about, and what Zoom's report says.</summary>
public sealed record SessionLog(IReadOnlyList<(string? PersonId, MeetingEvent Event)> Events, IReadOnlyList<ReportedStay> Reported);

/// <summary>Folds the log into attendance. Pure; the same events in any order, with any duplicates, give the same answer.</summary>
internal static class AttendanceFold
{
    /// <param name="state">Who is who and which room is whose.</param>
    /// <param name="planned">Start and end as planned, in seconds since 1970.</param>
    /// <param name="now">Seconds since 1970: where open stays end while the class runs.</param>
    public static Attendance Fold(string sessionId, bool final, ClassState state, SessionLog log, (long Start, long End) planned, long now)
    {
        var events = new PersonEvents(log.Events);
        var reported = Reported(state, log.Reported);
        var runs = state.Runs.Ordered;
        var began = Math.Max(planned.Start, runs.Count > 0 ? runs[0].Start ?? planned.Start : planned.Start);
        var over = Math.Min(planned.End, runs.Count > 0 ? runs[^1].End ?? now : now);
        List<PersonStays> stays = [];
        List<Placed> placed = [];

        List<Attendee> students = [];
        foreach (var room in state.Plan.Rooms)
            foreach (var student in room.Students)
            {
                var persons = state.PersonsOf(student.StudentId);
                var shown = persons is [var only] ? only : state.Find(student.StudentId);
                students.Add(Attend(
                    new(student.StudentId, student.Name, student.Email, shown?.Student?.By), persons,
                    ReportOf(ReportMatcher.StudentKey(student.StudentId)), room.RoomId));
            }

        var unmatched = state.Unmatched.Select(p => Attend(new(null, p.Name, p.Person.State.Email?.Value, null), [p], ReportOf(ReportMatcher.AttendeeOf(p)!), null));
        var strangers = reported.Where(r => ReportMatcher.IsStranger(r.Key)).OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => Attend(new(null, r.Value[0].Who.Name, r.Value[0].Who.Email, null), [], r.Value, null));
        return new(sessionId, final, students, [.. unmatched, .. strangers]);

        List<ReportedStay> ReportOf(string attendee) => reported.GetValueOrDefault(attendee) ?? [];

        Attendee Attend(Identity who, IReadOnlyList<Located> persons, List<ReportedStay> report, string? ownRoom)
        {
            stays.Clear();
            placed.Clear();
            foreach (var person in persons)
                if (events.Of(person.Person.PersonId) is { Length: > 0 } own)
                {
                    var run = own.Span[0].MeetingUuid;
                    stays.Add(new(run, own, Stays.Of(own.Span, state.Runs.EndOf(run) ?? now)));
                }

            var incomplete = PlacedTimes.Add(stays, report, ownRoom, state.Bindings, placed);
            return Count(who, incomplete, UnitedTimes.Of(placed), began, over);
        }
    }

    // Who is who by the report takes folding every name there is, so it is asked only if there is a report.
    private static Dictionary<string, List<ReportedStay>> Reported(ClassState state, IReadOnlyList<ReportedStay> report)
    {
        Dictionary<string, List<ReportedStay>> reported = new(StringComparer.Ordinal);
        if (report.Count == 0) return reported;
        var matcher = new ReportMatcher(state);
        foreach (var stay in report)
        {
            if (matcher.AttendeeOf(stay) is not { } attendee) continue;
            if (reported.TryGetValue(attendee, out var stays)) stays.Add(stay);
            else reported.Add(attendee, [stay]);
        }

        return reported;
    }

    private static Attendee Count(Identity who, bool incomplete, List<Placed> times, long began, long over)
    {
        var (own, other, main, drops) = (0L, 0L, 0L, 0);
        var intervals = new AttendanceInterval[times.Count];
        for (var i = 0; i < intervals.Length; i++)
        {
            var time = times[i];
            var seconds = time.To - time.From;
            if (time.Place == Location.OwnRoom) own += seconds;
            else if (time.Place == Location.OtherRoom) other += seconds;
            else main += seconds;
            if (i > 0 && time.From - times[i - 1].To >= Whereabouts.GraceSeconds) drops++;
            intervals[i] = new(time.Place, time.RoomId, Time(time.From), Time(time.To));
        }

        DateTimeOffset? first = null, last = null;
        var (late, early) = (0L, 0L);
        if (intervals.Length > 0)
        {
            (first, last) = (intervals[0].From, intervals[^1].To);
            (late, early) = (Math.Max(0, times[0].From - began), Math.Max(0, over - times[^1].To));
        }

        return new(
            who.StudentId, who.Name, who.Email, who.MatchedBy, incomplete, first, last,
            own + other + main, own, other, main, drops, late, early, intervals);
    }

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private readonly record struct Identity(string? StudentId, string? Name, string? Email, MatchedBy? MatchedBy);
}
