using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>One person in one breakout room: the first and the last time they entered it and the last time they left it.</summary>
public readonly record struct RoomVisit(long? FirstJoin, long? LastJoin, long? LastLeft)
{
    public static RoomVisit Merge(RoomVisit a, RoomVisit b) => new(
        Bounded.Min(a.FirstJoin, b.FirstJoin),
        Bounded.Max(a.LastJoin, b.LastJoin),
        Bounded.Max(a.LastLeft, b.LastLeft));
}

/// <summary>
/// One person's breakout rooms by uuid. At most <see cref="Most"/> are kept, those with the greatest uuids: an arbitrary choice, but
/// the same in every order of arrival. The latest entry and the latest leave are known however many rooms there were.
/// </summary>
public sealed record RoomVisits(ImmutableSortedDictionary<string, RoomVisit> ByUuid, Register? LatestJoin, long? LatestLeft)
{
    public const int Most = 64;

    public static RoomVisits None { get; } =
        new(ImmutableSortedDictionary.Create<string, RoomVisit>(StringComparer.Ordinal), null, null);

    public static RoomVisits Joined(string uuid, long at) =>
        new(None.ByUuid.Add(uuid, new RoomVisit(at, at, null)), new Register(at, uuid), null);

    public static RoomVisits Left(string uuid, long at) =>
        new(None.ByUuid.Add(uuid, new RoomVisit(null, null, at)), null, at);

    public static RoomVisits Merge(RoomVisits a, RoomVisits b)
    {
        var rooms = a.ByUuid.ToBuilder();
        foreach (var (uuid, visit) in b.ByUuid)
            rooms[uuid] = rooms.TryGetValue(uuid, out var known) ? RoomVisit.Merge(known, visit) : visit;
        while (rooms.Count > Most) rooms.Remove(rooms.Keys.First());
        return new(rooms.ToImmutable(), Register.Latest(a.LatestJoin, b.LatestJoin), Bounded.Max(a.LatestLeft, b.LatestLeft));
    }

    // Pair by pair: a pair's own equality goes by reflection.
    public bool Equals(RoomVisits? other) =>
        other is not null && LatestJoin == other.LatestJoin && LatestLeft == other.LatestLeft && ByUuid.Count == other.ByUuid.Count
        && ByUuid.All(r => other.ByUuid.TryGetValue(r.Key, out var visit) && visit == r.Value);

    public override int GetHashCode() => HashCode.Combine(ByUuid.Count, LatestJoin, LatestLeft);
}
