using Functions.Presence;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>A planned room, and the room at Zoom that it is; null where Zoom has none.</summary>
internal sealed record RoomMatch(PlannedRoom Ours, ZoomBreakoutRoom? Theirs)
{
    /// <summary>Whether Zoom assigned this student to this room.</summary>
    public bool Holds(PlannedStudent student) => student.Email is { } email && Theirs is not null && HasIn(Theirs, email);

    private static bool HasIn(ZoomBreakoutRoom room, string email) =>
        room.Participants.Any(other => string.Equals(Names.FoldEmail(other), Names.FoldEmail(email), StringComparison.Ordinal));
}

/// <summary>The planned rooms beside those at Zoom.</summary>
/// <param name="Rooms">In the order of the plan.</param>
/// <param name="Extra">Rooms at Zoom that nobody planned.</param>
internal sealed record RoomMatches(IReadOnlyList<RoomMatch> Rooms, IReadOnlyList<ZoomBreakoutRoom> Extra)
{
    /// <summary>
    /// Finds each planned room at Zoom by its name, whatever their order: first the same name, then one that differs in case, accents or
    /// spaces only.
    /// </summary>
    public static RoomMatches ByName(IReadOnlyList<PlannedRoom> ours, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var same = ours.Select(room => new RoomMatch(room, theirs.FirstOrDefault(other => other.Name == room.Name))).ToList();
        return Of(same, theirs).And((room, other) => Names.Fold(room.Name) == Names.Fold(other.Name));
    }

    /// <summary>
    /// Also finds a room that Zoom calls otherwise, by the students whom Zoom assigned to it, if they are of one planned room.
    /// </summary>
    public RoomMatches OrByStudents() => And((room, other) => room.Students.Any(new RoomMatch(room, other).Holds));

    private static RoomMatches Of(IReadOnlyList<RoomMatch> rooms, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var taken = rooms.Select(match => match.Theirs).ToHashSet(ReferenceEqualityComparer.Instance);
        return new(rooms, [.. theirs.Where(room => !taken.Contains(room))]);
    }

    // Only where one room fits one other, and no more.
    private RoomMatches And(Func<PlannedRoom, ZoomBreakoutRoom, bool> fits)
    {
        var pairs = Rooms.Where(match => match.Theirs is null)
            .SelectMany(match => Extra.Where(other => fits(match.Ours, other)).Select(other => (match.Ours, Theirs: other)))
            .ToList();
        var single = pairs
            .Where(pair => IsOnly(p => ReferenceEquals(p.Ours, pair.Ours)) && IsOnly(p => ReferenceEquals(p.Theirs, pair.Theirs)))
            .ToDictionary(pair => pair.Ours.RoomId, pair => pair.Theirs, StringComparer.Ordinal);
        return Of([.. Rooms.Select(match => match with { Theirs = match.Theirs ?? single.GetValueOrDefault(match.Ours.RoomId) })], Extra);

        bool IsOnly(Func<(PlannedRoom Ours, ZoomBreakoutRoom Theirs), bool> same) => pairs.Count(same) == 1;
    }
}
