namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>What a request's path names: a table, perhaps an entity of it.</summary>
internal readonly record struct Address(string Table, string? PartitionKey, string? RowKey)
{
    /// <summary>Reads <c>/account/Table</c>, <c>…/Table()</c> or <c>…/Table(PartitionKey='a',RowKey='b')</c>.</summary>
    public static Address Of(ReadOnlySpan<char> path)
    {
        var open = path.IndexOf('(');
        var named = open < 0 ? path : path[..open];
        var table = named[(named.LastIndexOf('/') + 1)..].ToString();
        if (open < 0 || path[(open + 1)..].StartsWith(')')) return new(table, null, null);
        var keys = path[(open + 1)..path.LastIndexOf(')')];
        var middle = keys.IndexOf("',RowKey='", StringComparison.Ordinal);
        return new(table, Key(keys["PartitionKey='".Length..middle]), Key(keys[(middle + "',RowKey='".Length)..^1]));
    }

    private static string Key(ReadOnlySpan<char> encoded) => Uri.UnescapeDataString(encoded).Replace("''", "'", StringComparison.Ordinal);
}
