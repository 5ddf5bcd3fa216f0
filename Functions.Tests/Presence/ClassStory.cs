using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>
/// Tells a class as Zoom's events do: moves between rooms make a ghost pair of the main meeting in one second with a new user_id,
/// leaving the meeting from inside a room sends no room-left, and closing all rooms sends none either.
/// </summary>
internal sealed class ClassStory
{
    public const long Start = 1_790_000_000;

    private readonly List<MeetingEvent> events = [];
    private readonly Dictionary<string, Actor> actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hands = new(StringComparer.Ordinal);
    private string run = "run-1";
    private int userIds;

    private ClassStory(IReadOnlyList<PlannedRoom> rooms) => Plan = new(rooms, new("host-id", "sarah.johnson@example.edu", null));

    public ClassPlan Plan { get; private set; }

    public IReadOnlyList<MeetingEvent> Events => events;

    public long Now { get; private set; } = Start;

    /// <summary>One student a room, or several when a name holds commas: "Alice,Bob".</summary>
    public static ClassStory With(params string[] rooms)
    {
        var students = 0;
        return new([.. rooms.Select((names, i) => new PlannedRoom(
            $"{i + 1:D3}", names, [.. names.Split(',').Select(n => new PlannedStudent($"{++students}", n))]))]);
    }

    public ClassStory After(int seconds)
    {
        Now += seconds;
        return this;
    }

    public ClassStory MeetingStarts(string uuid = "run-1")
    {
        run = uuid;
        events.Add(new(EventKind.MeetingStarted, run, Now, Now));
        return this;
    }

    public ClassStory MeetingEnds()
    {
        events.Add(new(EventKind.MeetingEnded, run, Now));
        actors.Clear();
        return this;
    }

    /// <summary>Comes into the main meeting, as a new participant.</summary>
    public ClassStory Joins(string name, string? email = null, string? zoomUserId = null, string? registrantId = null)
    {
        actors[name] = new Actor(new Participant($"{name}-{actors.Count}-{events.Count}", NextUserId(), registrantId, zoomUserId, email, name));
        return Add(EventKind.Joined, name);
    }

    public ClassStory Leaves(string name)
    {
        actors[name].Room = null;
        return Add(EventKind.Left, name);
    }

    /// <summary>Comes back after a brief drop, as the same participant.</summary>
    public ClassStory Returns(string name)
    {
        actors[name].Who = actors[name].Who with { UserId = NextUserId() };
        return Add(EventKind.Joined, name);
    }

    public ClassStory Renames(string name, string newName)
    {
        actors[name].Who = actors[name].Who with { Name = newName };
        return this;
    }

    public ClassStory BecomesCoHost(string name)
    {
        events.Add(new(EventKind.RoleChanged, run, Now, Participant: actors[name].Who with { Role = "co-host" }));
        return this;
    }

    public ClassStory EntersWaitingRoom(string name)
    {
        actors.TryAdd(name, new Actor(new Participant($"{name}-{actors.Count}-{events.Count}", null, null, null, null, name)));
        return Add(EventKind.EnteredWaitingRoom, name);
    }

    public ClassStory Enters(string name, string room)
    {
        var actor = actors[name];
        if (actor.Room is { } old) events.Add(new(EventKind.LeftRoom, run, Now, null, old, actor.Who));
        actor.Room = room;
        events.Add(new(EventKind.JoinedRoom, run, Now, null, room, actor.Who));
        return GhostPair(name);
    }

    public ClassStory GoesBackToMain(string name)
    {
        var actor = actors[name];
        events.Add(new(EventKind.LeftRoom, run, Now, null, actor.Room, actor.Who));
        actor.Room = null;
        return GhostPair(name);
    }

    public ClassStory HostClosesAllRooms()
    {
        foreach (var (name, actor) in actors.Where(a => a.Value.Room is not null))
        {
            actor.Room = null;
            GhostPair(name);
        }

        return this;
    }

    public ClassStory Labels(string roomId, string zoomRoom)
    {
        Plan = Plan with { Rooms = [.. Plan.Rooms.Select(r => r.RoomId == roomId ? r with { Label = zoomRoom } : r)] };
        return this;
    }

    public ClassStory MatchedByHand(string name, string studentId)
    {
        hands[Person.IdOf(run, actors[name].Who)!] = studentId;
        return this;
    }

    public Snapshot Look(int after = 10) => Fold(events, Now + after);

    public Snapshot Fold(IEnumerable<MeetingEvent> order, long now, DateTimeOffset? sessionEnd = null)
    {
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        var runs = new Dictionary<string, Run>(StringComparer.Ordinal);
        foreach (var e in order)
        {
            if (e.Participant is not { } who)
            {
                runs[e.MeetingUuid] = runs.TryGetValue(e.MeetingUuid, out var known) ? Run.Merge(known, Run.From(e)) : Run.From(e);
                continue;
            }

            var id = Person.IdOf(e.MeetingUuid, who)!;
            var before = people.GetValueOrDefault(id) ?? new Person(id, e.MeetingUuid, PersonState.Empty, hands.GetValueOrDefault(id));
            people[id] = before with { State = PersonState.Merge(before.State, PersonState.From(e)) };
        }

        var start = DateTimeOffset.FromUnixTimeSeconds(Start);
        var facts = new SessionFacts(
            "s", "1", "93000000001", "Recursion", sessionEnd is null ? SessionStatus.Active : SessionStatus.Completed, null, start, start, "UTC", 60, sessionEnd, null, null, []);
        return SnapshotBuilder.Build(facts, Plan, people.Values, runs.Values, DateTimeOffset.FromUnixTimeSeconds(now));
    }

    private ClassStory GhostPair(string name)
    {
        Add(EventKind.Left, name);
        actors[name].Who = actors[name].Who with { UserId = NextUserId() };
        return Add(EventKind.Joined, name);
    }

    private ClassStory Add(EventKind kind, string name)
    {
        events.Add(new(kind, run, Now, Participant: actors[name].Who));
        return this;
    }

    private string NextUserId() => $"{16_000_000 + (++userIds * 1024)}";

    private sealed class Actor(Participant who)
    {
        public Participant Who { get; set; } = who;

        public string? Room { get; set; }
    }
}

internal static class SnapshotReading
{
    public static Location Where(this Snapshot snapshot, string student) =>
        snapshot.BreakoutRooms.SelectMany(r => r.Students).Single(s => s.Name == student).Location;

    public static StudentView Student(this Snapshot snapshot, string student) =>
        snapshot.BreakoutRooms.SelectMany(r => r.Students).Single(s => s.Name == student);

    public static string? RoomOf(this Snapshot snapshot, string student) =>
        snapshot.BreakoutRooms.Single(r => r.Students.Any(s => s.Name == student)).ZoomRoomId;
}
