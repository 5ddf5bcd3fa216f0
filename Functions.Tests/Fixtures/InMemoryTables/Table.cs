using System.Collections.Concurrent;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>A table: its partitions, which know nothing of each other.</summary>
internal sealed class Table
{
    public const int MostPerPage = 1000;

    private readonly ConcurrentDictionary<string, Partition> partitions = new(StringComparer.Ordinal);

    public Row? Find(string partitionKey, string rowKey) => partitions.GetValueOrDefault(partitionKey)?.Find(rowKey);

    /// <summary>Applies changes of one partition, all or none.</summary>
    public (int Index, Refusal? Refusal) Apply(ReadOnlySpan<Change> changes, Span<Row?> after, Func<DateTimeOffset> now) =>
        partitions.GetOrAdd(changes[0].PartitionKey, _ => new Partition()).Apply(changes, after, now);

    /// <summary>One page, by partition and row, and the keys at which the next one begins.</summary>
    public (List<Row> Rows, (string PartitionKey, string RowKey)? Next) Query(Filter? filter, int most, (string PartitionKey, string RowKey)? from)
    {
        List<Row> found = [];
        var range = filter?.Rows ?? default;
        foreach (var key in PartitionsOf(filter, from?.PartitionKey))
        {
            if (!partitions.TryGetValue(key, out var partition)) continue;
            var resumed = key == from?.PartitionKey && string.CompareOrdinal(from?.RowKey, range.From) > 0 ? range with { From = from?.RowKey } : range;
            if (partition.Collect(resumed, filter, most, found) is { } next) return (found, (key, next));
        }

        return (found, null);
    }

    private IEnumerable<string> PartitionsOf(Filter? filter, string? from) => filter?.Partition is { } only
        ? [only]
        : partitions.Keys.Where(k => string.CompareOrdinal(k, from) >= 0).Order(StringComparer.Ordinal);
}
