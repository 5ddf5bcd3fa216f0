using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>
/// Tells a class as Zoom's events do: moves between rooms make a ghost pair of the main meeting in one second with a new user_id,
/// leaving the meeting from inside a room sends no room-left, and closing all rooms sends none either.
/// </summary>
internal sealed partial class ClassStory
{
    public const long Start = 1_790_000_000;
    public const int PlannedMinutes = 60;

    private readonly List<MeetingEvent> events = [];
    private readonly Dictionary<string, Actor> actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hands = new(StringComparer.Ordinal);
    private string run = "run-1";
    private long? runStart;
    private int userIds;

    private ClassStory(IReadOnlyList<PlannedRoom> rooms) => Plan = new(rooms,
        new("host-id", "sarah.johnson@example.edu", null, "Dr. Sarah Johnson"));

    public ClassPlan Plan { get; private set; }

    public IReadOnlyList<MeetingEvent> Events => events;

    /// <summary>Person id to student id, as the professor said.</summary>
    public IReadOnlyDictionary<string, string> Hands => hands;

    /// <summary>Whether the events of participants state when the meeting started, as some of Zoom's do.</summary>
    public bool StatesRunStart { get; init; }

    public long PlannedStart { get; init; } = Start;

    public int Minutes { get; init; } = PlannedMinutes;

    public long PlannedEnd => PlannedStart + (Minutes * 60);

    /// <summary>Whether a session that is over was ended by a user.</summary>
    public bool IsEndedByUser { get; init; }

    public long Now { get; private set; } = Start;

    /// <summary>One student a room, or several when a name holds commas: "Alice,Bob".</summary>
    public static ClassStory With(params string[] rooms)
    {
        var students = 0;
        return new([.. rooms.Select((names, i) => new PlannedRoom(
            $"{i + 1:D3}", names, [.. names.Split(',').Select(n => new PlannedStudent($"{++students}", n))]))]);
    }

    public static ClassStory Of(IReadOnlyList<PlannedRoom> rooms, bool statesRunStart, long plannedStart, int minutes,
        bool isEndedByUser) =>
        new(rooms) { StatesRunStart = statesRunStart, PlannedStart = plannedStart, Minutes = minutes, IsEndedByUser = isEndedByUser };

    /// <summary>The same class, planned for another time than it begins at.</summary>
    public ClassStory PlannedFor(int secondsAfterStart, int minutes = PlannedMinutes, bool isEndedByUser = false) =>
        Of(Plan.Rooms, StatesRunStart, Start + secondsAfterStart, minutes, isEndedByUser);

    public ClassStory After(int seconds)
    {
        Now += seconds;
        return this;
    }

