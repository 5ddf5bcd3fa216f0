using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A place in a list: a session's line, or the end of a month after which older ones follow.</summary>
/// <param name="Key">What a cursor says to go on after this place.</param>
internal sealed record ListedPlace(string Key, IndexedSession? Session);

/// <summary>Reads the index's lists of sessions, newest first.</summary>
public sealed class SessionLists(Tables tables, TimeProvider time)
{
    /// <summary>An instance's clock may be ahead of ours.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>Whether this is a key of <see cref="ListedPlace"/>.</summary>
    internal static bool IsKey(string key) => IndexRows.TryReadCreation(key, out _);

    /// <summary>A professor's sessions, from the line after <paramref name="after"/>.</summary>
    internal async IAsyncEnumerable<IndexedSession> OfProfessorAsync(
        string professorId, string? after, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(IndexRows.Professor(professorId), after, pageSize, cancellationToken))
            yield return ListingColumns.Read(row);
    }

    /// <summary>
    /// Everybody's sessions, month by month back to the first there is. A month costs one query, and finding the first month one more.
    /// </summary>
    internal async IAsyncEnumerable<ListedPlace> OfAllAsync(
        string? after, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = after is not null && IndexRows.TryReadCreation(after, out var place) ? place : time.GetUtcNow() + Ahead;
        var month = new DateTimeOffset(from.Year, from.Month, 1, 0, 0, 0, TimeSpan.Zero);
        string? oldest = null;
        while (true)
        {
            await foreach (var row in RowsAsync(IndexRows.All(month), after, pageSize, cancellationToken))
                yield return new(row.RowKey, ListingColumns.Read(row));

            // The names of months sort as they follow each other.
            oldest ??= await OldestAsync(cancellationToken);
            if (oldest is null || string.CompareOrdinal(IndexRows.All(month), oldest) <= 0) yield break;
            after = Keys.Inverted(month.AddTicks(-1));
            month = month.AddMonths(-1);
            yield return new(after, null);
        }
    }

    private IAsyncEnumerable<TableEntity> RowsAsync(string list, string? after, int pageSize, CancellationToken cancellationToken) =>
        tables.SessionIndex.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {list} and RowKey gt {after ?? ""}"),
            maxPerPage: pageSize,
            cancellationToken: cancellationToken);

    private async Task<string?> OldestAsync(CancellationToken cancellationToken)
    {
        var months = tables.SessionIndex.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {IndexRows.AllPrefix} and PartitionKey lt {IndexRows.After(IndexRows.AllPrefix)}"),
            maxPerPage: 1,
            select: ["PartitionKey"],
            cancellationToken: cancellationToken);
        await foreach (var row in months) return row.PartitionKey;
        return null;
    }
}
