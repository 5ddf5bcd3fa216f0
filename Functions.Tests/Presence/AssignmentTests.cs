using CsCheck;
using Functions.Presence;
using Functions.Tests.Fixtures;
using Functions.Tests.Presence.Naive;

namespace Functions.Tests.Presence;

/// <summary>The matching of Zoom rooms to planned rooms, against all matchings there are.</summary>
public sealed class AssignmentTests
{
    private static readonly Gen<Claim[]> Claims =
        from size in Gen.Int[1, 6]
        from claims in Gen.Select(Gen.Int[1, size], Gen.Int[1, size], Gen.Int[1, 3], Gen.Long[1_790_000_000, 1_790_000_005]).Array[0, 18]
        select claims.Select(c => new Claim($"uuid-{c.Item1}", $"{c.Item2:D3}", c.Item3, c.Item4)).DistinctBy(c => (c.Uuid, c.RoomId)).ToArray();

    [Fact]
    public void No_matching_has_more_votes_or_as_many_earlier_ones() => Claims.Sample(
        claims =>
        {
            var best = Assignment.Best([.. claims.Select(c => new Vote(c.Uuid, c.RoomId, c.Students, c.First))]).ToList();
            Assert.Distinct(best.Select(b => b.Uuid));
            Assert.Distinct(best.Select(b => b.RoomId));
            var chosen = best.Select(b => claims.Single(c => (c.Uuid, c.RoomId) == b));
            Assert.Equal(BestOfAll(claims, 0, []), BestMatching.Worth(chosen, claims));
            Assert.Equal(BestOfAll(claims, 0, []), BestMatching.Value(claims));
        },
        iter: Effort.Of(3_000));

    private static Int128 BestOfAll(Claim[] claims, int from, IReadOnlyList<Claim> taken)
    {
        if (from == claims.Length) return BestMatching.Worth(taken, claims);
        var without = BestOfAll(claims, from + 1, taken);
        if (taken.Any(t => t.Uuid == claims[from].Uuid || t.RoomId == claims[from].RoomId)) return without;
        return Int128.Max(without, BestOfAll(claims, from + 1, [.. taken, claims[from]]));
    }
}
