using Azure.Data.Tables;

namespace Functions.Storage;

internal static class TableReads
{
    /// <summary>A point read; null when there is no such row.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
