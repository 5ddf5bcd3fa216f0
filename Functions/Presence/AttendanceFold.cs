namespace Functions.Presence;

/// <summary>What is known of a session's past: its events, each with the person it is about, and what Zoom's report says.</summary>
public sealed record SessionLog(IReadOnlyList<(string? PersonId, MeetingEvent Event)> Events, IReadOnlyList<ReportedStay> Reported);

/// <summary>Folds the log into attendance. Pure; the same events in any order, with any duplicates, give the same answer.</summary>
internal static class AttendanceFold
{
    /// <param name="state">Who is who and which room is whose.</param>
    /// <param name="time">When the class was.</param>
    /// <param name="now">Seconds since 1970: where open stays end while the class runs.</param>
    public static Attendance Fold(string sessionId, bool final, ClassState state, SessionLog log, ClassTime time, long now)
    {
        var events = new PersonEvents(log.Events, state);
        var reported = Reported(state, log.Reported);
        Attending alone = new(isSideBySide: false), sideBySide = new(isSideBySide: true);
        List<PersonStays> stays = [];
        List<Placed> placed = [];

        List<Attendee> students = [];
        foreach (var room in state.Plan.Rooms)
            foreach (var student in room.Students)
            {
                var persons = state.PersonsOf(student.StudentId);
                var shown = persons is [var only] ? only : state.Find(student.StudentId);
                students.Add(Attend(
                    new(student.StudentId, student.Name, student.Email, shown?.Student?.By, state.EmailDiffers(student.StudentId)), persons,
                    ReportOf(ReportMatcher.StudentKey(student.StudentId)), room.RoomId));
            }

        var unmatched = state.Unmatched.Select(p => Attend(
            new(null, p.Name, p.Person.State.Email?.Value), [p], ReportOf(ReportMatcher.AttendeeOf(p)!), null));
        var strangers = reported.Where(r => ReportMatcher.IsStranger(r.Key)).OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => Attend(new(null, r.Value[0].Who.Name, r.Value[0].Who.Email), [], r.Value, null));
        return new(sessionId, final, Time(time.Start), Time(time.End), students, [.. unmatched, .. strangers]);

        List<ReportedStay> ReportOf(string attendee) => reported.GetValueOrDefault(attendee) ?? [];

        Attendee Attend(Identity who, IReadOnlyList<Located> persons, List<ReportedStay> report, string? ownRoom)
        {
            stays.Clear();
            placed.Clear();
            foreach (var person in persons)
                if (events.Of(person.Person.PersonId) is { Length: > 0 } own)
                {
                    var run = own.Span[0].MeetingUuid;
                    var attending = person.Person.IsKnownByNameOnly ? sideBySide : alone;
                    attending.Reset();
                    stays.Add(new(run, own, Stays.Of(own.Span, state.Runs.EndOf(run) ?? now, attending)));
                }

            var incomplete = PlacedTimes.Add(stays, report, ownRoom, state.Bindings, placed);
            return Count(who, incomplete, UnitedTimes.Of(placed), LeaveWithoutJoin(stays), time);
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

    private static Attendee Count(Identity who, bool incomplete, List<Placed> times, long? leftUnseen, ClassTime time)
    {
        var (own, other, main, drops) = (0L, 0L, 0L, 0);
        var intervals = new AttendanceInterval[times.Count];
        for (var i = 0; i < intervals.Length; i++)
        {
            var at = times[i];
            var seconds = at.To - at.From;
            if (at.Place == Location.OwnRoom) own += seconds;
            else if (at.Place == Location.OtherRoom) other += seconds;
            else main += seconds;
            if (i > 0 && at.From - times[i - 1].To >= Whereabouts.GraceSeconds) drops++;
            intervals[i] = new(at.Place, at.RoomId, Time(at.From), Time(at.To));
        }

        DateTimeOffset? first = null, last = null;
        var joinUnseen = intervals.Length == 0 && leftUnseen is not null;
        if (intervals.Length > 0) (first, last) = (intervals[0].From, intervals[^1].To);
        else if (leftUnseen is { } left) last = Time(left);
        var (late, early, counted) = InClass(times, joinUnseen ? leftUnseen : null, time);
        return new(
            who.StudentId, who.Name, who.Email, who.MatchedBy, who.EmailDiffers, incomplete, first, last, joinUnseen,
            own + other + main, own, other, main, drops, late, early, counted, intervals);
    }

    private static (long Late, long Early, long Counted) InClass(List<Placed> times, long? leftUnseen, ClassTime time)
    {
        long? first = null;
        var (last, counted) = (0L, 0L);
        foreach (var at in times)
        {
            if (time.Within(at.From, at.To) is not var (from, to)) continue;
            first ??= from;
            last = to;
            counted += to - from;
        }

        if (first is { } came) return (came - time.Start, time.End - last, counted);
        return (0, leftUnseen >= time.Start ? Math.Max(0, time.End - leftUnseen.Value) : 0, 0);
    }

    // The last leave of somebody of whom nothing else was seen.
    private static long? LeaveWithoutJoin(List<PersonStays> stays)
    {
        long? last = null;
        foreach (var person in stays)
            foreach (var e in person.Events.Span)
                switch (e.Kind)
                {
                    case EventKind.Joined or EventKind.JoinedRoom:
                        return null;
                    case EventKind.Left or EventKind.LeftRoom:
                        last = Bounded.Max(last, e.OccurredAt);
                        break;
                }

        return last;
    }

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private readonly record struct Identity(
        string? StudentId, string? Name, string? Email, MatchedBy? MatchedBy = null, bool EmailDiffers = false);
}