    public ClassStory MeetingStarts(string uuid = "run-1")
    {
        run = uuid;
        runStart = Now;
        actors.Clear();
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
    public ClassStory Joins(
        string name, string? email = null, string? zoomUserId = null, string? registrantId = null, bool hasUuid = true,
            bool isUuidInMainOnly = false) =>
        Meets(name, new(null, null, registrantId, zoomUserId, email, name), hasUuid, isUuidInMainOnly).Returns(name);

    /// <summary>Somebody is about to come, as a new participant; <paramref name="key"/> is what the story calls them.</summary>
    /// <param name="isUuidInMainOnly">Events of rooms and the waiting room name them by their connection only.</param>
    public ClassStory Meets(string key, Participant who, bool hasUuid = true, bool isUuidInMainOnly = false)
    {
        actors[key] = new Actor(who with { Uuid = hasUuid ? $"{key}-{actors.Count}-{events.Count}" : null }, isUuidInMainOnly);
        return this;
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

    /// <summary>Comes back before Zoom has noticed that the older connection dropped, which it does so many seconds later.</summary>
    public ClassStory ReturnsUnnoticed(string name, int noticedAfter)
    {
        actors[name].Room = null;
        return Add(EventKind.Left, name, null, noticedAfter).Returns(name);
    }

    public ClassStory Renames(string name, string newName)
    {
        actors[name].Who = actors[name].Who with { Name = newName };
        return this;
    }

    public ClassStory BecomesCoHost(string name) => GetsRole(name, "co-host");

    public ClassStory GetsRole(string name, string role)
    {
        events.Add(new(EventKind.RoleChanged, run, Now, Participant: Told(EventKind.RoleChanged, name) with { Role = role }));
        return this;
    }

    public ClassStory EntersWaitingRoom(string name)
    {
        if (!actors.ContainsKey(name)) Meets(name, new(null, null, null, null, null, name));
        return Add(EventKind.EnteredWaitingRoom, name);
    }

    public ClassStory LeavesWaitingRoom(string name) => Add(EventKind.LeftWaitingRoom, name);

    /// <param name="lag">Seconds by which the main meeting's left and joined come after the room's event.</param>
    public ClassStory Enters(string name, string room, int lag = 0)
    {
        var actor = actors[name];
        if (actor.Room is not null) Add(EventKind.LeftRoom, name, actor.Room);
        actor.Room = room;

        // Whether the room's event has the main meeting's id of before or after the move, nobody knows.
        return userIds % 2 == 0
            ? Add(EventKind.JoinedRoom, name, room).GhostPair(name, lag)
            : GhostPair(name, lag).Add(EventKind.JoinedRoom, name, room);
    }

    public ClassStory GoesBackToMain(string name, int lag = 0)
    {
        var room = actors[name].Room;
        actors[name].Room = null;
        return Add(EventKind.LeftRoom, name, room).GhostPair(name, lag);
    }

    /// <summary>Moves out of a room; all that is heard of it is the leave of the old connection.</summary>
    public ClassStory GoesBackToMainUnseen(string name)
    {
        actors[name].Who = actors[name].Who with { UserId = NextUserId() };
        return this;
    }

    public ClassStory HostClosesAllRooms(Func<string, int>? lag = null)
    {
        foreach (var (name, actor) in actors.Where(a => a.Value.Room is not null))
        {
            actor.Room = null;
            GhostPair(name, lag?.Invoke(name) ?? 0);
        }

        return this;
    }

    public string PersonIdOf(string name) => Person.IdOf(run, actors[name].Who)!;

    public bool IsUuidInMainOnly(string name) => actors[name].IsUuidInMainOnly;

    public ClassStory Labels(string roomId, string zoomRoom)
    {
        Plan = Plan with { Rooms = [.. Plan.Rooms.Select(r => r.RoomId == roomId ? r with { Label = zoomRoom } : r)] };
        return this;
    }

    public ClassStory MatchedByHand(string name, string studentId)
    {
        hands[PersonIdOf(name)] = studentId;
        return this;
    }

    /// <summary>One event a line, for reading what a failed property was about.</summary>
    public override string ToString() => string.Join('\n', events.Select(e => string.Join(
        ' ', $"{e.MeetingUuid} +{e.OccurredAt - Start} {e.Kind}", e.Participant?.Uuid, $"({e.Participant?.Name}, {e.Participant?.UserId})", e.RoomUuid)));

    private ClassStory GhostPair(string name, int lag)
    {
        Add(EventKind.Left, name, null, lag);
        actors[name].Who = actors[name].Who with { UserId = NextUserId() };
        return Add(EventKind.Joined, name, null, lag);
    }

    private ClassStory Add(EventKind kind, string name, string? room = null, int lag = 0)
    {
        events.Add(new(kind, run, Now + lag, StatesRunStart ? runStart : null, room, Told(kind, name)));
        return this;
    }

    private Participant Told(EventKind kind, string name)
    {
        var (who, isUuidInMainOnly) = (actors[name].Who, actors[name].IsUuidInMainOnly);
        if (!isUuidInMainOnly || kind is EventKind.Joined or EventKind.Left || who.UserId is null) return who;
        return kind is EventKind.JoinedRoom or EventKind.LeftRoom
            ? who with { Uuid = null, ParentUserId = who.UserId, UserId = $"{who.UserId}2026-08-30 09:00:{Now % 60:D2}:000" }
            : who with { Uuid = null };
    }

    private string NextUserId() => $"{16_000_000 + (++userIds * 1024)}";

    private sealed class Actor(Participant who, bool isUuidInMainOnly)
    {
        public bool IsUuidInMainOnly => isUuidInMainOnly;

        public Participant Who { get; set; } = who;

        public string? Room { get; set; }
    }
}
