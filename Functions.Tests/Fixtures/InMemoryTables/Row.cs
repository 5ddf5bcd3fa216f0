using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>
/// A stored entity. It never changes, another takes its place, and it is kept as the JSON in which it is given out, so that reading
/// it costs nothing.
/// </summary>
internal sealed class Row
{
    private Row(string partitionKey, string rowKey, DateTimeOffset timestamp, string etag, Field[] fields, byte[] json) =>
        (PartitionKey, RowKey, Timestamp, ETag, Fields, Json) = (partitionKey, rowKey, timestamp, etag, fields, json);

    public string PartitionKey { get; }

    public string RowKey { get; }

    public DateTimeOffset Timestamp { get; }

    public string ETag { get; }

    public Field[] Fields { get; }

    /// <summary>As in an answer that selects nothing.</summary>
    public byte[] Json { get; }

    public static Row Of(string partitionKey, string rowKey, IReadOnlyList<Field> fields, DateTimeOffset timestamp)
    {
        var stamp = timestamp.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
        var etag = $"W/\"datetime'{stamp.Replace(":", "%3A", StringComparison.Ordinal)}'\"";
        var buffer = new ArrayBufferWriter<byte>(fields.Sum(f => f.Json.Length + f.Name.Length + 40) + 256);
        Span<(int Start, int Length)> places = fields.Count <= 64 ? stackalloc (int, int)[fields.Count] : new (int, int)[fields.Count];
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("odata.etag", etag);
            writer.WriteString(nameof(PartitionKey), partitionKey);
            writer.WriteString(nameof(RowKey), rowKey);
            writer.WriteString(nameof(Timestamp), stamp);
            for (var i = 0; i < fields.Count; i++) places[i] = Write(writer, fields[i]);
            writer.WriteEndObject();
        }

        var json = buffer.WrittenSpan.ToArray();
        var own = new Field[fields.Count];
        for (var i = 0; i < own.Length; i++) own[i] = fields[i] with { Json = json.AsMemory(places[i].Start, places[i].Length) };
        return new(partitionKey, rowKey, timestamp, etag, own, json);
    }

    /// <summary>The row with the fields of another laid over its own.</summary>
    public Row With(IReadOnlyList<Field> over, DateTimeOffset timestamp) =>
        Of(PartitionKey, RowKey, [.. Fields.Where(f => !over.Any(o => o.Name == f.Name)), .. over], timestamp);

    public Field? Find(string name)
    {
        foreach (var field in Fields)
            if (field.Name == name) return field;
        return null;
    }

    /// <summary>Only these properties; one that the row does not have is null.</summary>
    public void WriteSelected(Utf8JsonWriter writer, IReadOnlyList<string> names)
    {
        writer.WriteStartObject();
        writer.WriteString("odata.etag", ETag);
        foreach (var name in names)
        {
            if (name == nameof(PartitionKey)) writer.WriteString(name, PartitionKey);
            else if (name == nameof(RowKey)) writer.WriteString(name, RowKey);
            else if (name == nameof(Timestamp)) writer.WriteString(name, Timestamp.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
            else if (Find(name) is { } field) Write(writer, field);
            else writer.WriteNull(name);
        }

        writer.WriteEndObject();
    }

    private static (int Start, int Length) Write(Utf8JsonWriter writer, Field field)
    {
        if (EdmTypes.Annotation(field.Type) is { } type) writer.WriteString(field.Name + "@odata.type", type);
        writer.WritePropertyName(field.Name);
        writer.WriteRawValue(field.Json.Span, skipInputValidation: true);
        return ((int)(writer.BytesCommitted + writer.BytesPending) - field.Json.Length, field.Json.Length);
    }
}
