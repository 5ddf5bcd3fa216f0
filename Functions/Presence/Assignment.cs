namespace Functions.Presence;

/// <summary>That <paramref name="Count"/> students of a planned room were in a Zoom room, the first of them at <paramref name="First"/>.</summary>
internal readonly record struct Vote(string Uuid, string RoomId, int Count, long First);

/// <summary>
/// Matches Zoom rooms to planned rooms one to one: as many votes as possible, and among equals the earliest entries in total.
/// The Hungarian algorithm on each connected part of the votes; in a class where everybody is in their own room every part is one vote.
/// </summary>
internal static class Assignment
{
    private const long OneVote = 1L << 40;

    public static IEnumerable<(string Uuid, string RoomId)> Best(IReadOnlyCollection<Vote> votes)
    {
        if (votes.Count == 0) return [];
        var start = votes.Min(v => v.First);
        return Parts(votes).SelectMany(part => part.Count == 1 ? [(part[0].Uuid, part[0].RoomId)] : Solve(part, start));
    }

    private static IEnumerable<List<Vote>> Parts(IReadOnlyCollection<Vote> votes)
    {
        var byUuid = votes.ToLookup(v => v.Uuid, StringComparer.Ordinal);
        var byRoom = votes.ToLookup(v => v.RoomId, StringComparer.Ordinal);
        HashSet<Vote> done = [];
        foreach (var first in votes)
        {
            if (!done.Add(first)) continue;
            List<Vote> part = [first];
            for (var i = 0; i < part.Count; i++)
                part.AddRange(byUuid[part[i].Uuid].Concat(byRoom[part[i].RoomId]).Where(done.Add));
            yield return part;
        }
    }

    private static IEnumerable<(string, string)> Solve(List<Vote> part, long start)
    {
        var uuids = part.Select(v => v.Uuid).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var rooms = part.Select(v => v.RoomId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var size = Math.Max(uuids.Count, rooms.Count);
        var cost = new long[size, size];
        foreach (var vote in part)
            cost[uuids.IndexOf(vote.Uuid), rooms.IndexOf(vote.RoomId)] = vote.First - start - vote.Count * OneVote;
        var columnOf = Hungarian(cost);
        for (var i = 0; i < uuids.Count; i++)
            if (cost[i, columnOf[i]] < 0) yield return (uuids[i], rooms[columnOf[i]]);
    }

    /// <summary>The column of each row in an assignment of least total cost. Kuhn–Munkres with potentials, cubic time.</summary>
    private static int[] Hungarian(long[,] cost)
    {
        var n = cost.GetLength(0);
        var rowPotential = new long[n + 1];
        var columnPotential = new long[n + 1];
        var rowOf = new int[n + 1];
        var previous = new int[n + 1];
        for (var row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            var column = 0;
            var least = new long[n + 1];
            Array.Fill(least, long.MaxValue);
            var used = new bool[n + 1];
            do
            {
                used[column] = true;
                var current = rowOf[column];
                var delta = long.MaxValue;
                var next = 0;
                for (var j = 1; j <= n; j++)
                {
                    if (used[j]) continue;
                    var reduced = cost[current - 1, j - 1] - rowPotential[current] - columnPotential[j];
                    if (reduced < least[j]) (least[j], previous[j]) = (reduced, column);
                    if (least[j] < delta) (delta, next) = (least[j], j);
                }

                for (var j = 0; j <= n; j++)
                {
                    if (used[j]) (rowPotential[rowOf[j]], columnPotential[j]) = (rowPotential[rowOf[j]] + delta, columnPotential[j] - delta);
                    else if (least[j] != long.MaxValue) least[j] -= delta;
                }

                column = next;
            }
            while (rowOf[column] != 0);

            do
            {
                var back = previous[column];
                rowOf[column] = rowOf[back];
                column = back;
            }
            while (column != 0);
        }

        var columnOf = new int[n];
        for (var j = 1; j <= n; j++) columnOf[rowOf[j] - 1] = j - 1;
        return columnOf;
    }
}
