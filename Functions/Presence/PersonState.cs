using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>
/// Everything known of one person in one run of a meeting: maxima, minima and bounded sets of greatest members, nothing else.
/// <see cref="Merge"/> makes it a join-semilattice, so events may come in any order and any number of times.
/// </summary>
public sealed record PersonState
{
    /// <summary>How many of the latest main-meeting joins, and how many of the leaves, are kept.</summary>
    public const int PassagesKept = 32;

    public static PersonState Empty { get; } = new();

    /// <summary>The latest joins of the main meeting. A room move fires one as well, with a new <c>user_id</c>.</summary>
    public ImmutableSortedSet<Passage> MainJoins { get; init; } = [];

    /// <summary>The latest leaves of the main meeting. A room move fires one as well, with the old <c>user_id</c>.</summary>
    public ImmutableSortedSet<Passage> MainLeaves { get; init; } = [];

    public RoomVisits Rooms { get; init; } = RoomVisits.None;

    public long? EnteredWaitingRoom { get; init; }

    public long? LeftWaitingRoom { get; init; }

    public Register? Role { get; init; }

    public Register? RegistrantId { get; init; }

    public Register? ZoomUserId { get; init; }

    public Register? Email { get; init; }

    /// <summary>The names this person went by latest, each with the last second in which it was heard.</summary>
    public ImmutableSortedSet<Register> Names { get; init; } = [];

    /// <summary>The name this person came with: it says who they are, if it says anything.</summary>
    public Register? EarliestName { get; init; }

    /// <summary>
    /// The connection of somebody of whom room or waiting-room events told without a <c>participant_uuid</c>:
    /// <c>parent_user_id</c>, else <c>user_id</c>. All events of such a row have the same. Null in every other row.
    /// </summary>
    public string? Connection { get; init; }

    /// <summary>Start of the run as these events state it, else the first time this person was seen in it.</summary>
    public long? RunStart { get; init; }

    /// <summary>The name they go by now.</summary>
    public Register? Name => Names.Count > 0 ? Names[^1] : null;

    /// <summary>When they last joined the main meeting.</summary>
    public long? LastJoin => MainJoins.Count > 0 ? MainJoins[^1].At : null;

    /// <summary>When they last came into the main meeting or into a room.</summary>
    public long? LastEntry => Bounded.Max(LastJoin, Rooms.LatestJoin?.At);

    /// <summary>The state after exactly one event.</summary>
    public static PersonState From(MeetingEvent e)
    {
        var who = e.Participant ?? throw new ArgumentException($"{e.Kind} names no participant.", nameof(e));
        var at = e.OccurredAt;
        var state = new PersonState
        {
            Role = Stated(who.Role),
            RegistrantId = Stated(who.RegistrantId),
            ZoomUserId = Stated(who.ZoomUserId),
            Email = Stated(who.Email),
            Names = Stated(who.Name) is { } name ? [name] : [],
            EarliestName = Stated(who.Name),
            Connection = Person.ConnectionOf(e),
            RunStart = IsInMeeting(e.Kind) ? Bounded.Min(e.RunStart, at) : null,
        };
        return e.Kind switch
        {
            EventKind.Joined => state with { MainJoins = [new(at, who.UserId ?? "")] },
            EventKind.Left => state with { MainLeaves = [new(at, who.UserId ?? "")] },
            EventKind.JoinedRoom => state with { Rooms = RoomVisits.Joined(RoomOf(e), at) },
            EventKind.LeftRoom => state with { Rooms = RoomVisits.Left(RoomOf(e), at) },
            EventKind.EnteredWaitingRoom => state with { EnteredWaitingRoom = at },
            EventKind.LeftWaitingRoom => state with { LeftWaitingRoom = at },
            _ => state,
        };

        Register? Stated(string? value) => string.IsNullOrEmpty(value) ? null : new Register(at, value);
    }

    /// <summary>The least state that holds all that either of the two holds.</summary>
    public static PersonState Merge(PersonState a, PersonState b) => new()
    {
        MainJoins = Bounded.Greatest(a.MainJoins.Union(b.MainJoins), PassagesKept),
        MainLeaves = Bounded.Greatest(a.MainLeaves.Union(b.MainLeaves), PassagesKept),
        Rooms = RoomVisits.Merge(a.Rooms, b.Rooms),
        EnteredWaitingRoom = Bounded.Max(a.EnteredWaitingRoom, b.EnteredWaitingRoom),
        LeftWaitingRoom = Bounded.Max(a.LeftWaitingRoom, b.LeftWaitingRoom),
        Role = Register.Latest(a.Role, b.Role),
        RegistrantId = Register.Latest(a.RegistrantId, b.RegistrantId),
        ZoomUserId = Register.Latest(a.ZoomUserId, b.ZoomUserId),
        Email = Register.Latest(a.Email, b.Email),
        Names = KnownNames.Merge(a.Names, b.Names),
        EarliestName = Register.Earliest(a.EarliestName, b.EarliestName),
        Connection = string.CompareOrdinal(a.Connection, b.Connection) >= 0 ? a.Connection : b.Connection,
        RunStart = Bounded.Min(a.RunStart, b.RunStart),
    };

    public bool Equals(PersonState? other) =>
        other is not null && MainJoins.SetEquals(other.MainJoins)
        && MainLeaves.SetEquals(other.MainLeaves)
        && Rooms == other.Rooms && EnteredWaitingRoom == other.EnteredWaitingRoom && LeftWaitingRoom == other.LeftWaitingRoom
        && Role == other.Role && RegistrantId == other.RegistrantId && ZoomUserId == other.ZoomUserId && Email == other.Email
        && Names.SetEquals(other.Names) && EarliestName == other.EarliestName
        && Connection == other.Connection && RunStart == other.RunStart;

    public override int GetHashCode() => HashCode.Combine(LastJoin, MainLeaves.Count, Rooms, Email, Name);

    // Only the waiting room can be used before the run starts.
    private static bool IsInMeeting(EventKind kind) => kind is EventKind.Joined or EventKind.Left or EventKind.JoinedRoom or EventKind.LeftRoom;

    private static string RoomOf(MeetingEvent e) =>
        e.RoomUuid ?? throw new ArgumentException($"{e.Kind} names no room.", nameof(e));
}
