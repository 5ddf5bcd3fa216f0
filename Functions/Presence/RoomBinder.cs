namespace Functions.Presence;

/// <summary>How it is known which Zoom room a planned room is: said by hand, or by who was in it.</summary>
public enum BoundBy
{
    Label,
    Visits,
}

/// <summary>One person's time in one Zoom room, as evidence of which planned room it is.</summary>
/// <param name="Run">Index of the run, in time order.</param>
/// <param name="Voter">Student id and planned room id of who was there, null for hosts and strangers: they prove the room, not whose.</param>
/// <param name="First">First entry, <paramref name="End"/> end of the last stay, in seconds since 1970.</param>
internal sealed record Stay(string RoomUuid, int Run, (string StudentId, string RoomId)? Voter, long First, long End);

/// <summary>Which Zoom room is which planned room.</summary>
/// <param name="RoomOf">Zoom room uuid to planned room id, in all generations.</param>
/// <param name="Newest">Planned room id to the uuid it has in the latest generation in which it is bound.</param>
/// <param name="Unbound">Uuids of the newest generation that are nobody's room, with when they were first seen.</param>
internal sealed record RoomBindings(
    IReadOnlyDictionary<string, string> RoomOf,
    IReadOnlyDictionary<string, (string Uuid, BoundBy By)> Newest,
    IReadOnlyList<(string Uuid, long FirstSeen)> Unbound);

/// <summary>
/// Zoom's events carry a room's uuid, never its name. Students were assigned to rooms beforehand, so who visits a room tells which it
/// is. Rooms that are re-created get new uuids: a new <em>generation</em> starts with a uuid first entered after all stays in the
/// older ones had ended. Within a generation uuids and planned rooms are matched one to one.
/// </summary>
internal static class RoomBinder
{
    public static RoomBindings Bind(IReadOnlyList<PlannedRoom> rooms, IEnumerable<Stay> stays)
    {
        var roomOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var newest = new Dictionary<string, (string, BoundBy)>(StringComparer.Ordinal);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var room in rooms)
        {
            if (room.Label is null || !labels.TryAdd(room.Label, room.RoomId)) continue;
            roomOf[room.Label] = room.RoomId;
            newest[room.RoomId] = (room.Label, BoundBy.Label);
        }

        List<(string, long)> unbound = [];
        foreach (var generation in Generations(stays))
        {
            unbound.Clear();
            var labelled = generation.Where(z => labels.ContainsKey(z.Uuid)).Select(z => labels[z.Uuid]).ToHashSet(StringComparer.Ordinal);
            foreach (var zoomRoom in generation)
                if (labels.TryGetValue(zoomRoom.Uuid, out var room)) newest[room] = (zoomRoom.Uuid, BoundBy.Label);
            var votes = generation.Where(z => !labels.ContainsKey(z.Uuid)).SelectMany(z => z.Votes(labelled)).ToList();
            foreach (var (uuid, room) in Assignment.Best(votes))
            {
                roomOf[uuid] = room;
                newest[room] = (uuid, BoundBy.Visits);
            }

            unbound.AddRange(generation.Where(z => !roomOf.ContainsKey(z.Uuid)).Select(z => (z.Uuid, z.First)));
        }

        return new(roomOf, newest, unbound);
    }

    private static IEnumerable<IReadOnlyList<ZoomRoom>> Generations(IEnumerable<Stay> stays)
    {
        var seen = stays
            .GroupBy(s => s.RoomUuid, StringComparer.Ordinal)
            .Select(g => new ZoomRoom(g.Key, g.Min(s => s.Run), g.Min(s => s.First), g.Max(s => s.End), [.. g]))
            .OrderBy(z => z.Run).ThenBy(z => z.First).ThenBy(z => z.Uuid, StringComparer.Ordinal);
        List<ZoomRoom> generation = [];
        var busyUntil = long.MinValue;
        foreach (var room in seen)
        {
            if (generation.Count > 0 && (room.Run != generation[0].Run || room.First > busyUntil))
            {
                yield return generation;
                generation = [];
                busyUntil = long.MinValue;
            }

            generation.Add(room);
            busyUntil = Math.Max(busyUntil, Math.Max(room.First, room.End));
        }

        if (generation.Count > 0) yield return generation;
    }

    private sealed record ZoomRoom(string Uuid, int Run, long First, long End, IReadOnlyList<Stay> Stays)
    {
        public IEnumerable<Vote> Votes(IReadOnlySet<string> taken) => Stays
            .Where(s => s.Voter is { } voter && !taken.Contains(voter.RoomId))
            .GroupBy(s => s.Voter!.Value.RoomId, StringComparer.Ordinal)
            .Select(g => new Vote(Uuid, g.Key, g.Select(s => s.Voter!.Value.StudentId).Distinct(StringComparer.Ordinal).Count(), g.Min(s => s.First)));
    }
}
