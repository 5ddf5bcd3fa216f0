namespace Functions.Tests.Fixtures.InMemoryTables;

internal enum ChangeKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}

/// <summary>A write of one row.</summary>
/// <param name="IfMatch">The ETag that must be met, <c>*</c> for any; null makes replace and merge an upsert.</param>
internal sealed record Change(ChangeKind Kind, string Table, string PartitionKey, string RowKey, Entity Entity, string? IfMatch)
{
    /// <summary>The row after this change of what was there before, null for none; or why not.</summary>
    public (Row? After, Refusal? Refusal) Apply(Row? before, DateTimeOffset timestamp)
    {
        if (Kind == ChangeKind.Insert && before is not null) return (null, Refusal.EntityAlreadyExists);
        if (Kind != ChangeKind.Insert && IfMatch is not null)
        {
            if (before is null) return (null, Refusal.ResourceNotFound);
            if (IfMatch != "*" && IfMatch != before.ETag) return (null, Refusal.ConditionNotMet);
        }

        if (Kind == ChangeKind.Delete) return (null, before is null ? Refusal.ResourceNotFound : null);
        var after = Kind == ChangeKind.Merge && before is not null
            ? before.With(Entity.Fields, timestamp)
            : Row.Of(PartitionKey, RowKey, Entity.Fields, timestamp);
        return Entity.Fault(PartitionKey, RowKey, after.Fields) is { } fault ? (null, fault) : (after, null);
    }
}
