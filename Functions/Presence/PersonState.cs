using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>
/// Everything known of one person in one run of a meeting: maxima, minima and bounded sets of greatest members, nothing else.
/// <see cref="Merge"/> makes it a join-semilattice, so events may come in any order and any number of times.
/// </summary>
public sealed record PersonState
{
    /// <summary>How many of the latest main-meeting joins and leaves are kept: they tell when a stay ended for which Zoom sent no room-left.</summary>
    private const int PassagesKept = 32;

    public static PersonState Empty { get; } = new();

    /// <summary>Latest join of the main meeting. A room move fires one as well, with a new <c>user_id</c>.</summary>
    public Moment? Joined { get; init; }

    /// <summary>Latest leave of the main meeting. A room move fires one as well, with the old <c>user_id</c>.</summary>
    public Moment? Left { get; init; }

    /// <summary>The latest seconds in which this person joined the main meeting.</summary>
    public ImmutableSortedSet<long> MainJoins { get; init; } = [];

    /// <summary>The latest seconds in which this person left the main meeting: with a join in the same second a room move, else a real leave.</summary>
    public ImmutableSortedSet<long> MainLeaves { get; init; } = [];

    public RoomVisits Rooms { get; init; } = RoomVisits.None;

    public long? EnteredWaitingRoom { get; init; }

    public long? LeftWaitingRoom { get; init; }

    public Register? Role { get; init; }

    public Register? RegistrantId { get; init; }

    public Register? ZoomUserId { get; init; }

    public Register? Email { get; init; }

    public Register? Name { get; init; }

    /// <summary>The name this person came with; a later rename does not change who they are.</summary>
    public Register? EarliestName { get; init; }

    /// <summary>Start of the run as these events state it, else the first time this person was seen in it.</summary>
    public long? RunStart { get; init; }

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
            Name = Stated(who.Name),
            EarliestName = Stated(who.Name),
            RunStart = IsInMeeting(e.Kind) ? Bounded.Min(e.RunStart, at) : null,
        };
        return e.Kind switch
        {
            EventKind.Joined => state with { Joined = Moment.Of(at, who.UserId ?? ""), MainJoins = [at] },
            EventKind.Left => state with { Left = Moment.Of(at, who.UserId ?? ""), MainLeaves = [at] },
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
        Joined = Moment.Latest(a.Joined, b.Joined),
        Left = Moment.Latest(a.Left, b.Left),
        MainJoins = Bounded.Greatest(a.MainJoins.Union(b.MainJoins), PassagesKept),
        MainLeaves = Bounded.Greatest(a.MainLeaves.Union(b.MainLeaves), PassagesKept),
        Rooms = RoomVisits.Merge(a.Rooms, b.Rooms),
        EnteredWaitingRoom = Bounded.Max(a.EnteredWaitingRoom, b.EnteredWaitingRoom),
        LeftWaitingRoom = Bounded.Max(a.LeftWaitingRoom, b.LeftWaitingRoom),
        Role = Register.Latest(a.Role, b.Role),
        RegistrantId = Register.Latest(a.RegistrantId, b.RegistrantId),
        ZoomUserId = Register.Latest(a.ZoomUserId, b.ZoomUserId),
        Email = Register.Latest(a.Email, b.Email),
        Name = Register.Latest(a.Name, b.Name),
        EarliestName = Register.Earliest(a.EarliestName, b.EarliestName),
        RunStart = Bounded.Min(a.RunStart, b.RunStart),
    };

    public bool Equals(PersonState? other) =>
        other is not null && Joined == other.Joined && Left == other.Left && MainJoins.SetEquals(other.MainJoins)
        && MainLeaves.SetEquals(other.MainLeaves)
        && Rooms == other.Rooms && EnteredWaitingRoom == other.EnteredWaitingRoom && LeftWaitingRoom == other.LeftWaitingRoom
        && Role == other.Role && RegistrantId == other.RegistrantId && ZoomUserId == other.ZoomUserId && Email == other.Email
        && Name == other.Name && EarliestName == other.EarliestName && RunStart == other.RunStart;

    public override int GetHashCode() => HashCode.Combine(Joined, Left, Rooms, Email, Name);

    // Only the waiting room can be used before the run starts.
    private static bool IsInMeeting(EventKind kind) => kind is EventKind.Joined or EventKind.Left or EventKind.JoinedRoom or EventKind.LeftRoom;

    private static string RoomOf(MeetingEvent e) =>
        e.RoomUuid ?? throw new ArgumentException($"{e.Kind} names no room.", nameof(e));
}
