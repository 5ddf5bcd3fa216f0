namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>The rows of one partition, by key and in order. What changes in one call changes at once, or not at all.</summary>
internal sealed class Partition
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
    private readonly SortedSet<string> order = new(StringComparer.Ordinal);

    public Row? Find(string rowKey)
    {
        lock (gate) return rows.GetValueOrDefault(rowKey);
    }

    /// <summary>Applies all changes, or none and says which one was refused.</summary>
    public (int Index, Refusal? Refusal) Apply(ReadOnlySpan<Change> changes, Span<Row?> after, Func<DateTimeOffset> now)
    {
        lock (gate)
        {
            var before = new Row?[changes.Length];
            for (var i = 0; i < changes.Length; i++)
            {
                before[i] = rows.GetValueOrDefault(changes[i].RowKey);
                (after[i], var refusal) = changes[i].Apply(before[i], now());
                if (refusal is not null)
                {
                    for (var undone = i - 1; undone >= 0; undone--) Put(changes[undone].RowKey, before[undone]);
                    return (i, refusal);
                }

                Put(changes[i].RowKey, after[i]);
            }

            return (-1, null);
        }
    }

    /// <summary>The rows between two keys, in order, at most so many as matching ones are wanted.</summary>
    /// <returns>The key of the first matching row that had no place, or null.</returns>
    public string? Collect(KeyRange range, Filter? filter, int most, List<Row> found)
    {
        lock (gate)
        {
            if (order.Count == 0) return null;
            var (from, to) = (range.From ?? order.Min!, range.To ?? order.Max!);
            if (string.CompareOrdinal(from, to) > 0) return null;
            foreach (var key in order.GetViewBetween(from, to))
            {
                var row = rows[key];
                if (filter is not null && !filter.Matches(row)) continue;
                if (found.Count == most) return key;
                found.Add(row);
            }

            return null;
        }
    }

    private void Put(string key, Row? row)
    {
        if (row is null)
        {
            rows.Remove(key);
            order.Remove(key);
        }
        else
        {
            if (!rows.ContainsKey(key)) order.Add(key);
            rows[key] = row;
        }
    }
}
