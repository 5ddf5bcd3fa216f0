namespace Functions.Tests.Presence.Naive;

/// <summary>So many students of a planned room were in a Zoom room, the first of them at some second.</summary>
internal readonly record struct Claim(string Uuid, string RoomId, int Students, long First);

/// <summary>
/// How good the best one-to-one matching is: the most students, then the earliest entries in total. One alternating path after the
/// other, always the one that gains most (Bellman–Ford), until none gains anything. Ties are no concern: only the value is told.
/// </summary>
internal static class BestMatching
{
    public static Int128 Value(IReadOnlyCollection<Claim> claims)
    {
        Dictionary<string, Claim> holderOf = new(StringComparer.Ordinal);
        while (BestPath(claims, holderOf) is { } path)
            foreach (var claim in path) holderOf[claim.RoomId] = claim;
        return Worth(holderOf.Values, claims);
    }

    /// <summary>What a set of claims is worth among <paramref name="all"/>: one student more outweighs any difference in time.</summary>
    public static Int128 Worth(IEnumerable<Claim> some, IReadOnlyCollection<Claim> all) =>
        some.Aggregate(Int128.Zero, (sum, c) => sum + Worth(c, all));

    private static Int128 Worth(Claim claim, IReadOnlyCollection<Claim> all) =>
        ((Int128)claim.Students * 1_000_000_000_000) - (claim.First - all.Min(c => c.First));

    private static List<Claim>? BestPath(IReadOnlyCollection<Claim> claims, Dictionary<string, Claim> holderOf)
    {
        var worth = claims.ToDictionary(c => c, c => Worth(c, claims));
        var busy = holderOf.Values.Select(c => c.Uuid).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, (Int128 Gain, Claim By)> reach = new(StringComparer.Ordinal);
        foreach (var claim in claims.Where(c => !busy.Contains(c.Uuid))) Offer(claim, worth[claim]);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (room, (gain, _)) in reach.ToList())
            {
                if (!holderOf.TryGetValue(room, out var held)) continue;
                foreach (var claim in claims.Where(c => c.Uuid == held.Uuid && c.RoomId != room))
                    changed |= Offer(claim, gain - worth[held] + worth[claim]);
            }
        }

        var free = reach.Where(r => !holderOf.ContainsKey(r.Key) && r.Value.Gain > 0).OrderByDescending(r => r.Value.Gain).Select(r => r.Key).FirstOrDefault();
        if (free is null) return null;
        List<Claim> path = [reach[free].By];
        while (holderOf.Values.Where(h => h.Uuid == path[^1].Uuid).Select(h => h.RoomId).FirstOrDefault() is { } given) path.Add(reach[given].By);
        return path;

        bool Offer(Claim claim, Int128 gain)
        {
            if (reach.TryGetValue(claim.RoomId, out var known) && known.Gain >= gain) return false;
            reach[claim.RoomId] = (gain, claim);
            return true;
        }
    }
}
