using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Webhooks;

namespace Functions.Tests.Forgetting;

/// <summary>All rows of all tables as they were at a moment, readable: zipped columns unzipped, encoded keys decoded.</summary>
internal sealed class Contents
{
    private Contents(IReadOnlyDictionary<(string Table, string Partition, string Row), TableEntity> rows) => Rows = rows;

    public IReadOnlyDictionary<(string Table, string Partition, string Row), TableEntity> Rows { get; }

    public static async Task<Contents> ReadAsync(Tables tables)
    {
        var rows = new Dictionary<(string, string, string), TableEntity>();
        foreach (var table in tables.All)
            await foreach (var row in table.QueryAsync<TableEntity>()) rows.Add((table.Name, row.PartitionKey, row.RowKey), row);
        return new(rows);
    }

    /// <summary>Puts the tables back to what they were here.</summary>
    public async Task RestoreAsync(Tables tables)
    {
        var now = await ReadAsync(tables);
        foreach (var table in tables.All)
        {
            foreach (var ((name, partition, row), _) in now.Rows)
                if (name == table.Name && !Rows.ContainsKey((name, partition, row))) await table.DeleteEntityAsync(partition, row);
            foreach (var (key, row) in Rows)
                if (key.Table == table.Name && !(now.Rows.TryGetValue(key, out var there) && Text(there) == Text(row))) await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
        }
    }

    /// <summary>Everything, as one text; equal for equal contents.</summary>
    public string Render(Func<string, string>? normalise = null)
    {
        normalise ??= s => s;
        return string.Join('\n', Rows.Select(r => normalise($"{r.Key.Table} {r.Key.Partition} {r.Key.Row}: {Text(r.Value)}")).Order(StringComparer.Ordinal));
    }

    /// <summary>The rows that hold one of these texts, in any case, in a key or a column, zipped, encoded or escaped.</summary>
    public IReadOnlyList<string> Holding(params string[] texts) =>
    [
        .. Rows.Select(r => $"{r.Key.Table} {Decoded(r.Key.Partition)} {Decoded(r.Key.Row)}: {Text(r.Value)}")
            .Where(line => texts.Any(t => line.Contains(t, StringComparison.OrdinalIgnoreCase) || Escapes.Undo(line).Contains(t, StringComparison.OrdinalIgnoreCase))),
    ];

    public static string Text(TableEntity row) => string.Join(' ', Columns(row).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => $"{c.Name}={c.Value}"));

    private static IEnumerable<(string Name, string Value)> Columns(TableEntity row)
    {
        foreach (var (name, value) in row)
        {
            if (name is "odata.etag" or "Timestamp" or "PartitionKey" or "RowKey" || value is null) continue;
            if (value is byte[] && name.LastIndexOf('_') is > 0 and var at && int.TryParse(name[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _)) continue;
            yield return (name, value switch
            {
                byte[] => Bytes(BinaryColumns.Read(row, name)!),
                DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            });
        }
    }

    private static string Bytes(byte[] bytes)
    {
        if (bytes is not [0x1F, 0x8B, ..]) return Encoding.UTF8.GetString(bytes);
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }

    private static string Decoded(string key)
    {
        var at = key.IndexOf('~', StringComparison.Ordinal);
        return at >= 0 && Base64Url.IsValid(key.AsSpan(at + 1)) ? key + " " + Encoding.UTF8.GetString(Base64Url.DecodeFromChars(key.AsSpan(at + 1))) : key;
    }
}
