using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>Where somebody was from one second until another; no room is the main session.</summary>
internal readonly record struct Span(string? Uuid, long From, long To);

/// <summary>Attendance worked out from spans of time by asking of every moment where the student was best.</summary>
internal static class NaiveAttendance
{
    private static readonly Location[] BestFirst = [Location.OwnRoom, Location.OtherRoom, Location.MainSession];

    /// <param name="spansOf">Where each person was when.</param>
    public static Attendance Of(NaiveClass seen, Func<History, IEnumerable<Span>> spansOf, bool final)
    {
        var (start, end) = ClassTimes(seen, final);
        return new(
            "s", final, DateTimeOffset.FromUnixTimeSeconds(start), DateTimeOffset.FromUnixTimeSeconds(end),
            [.. seen.Plan.Rooms.SelectMany(r => r.Students.Select(s => Attend(
                s.StudentId, s.Name, s.Email, seen.Find(s.StudentId)?.By,
                    seen.People.Exists(p => p.Student == s.StudentId && p.EmailDiffers),
                    [.. seen.People.Where(p => p.Student == s.StudentId)], r.RoomId)))],
            [.. seen.People.Where(p => p.Student is null && !p.IsHost).Select(p => Attend(
                null, p.Person.Latest(x => x.Name), p.Person.Latest(x => x.Email), null, false, [p], null))]);

        Attendee Attend(string? id, string? name, string? email, MatchedBy? by, bool differs, List<Seen> persons, string? ownRoom)
        {
            var intervals = Intervals([.. persons.SelectMany(p => spansOf(p.Person))], uuid => seen.RoomOf.GetValueOrDefault(uuid), ownRoom);
            long Total(params Location[] places) => intervals.Where(i => places.Contains(i.Place)).Sum(i => (long)(i.To - i.From).TotalSeconds);
            var unseen = intervals.Count == 0 && persons.TrueForAll(p => !p.Person.IsSeenComing)
                ? persons.Max(p => p.Person.LeaveWithoutJoin) : null;
            var inClass = intervals.SelectMany(i => Enumerable.Range(0, (int)(i.To - i.From).TotalSeconds)
                .Select(s => i.From.ToUnixTimeSeconds() + s)).Where(s => s >= start && s < end).ToList();
            var early = inClass.Count > 0 ? end - inClass[^1] - 1 : unseen >= start ? Math.Max(0, end - unseen.Value) : 0;
            return new(
                id, name, email, by, differs, false, intervals.Count == 0 ? null : intervals[0].From,
                intervals.Count > 0 ? intervals[^1].To : unseen is { } left ? DateTimeOffset.FromUnixTimeSeconds(left) : null,
                unseen is not null,
                Total(BestFirst), Total(Location.OwnRoom), Total(Location.OtherRoom), Total(Location.MainSession),
                Enumerable.Range(1, Math.Max(0, intervals.Count - 1)).Count(i => (intervals[i].From - intervals[i - 1].To).TotalSeconds >= 5),
                inClass.Count > 0 ? inClass[0] - start : 0, early, inClass.Count, intervals);
        }
    }

    // The planned time, cut to what ran of it: by the runs that have a second of it, up to where a user ended it.
    private static (long Start, long End) ClassTimes(NaiveClass seen, bool final)
    {
        var end = seen.Story.PlannedEnd;
        if (final && seen.Story.IsEndedByUser) end = Math.Min(end, seen.Now);
        var of = seen.Runs.Where(r => (r.Start ?? 0) < end && (r.End ?? long.MaxValue) > seen.Story.PlannedStart).ToList();
        if (of.Count == 0) return (seen.Story.PlannedStart, Math.Max(seen.Story.PlannedStart, end));
        var start = Math.Max(seen.Story.PlannedStart, of[0].Start ?? 0);
        return (start, Math.Max(start, Math.Min(end, of[^1].End ?? seen.Now)));
    }

    /// <summary>One person's spans as the events tell them, asked at every moment at which something occurred.</summary>
    public static IEnumerable<Span> Replayed(History person, long end)
    {
        var moments = person.Moments.Where(m => m < end).Append(end).Order().ToList();
        for (var i = 0; i + 1 < moments.Count; i++)
            if (person.At(moments[i]) is (true, var room)) yield return new(room, moments[i], moments[i + 1]);
    }

    private static List<AttendanceInterval> Intervals(List<Span> spans, Func<string, string?> roomOf, string? ownRoom)
    {
        List<AttendanceInterval> intervals = [];
        var edges = spans.SelectMany(s => new[] { s.From, s.To }).Distinct().Order().ToList();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var here = spans.Where(s => s.From <= edges[i] && edges[i] < s.To).Select(s => Place(s.Uuid)).ToList();
            if (here.Count == 0) continue;
            var (place, room) = here.OrderBy(h => Array.IndexOf(BestFirst, h.Place)).ThenBy(h => h.Room, StringComparer.Ordinal).First();
            var (from, to) = (DateTimeOffset.FromUnixTimeSeconds(edges[i]), DateTimeOffset.FromUnixTimeSeconds(edges[i + 1]));
            if (intervals.Count > 0 && intervals[^1] is var before && before.To == from && (before.Place, before.RoomId) == (place, room))
                intervals[^1] = before with { To = to };
            else intervals.Add(new(place, room, from, to));
        }

        return intervals;

        (Location Place, string? Room) Place(string? uuid) => uuid is null ? (Location.MainSession, null)
            : roomOf(uuid) is { } room && room == ownRoom ? (Location.OwnRoom, room)
            : (Location.OtherRoom, roomOf(uuid));
    }
}
