using ZoomSimulator.Clock;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Meetings;

/// <summary>Breakout rooms, as the host's client drives them. No REST call can.</summary>
internal sealed class Rooms(LiveAccess live, RoomMoves moves, EngineSettings settings, Identifiers ids)
{
    /// <summary>Opens the rooms, creating them from the plan the first time. Zoom sends nothing for that.</summary>
    public Outcome<MeetingRun> Open(long id, bool moveAssigned = false) => live.InRun<MeetingRun>(id, (meeting, run) =>
    {
        if (run.Rooms.Count == 0)
            run.Rooms = Create(RoomPlan.Of(meeting));
        if (run.Rooms.Count == 0)
            return Refusal.Conflict("The meeting has no planned rooms; create some by name first.");
        run.RoomsOpen = true;
        if (moveAssigned)
            SendAssigned(meeting, run);
        return run;
    });

    /// <summary>Sends everybody back to the main session; by default without a single left_breakout_room.</summary>
    public Outcome<MeetingRun> Close(long id) => live.InRun<MeetingRun>(id, (meeting, run) =>
    {
        if (!run.RoomsOpen)
            return Refusal.Conflict("No rooms are open.");
        Empty(meeting, run);
        return run;
    });

    /// <summary>Throws the rooms away and creates new ones, with new uuids, still closed.</summary>
    public Outcome<MeetingRun> Recreate(long id, IReadOnlyList<string>? names = null) => live.InRun<MeetingRun>(id, (meeting, run) =>
    {
        if (run.RoomsOpen)
            Empty(meeting, run);
        run.Rooms = Create(names is null ? RoomPlan.Of(meeting) : names.Select(name => new PlannedRoom(name, [])));
        return run;
    });

    public Outcome<Participant> Move(long id, string person, Func<MeetingRun, BreakoutRoom?> choose) =>
        live.WithPerson(id, person, (meeting, run, someone) =>
        {
            if (!run.RoomsOpen)
                return Refusal.Conflict("The rooms are not open.");
            if (!someone.IsPresent)
                return Refusal.Conflict($"{someone.Name} is not in the meeting.");
            if (choose(run) is not { } room)
                return Refusal.NotFound("There is no such room.");
            if (string.Equals(room.Uuid, someone.RoomUuid, StringComparison.Ordinal))
                return Refusal.Conflict($"{someone.Name} is already there.");
            return moves.Move(meeting, run, someone, room);
        });

    public Outcome<Participant> Return(long id, string person) => live.WithPerson(id, person, (meeting, run, someone) =>
        someone.Place == Place.Room
            ? moves.Move(meeting, run, someone, to: null)
            : Refusal.Conflict($"{someone.Name} is not in a room."));

    private void SendAssigned(Meeting meeting, MeetingRun run)
    {
        foreach (var person in run.People.Where(person => person.Place == Place.Main && person.Email.Length > 0).ToList())
        {
            if (run.Rooms.Find(room => room.Assigned.Contains(person.Email, StringComparer.OrdinalIgnoreCase)) is { } room)
                moves.Move(meeting, run, person, room);
        }
    }

    private void Empty(Meeting meeting, MeetingRun run)
    {
        foreach (var person in run.People.Where(person => person.Place == Place.Room).ToList())
            moves.Move(meeting, run, person, to: null, tellRoomLeft: settings.Now.LeftBreakoutOnClose);
        run.RoomsOpen = false;
    }

    private List<BreakoutRoom> Create(IEnumerable<PlannedRoom> plan) =>
        [.. plan.Select(room => new BreakoutRoom(room.Name, ids.RoomUuid(), room.Emails))];
}
