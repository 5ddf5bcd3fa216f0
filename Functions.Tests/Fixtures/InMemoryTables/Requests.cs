namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>Turns the writes of the REST API into changes.</summary>
internal static class Requests
{
    public static (Change? Change, Refusal? Refusal) ChangeOf(string method, Address address, string? ifMatch, ReadOnlyMemory<byte> body)
    {
        if (method == "DELETE")
            return address.PartitionKey is null || ifMatch is null
                ? (null, Refusal.InvalidInput)
                : (new(ChangeKind.Delete, address.Table, address.PartitionKey, address.RowKey!, Entity.None, ifMatch), null);
        if (Entity.Read(body) is not { } entity) return (null, Refusal.InvalidInput);
        if (method == "POST")
            return entity.PartitionKey is null || entity.RowKey is null
                ? (null, Refusal.KeysMissing)
                : (new(ChangeKind.Insert, address.Table, entity.PartitionKey, entity.RowKey, entity, null), null);
        if (address.PartitionKey is null) return (null, Refusal.InvalidInput);
        ChangeKind? kind = method switch { "PUT" => ChangeKind.Replace, "PATCH" or "MERGE" => ChangeKind.Merge, _ => null };
        return kind is { } known
            ? (new(known, address.Table, address.PartitionKey, address.RowKey!, entity, ifMatch), null)
            : (null, Refusal.NotImplemented);
    }
}
