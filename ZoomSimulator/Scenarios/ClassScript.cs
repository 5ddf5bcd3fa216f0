using ZoomSimulator.Meetings;

namespace ZoomSimulator.Scenarios;

/// <summary>
/// An ordinary class: students come, rooms open, one goes to a wrong room, one drops and comes back as somebody new, one
/// leaves early, the professor visits, the class ends. About ten minutes at speed 1, a minute and a half at best.
/// </summary>
internal sealed class ClassScript(MeetingEngine engine, long meetingId, ClassCast cast, bool end)
{
    private const int MostBatches = 6;

    private Participant? _professor;

    /// <summary>Lazy: what comes next depends on what happened, for example on a waiting room.</summary>
    public IEnumerable<Beat> Beats() => Arrive().Concat(Work()).Concat(Trouble()).Concat(Finish());

    private IEnumerable<Beat> Arrive()
    {
        yield return new Beat(1, 0.5, "The professor starts the meeting", StartMeeting);
        foreach (var batch in Batches())
        {
            yield return new Beat(20, Beat.Glance, $"{Names(batch)} {(batch.Length == 1 ? "arrives" : "arrive")}", () => All(batch, Join));
            if (batch.Any(student => student.Client?.Place == Place.WaitingRoom))
                yield return new Beat(10, Beat.Glance, $"The professor admits {Names(batch)}", () => All(batch, Admit));
        }
    }

    private IEnumerable<Beat> Work()
    {
        yield return new Beat(30, Beat.Glance, "The professor opens the breakout rooms", () => engine.Rooms.Open(meetingId).Refusal);
        var first = true;
        foreach (var batch in Batches())
        {
            yield return new Beat(15, first ? Beat.Settle : Beat.Glance, Goes(batch), () => All(batch, GoHome));
            first = false;
        }
    }

    private IEnumerable<Beat> Trouble()
    {
        if (cast.Host is { } other)
            yield return new Beat(60, Beat.Settle, $"{cast.Stray.Name} strays into {other.Name}'s room", () => Move(cast.Stray.Client, other.RoomName));
        yield return new Beat(10, Beat.Settle / 2, $"The professor visits the room of {cast.RoomsVisited[0]}", () => Move(_professor, cast.RoomsVisited[0]));
        if (cast.Host is not null)
            yield return new Beat(20, Beat.Settle / 2, $"{cast.Stray.Name} goes back to their own room", () => GoHome(cast.Stray));
        if (cast.RoomsVisited.Count > 1)
            yield return new Beat(20, Beat.Settle / 2, $"The professor visits the room of {cast.RoomsVisited[1]}", () => Move(_professor, cast.RoomsVisited[1]));

        yield return new Beat(30, Beat.Settle / 2, $"{cast.Drops.Name} drops out", () => engine.People.Drop(meetingId, Key(cast.Drops.Client)).Refusal);
        yield return new Beat(15, Beat.Settle, "The professor returns to the main session", () => engine.Rooms.Return(meetingId, Key(_professor)).Refusal);
        yield return new Beat(10, Beat.Glance, $"{cast.Drops.Name} is back, as a new participant", ComeBack);
        if (cast.Drops.Client?.Place == Place.WaitingRoom)
            yield return new Beat(10, Beat.Glance, $"The professor admits {cast.Drops.Name}", () => Admit(cast.Drops));
        yield return new Beat(15, Beat.Settle, $"{cast.Drops.Name} goes to their own room again", () => GoHome(cast.Drops));
        yield return new Beat(40, Beat.Settle, $"{cast.LeavesEarly.Name} leaves early",
            () => engine.People.Leave(meetingId, Key(cast.LeavesEarly.Client)).Refusal);
    }

    private IEnumerable<Beat> Finish()
    {
        yield return new Beat(90, Beat.Settle, "The professor closes the breakout rooms", () => engine.Rooms.Close(meetingId).Refusal);
        if (end)
            yield return new Beat(30, Beat.Settle, "The professor ends the meeting", () => engine.Lifecycle.End(meetingId).Refusal);
    }

    private Refusal? StartMeeting()
    {
        var running = engine.Live.InRun<MeetingRun>(meetingId, (_, run) => run).Value;
        if (running?.People.Find(person => person is { Role: "host", IsPresent: true }) is { } here)
        {
            _professor = here;
            return null;
        }
        var started = engine.Lifecycle.Start(meetingId);
        _professor = started.Value;
        return started.Refusal;
    }

    private Refusal? Join(Student student) =>
        Came(student, engine.People.Join(meetingId, new Arrival(student.Name, student == cast.Guest ? null : student.Email)));

    /// <summary>By another way in: a new participant uuid, and no e-mail where the name says who it is.</summary>
    private Refusal? ComeBack()
    {
        var arrival = new Arrival(cast.Drops.Name, cast.Drops.KnownByName ? null : cast.Drops.Email);
        return Came(cast.Drops, engine.People.Rejoin(meetingId, Key(cast.Drops.Client), arrival, newUuid: true));
    }

    private Refusal? Admit(Student student) => engine.People.Admit(meetingId, Key(student.Client)).Refusal;

    private Refusal? GoHome(Student student) => Move(student.Client, student.RoomName);

    private Refusal? Move(Participant? person, string room) =>
        engine.Rooms.Move(meetingId, Key(person), run => run.Rooms.Find(candidate => candidate.Name == room)).Refusal;

    private IEnumerable<Student[]> Batches() => cast.Coming.Chunk((cast.Coming.Count + MostBatches - 1) / MostBatches);

    private static Refusal? Came(Student student, Outcome<Participant> outcome)
    {
        if (outcome.Value is { } client)
            student.Uses(client);
        return outcome.Refusal;
    }

    private static Refusal? All(IEnumerable<Student> students, Func<Student, Refusal?> act) =>
        students.Select(act).FirstOrDefault(refusal => refusal is not null);

    private static string Key(Participant? person) => person?.ParticipantUuid ?? "";

    private static string Goes(Student[] batch) =>
        batch is [var only] ? $"{only.Name} goes to their own room" : $"{Names(batch)} go to their own rooms";

    private static string Names(Student[] batch) =>
        batch is [var only] ? only.Name : $"{string.Join(", ", batch.SkipLast(1).Select(student => student.Name))} and {batch[^1].Name}";
}
