using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>One Zoom room with all who were ever in it.</summary>
internal sealed record SeenRoom(string Uuid, int Run, long First, long End, IReadOnlyList<(string StudentId, string RoomId, long First)> Voters);

/// <summary>
/// Which Zoom rooms were created together, who was in them, and whether a binding that is claimed for them is as good as any.
/// </summary>
internal static class RoomEvidence
{
    /// <summary>Rooms created together: a later creation begins with a room first entered when all earlier rooms had fallen silent.</summary>
    public static IReadOnlyList<IReadOnlyList<SeenRoom>> Creations(IEnumerable<SeenRoom> rooms)
    {
        List<List<SeenRoom>> creations = [];
        foreach (var room in rooms.OrderBy(r => r.Run).ThenBy(r => r.First).ThenBy(r => r.Uuid, StringComparer.Ordinal))
        {
            if (creations.Count == 0 || creations[^1].Exists(r => r.Run != room.Run) || creations[^1].TrueForAll(r => Math.Max(r.First, r.End) < room.First))
                creations.Add([]);
            creations[^1].Add(room);
        }

        return creations;
    }

    /// <summary>
    /// The planned room of each Zoom room, and of each planned room the Zoom room that is it now. Several bindings may be equally
    /// good, so the product's is taken once it has been shown to be one of the best.
    /// </summary>
    public static (Dictionary<string, string> RoomOf, Dictionary<string, (string Uuid, BoundBy By)> Now) Bindings(
        ClassPlan plan, IReadOnlyList<IReadOnlyList<SeenRoom>> creations, IReadOnlyDictionary<string, string> claimed)
    {
        var labels = plan.Rooms.Where(r => r.Label is not null).GroupBy(r => r.Label!).ToDictionary(g => g.Key, g => g.First().RoomId);
        var roomOf = new Dictionary<string, string>(labels);
        var now = labels.ToDictionary(l => l.Value, l => (l.Key, BoundBy.Label));
        foreach (var creation in creations)
        {
            var labelled = creation.Where(z => labels.ContainsKey(z.Uuid)).ToDictionary(z => labels[z.Uuid], z => z.Uuid);
            foreach (var (room, uuid) in labelled) now[room] = (uuid, BoundBy.Label);
            var claims = creation.Where(z => !labels.ContainsKey(z.Uuid)).SelectMany(z => z.Voters
                .Where(v => !labelled.ContainsKey(v.RoomId))
                .GroupBy(v => v.RoomId)
                .Select(g => new Claim(z.Uuid, g.Key, g.Select(v => v.StudentId).Distinct().Count(), g.Min(v => v.First)))).ToList();
            foreach (var bound in Proven(creation, claims, claimed))
            {
                roomOf[bound.Uuid] = bound.RoomId;
                now[bound.RoomId] = (bound.Uuid, BoundBy.Visits);
            }
        }

        Assert.Equal(roomOf.OrderBy(r => r.Key, StringComparer.Ordinal), claimed.OrderBy(r => r.Key, StringComparer.Ordinal));
        return (roomOf, now);
    }

    private static List<Claim> Proven(IReadOnlyList<SeenRoom> creation, List<Claim> claims, IReadOnlyDictionary<string, string> claimed)
    {
        var bound = claims.Where(c => claimed.TryGetValue(c.Uuid, out var room) && room == c.RoomId && creation.Any(z => z.Uuid == c.Uuid)).ToList();
        Assert.Distinct(bound.Select(c => c.Uuid));
        Assert.Distinct(bound.Select(c => c.RoomId));
        Assert.Equal(BestMatching.Value(claims), BestMatching.Worth(bound, claims));
        return bound;
    }
}
