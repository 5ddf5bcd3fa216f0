using Functions.Presence;

namespace Bench.Folding;

/// <summary>
/// A class as the log has it, newest first: everybody joins, is in breakout rooms three times with the ghost pair of each move, strays
/// into a neighbour's room once in a while, drops out and comes back, and leaves.
/// </summary>
internal sealed class FoldedClass
{
    private const long Start = 1_750_000_000;
    private const string Run = "run";

    private readonly ClassState state;
    private readonly SessionLog log;

    private FoldedClass(ClassState state, SessionLog log) => (this.state, this.log) = (state, log);

    public int Events => log.Events.Count;

    public static FoldedClass Make(int seed, int students)
    {
        var dice = new Random(seed);
        List<MeetingEvent> events = [];
        for (var s = 0; s < students; s++) events.AddRange(LifeOf(s, students, dice));
        List<(string? PersonId, MeetingEvent Event)> lines = [.. events.OrderByDescending(e => e.OccurredAt).Select(e => (Person.IdOf(Run, e.Participant!), e))];
        var people = lines.GroupBy(l => l.PersonId!).Select(g => new Person(g.Key, Run, g.Select(l => PersonState.From(l.Event)).Aggregate(PersonState.Merge))).ToList();
        var plan = new ClassPlan(
            [.. Enumerable.Range(1, students).Select(n => new PlannedRoom($"{n:D3}", $"Student {n}", [new($"s{n}", $"Student {n}", $"student.{n}@example.edu")]))],
            new("host", null, null));
        var end = Start + 4_000;
        return new(new ClassState(plan, people, [new(Run, Start, end)], end + 60, end), new(lines, []));
    }

    public Attendance Fold() => AttendanceFold.Fold("session", true, state, log, new(Start, Start + 3_600), Start + 4_060);

    public Attendance FoldByLinq() => LinqAttendance.Fold("session", true, state, log, new(Start, Start + 3_600), Start + 4_060);

    private static IEnumerable<MeetingEvent> LifeOf(int student, int students, Random dice)
    {
        var (at, user) = (Start + dice.Next(300), student * 1_000);
        yield return Event(EventKind.EnteredWaitingRoom, at);
        yield return Event(EventKind.Joined, at += dice.Next(5, 60));
        for (var visit = 0; visit < 3; visit++)
        {
            if (dice.Next(4) == 0)
            {
                yield return Event(EventKind.Left, at += dice.Next(20, 200));
                user++;
                yield return Event(EventKind.Joined, at += dice.Next(10, 100));
            }

            var room = $"room-{visit}-{(dice.Next(10) == 0 ? (student + 1) % students : student)}";
            yield return Event(EventKind.Left, at += dice.Next(60, 300));
            user++;
            yield return Event(EventKind.Joined, at);
            yield return Event(EventKind.JoinedRoom, at, room);
            yield return Event(EventKind.LeftRoom, at += dice.Next(300, 600), room);
            yield return Event(EventKind.Left, at);
            user++;
            yield return Event(EventKind.Joined, at);
        }

        yield return Event(EventKind.Left, at + dice.Next(10, 300));

        MeetingEvent Event(EventKind kind, long when, string? room = null) => new(
            kind, Run, when, Start, room, new($"p-{student}", $"{user}", null, null, null, $"Student {student + 1}"));
    }
}
