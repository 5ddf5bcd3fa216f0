using Azure;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Deletes many rows of one partition, in transactions of as many as fit.</summary>
internal static class RowDeletion
{
    /// <summary>A transaction takes this many.</summary>
    public const int MostAtOnce = 100;

    private const int MostAttempts = 10;

    /// <param name="filter">Selects rows of one partition.</param>
    /// <param name="columns">What <paramref name="isMeant"/> looks at.</param>
    /// <returns>How many were deleted.</returns>
    public static async Task<int> DeleteAsync(
        TableClient table, string filter, IEnumerable<string> columns, Func<TableEntity, bool> isMeant, CancellationToken cancellationToken)
    {
        var deleted = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await foreach (var page in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", .. columns], cancellationToken: cancellationToken).AsPages())
                {
                    foreach (var rows in page.Values.Where(isMeant).Chunk(MostAtOnce))
                    {
                        await table.SubmitTransactionAsync(
                            rows.Select(r => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(r.PartitionKey, r.RowKey), ETag.All)), cancellationToken);
                        deleted += rows.Length;
                    }
                }

                return deleted;
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Somebody else deletes the same rows: what is left is looked for again.
            }
        }
    }
}
