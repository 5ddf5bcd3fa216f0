namespace Functions.Tests.Presence.Plays;

/// <summary>
/// What the product does not promise to see (docs/decisions/0002), by name. Random classes avoid exactly this: each predicate says that
/// acting now would run into the limit.
/// </summary>
internal static class Limits
{
    /// <summary>The rule's grace time, stated here once more so that the tests notice when the product's changes.</summary>
    public const int Grace = 5;

    /// <summary>Rooms that are re-created before everybody is out of the old ones are taken for more rooms of the same creation.</summary>
    public const int SecondsUntilEverybodyIsOut = 3;

    /// <summary>No room-left is sent when the host closes all rooms, and the ghost pair looks like the one of the entry.</summary>
    public static bool RoomsClosedWithinFiveSecondsOfAJoin(Actor a, long now) => a.Spot == Spot.Room && now <= a.EnteredRoomAt + Grace;

    /// <summary>Times are whole seconds: which of the two was entered last cannot be told.</summary>
    public static bool TwoRoomsJoinedInOneSecond(Actor a, long now) => a.VisitedRooms && now == a.EnteredRoomAt;

    /// <summary>Nor whether a room was left before or after it was entered.</summary>
    public static bool RoomEnteredAndLeftInOneSecond(Actor a, long now) => a.VisitedRooms && now == a.EnteredRoomAt;

    /// <summary>A room join proves presence in its second, so that the ghost pair of the entry is no leave.</summary>
    public static bool MeetingLeftInTheSecondOfARoomEntry(Actor a, long now) => a.VisitedRooms && now == a.EnteredRoomAt;

    /// <summary>Within the grace time of a room entry, only a second with a leave and no join is taken for a leave.</summary>
    public static bool MeetingLeftInTheSecondOfTheEntrysGhostPair(Actor a, long now) =>
        a.VisitedRooms && now <= a.GhostAt && now <= a.EnteredRoomAt + Grace;

    /// <summary>A leave and a return in one second look like a room move.</summary>
    public static bool MeetingLeftAndEnteredInOneSecond(Actor a, long now) => a.WasEverIn && now == a.LeftAt;

    /// <summary>So do a return and a leave.</summary>
    public static bool MeetingReturnedToAndLeftInOneSecond(Actor a, long now) => a.MainJoins > 1 && now == a.CameInAt;

    /// <summary>The same with the waiting room: an exit in the second of an entry, or an entrance, is taken for the later of the two.</summary>
    public static bool WaitingRoomEnteredInTheSecondOfAnotherPassage(Actor a, long now) =>
        now == a.WaitingRoomAt || (a.WasEverIn && now <= Math.Max(a.CameInAt, a.GhostAt));

    /// <summary>An entry in the second of an exit is taken for the exit.</summary>
    public static bool WaitingRoomLeftInTheSecondOfItsEntry(Actor a, long now) => now == a.WaitingRoomAt;

    /// <summary>A name changed in the second of the arrival: which was the earlier one cannot be told.</summary>
    public static bool RenamedInTheSecondOfArrival(Actor a, long now) => now <= a.FirstSeen;

    /// <summary>Who has no id but a name is somebody else under another name.</summary>
    public static bool RenamedWithoutAnyId(Actor a) => !a.HasUuid;

    /// <summary>A waiting room may know people by other ids than the meeting: a student who came in later than they waited waits no more.</summary>
    public static bool ComesInWhileWaitingOnAnotherDevice(IEnumerable<Actor> actors, Actor a) =>
        a.Student is not null && actors.Any(o => o != a && o.Student == a.Student && o.Spot == Spot.Waiting);

    /// <summary>The same the other way round.</summary>
    public static bool WaitsWhileOnAnotherDevice(IEnumerable<Actor> actors, Actor a, long now) =>
        a.Student is not null && actors.Any(o => o != a && o.Student == a.Student && (o.IsIn || o.Spot == Spot.Waiting || now <= Math.Max(o.CameInAt, o.GhostAt)));

    /// <summary>Of several connections under one name nobody can tell which of them a room's event is about.</summary>
    public static bool SharesAName(IEnumerable<Actor> actors, Actor a) => actors.Any(o => o != a && o.PersonId == a.PersonId);

    /// <summary>So of two that come one after the other under one name neither may have been anywhere but in the main session.</summary>
    public static bool WasElsewhere(Actor a) => a.VisitedRooms || a.Track.Any(t => t.Spot == Spot.Waiting);

    /// <summary>Of two connections that join in one second either may be the one that goes on.</summary>
    public static bool ReturnedInTheSecondOfAnotherJoin(Actor a, long now) => now <= Math.Max(a.CameInAt, a.GhostAt);

    /// <summary>Under a name alone several connections may go on: an older one, until Zoom notices that it dropped.</summary>
    public static bool LeavesBeforeAnOlderConnectionIsNoticed(Actor a, long now) => !a.HasUuid && now <= a.NoticedAt;

    /// <summary>Which of two names of one second is the later one cannot be told; the leave that comes late has the older.</summary>
    public static bool RenamedWhileAnotherNameMayBeTold(Actor a, long now) =>
        now <= Math.Max(a.NoticedAt, a.GhostAt) || a.Track.Any(t => t.At == now);

    /// <summary>Eight names are kept of a person.</summary>
    public static bool MoreThan8Names(Actor a) => a.Renames >= 6;

    /// <summary>The 32 latest main joins and 64 rooms are kept of a person; one main join comes with each room.</summary>
    public static bool MoreThan32Returns(IEnumerable<Actor> actors, Actor a) =>
        a.MainJoins + actors.Where(o => o != a && o.PersonId == a.PersonId).Sum(o => o.MainJoins) >= 31;

    /// <summary>No limit of the product: nobody can act while their own move is under way.</summary>
    public static bool IsMoving(Actor a, long now) => now < a.GhostAt;
}
