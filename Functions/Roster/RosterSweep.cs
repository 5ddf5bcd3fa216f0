using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// Reads many rows of one partition by their keys: a few each by itself, more in one pass from the first key to the last, which leaps
/// over the pages that hold none of them.
/// </summary>
internal static class RosterSweep
{
    private const int Few = 100;
    private const int RowsAPage = 1000;
    private const int AtOnce = 32;

    /// <summary>Those of the rows that are there, by row key.</summary>
    public static Task<Dictionary<string, TableEntity>> ReadAsync(
        TableClient table, string partition, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var sorted = keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return sorted.Length <= Few ? EachAsync(table, partition, sorted, cancellationToken) : PassAsync(table, partition, sorted, cancellationToken);
    }

    private static async Task<Dictionary<string, TableEntity>> EachAsync(
        TableClient table, string partition, string[] keys, CancellationToken cancellationToken)
    {
        var rows = new TableEntity?[keys.Length];
        await Parallel.ForAsync(
            0, keys.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, ct) => rows[i] = await table.FindAsync(partition, keys[i], ct));
        return rows.OfType<TableEntity>().ToDictionary(r => r.RowKey, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, TableEntity>> PassAsync(
        TableClient table, string partition, string[] keys, CancellationToken cancellationToken)
    {
        var (wanted, rows) = (keys.ToHashSet(StringComparer.Ordinal), new Dictionary<string, TableEntity>(StringComparer.Ordinal));
        for (var next = 0; next < keys.Length;)
        {
            if (await PageAsync(table, partition, keys[next], keys[^1], cancellationToken) is not { } page) break;
            foreach (var row in page.Values)
                if (wanted.Contains(row.RowKey)) rows[row.RowKey] = row;
            if (page.ContinuationToken is null) break;
            var seen = Array.BinarySearch(keys, page.Values[^1].RowKey, StringComparer.Ordinal);
            next = seen < 0 ? ~seen : seen + 1;
        }

        return rows;
    }

    // The service may answer with pages that are empty and not the last.
    private static async Task<Azure.Page<TableEntity>?> PageAsync(
        TableClient table, string partition, string from, string to, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, RowsAPage, cancellationToken: cancellationToken).AsPages())
            if (page.Values.Count > 0) return page;
        return null;
    }
}
