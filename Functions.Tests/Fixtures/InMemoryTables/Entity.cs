using System.Text.Json;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>An entity as a request states it.</summary>
internal sealed record Entity(string? PartitionKey, string? RowKey, List<Field> Fields)
{
    private const int MostProperties = 252;
    private const int MostBytes = 1024 * 1024;
    private const string TypeSuffix = "@odata.type";

    public static Entity None { get; } = new(null, null, []);

    /// <summary>Reads it; the fields are slices of <paramref name="json"/>.</summary>
    public static Entity? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What the service has against it, or null.</summary>
    public static Refusal? Fault(string partitionKey, string rowKey, IReadOnlyCollection<Field> fields)
    {
        if (Keys(partitionKey) is { } badPartition) return badPartition;
        if (Keys(rowKey) is { } badRow) return badRow;
        if (fields.Count > MostProperties) return Refusal.TooManyProperties;
        var most = 0;
        foreach (var field in fields)
        {
            if (field.Fault() is { } fault) return fault;
            most += 16 + (2 * (field.Name.Length + field.Json.Length));
        }

        // Only what may be too large is measured.
        return most > MostBytes && 4 + (2 * (partitionKey.Length + rowKey.Length)) + fields.Sum(f => f.Size()) > MostBytes ? Refusal.EntityTooLarge : null;
    }

    private static Refusal? Keys(string key)
    {
        if (key.Length > 512) return Refusal.KeyTooLarge;
        foreach (var c in key)
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c)) return Refusal.KeyOutOfRange;
        return null;
    }

    private static Entity? ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        string? partitionKey = null, rowKey = null;
        List<Field> fields = [];
        List<(string Name, EdmType Type)> types = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                if (EdmTypes.Parse(reader.GetString()!) is not { } type) return null;
                types.Add((name[..^TypeSuffix.Length], type));
            }
            else if (name == "PartitionKey") partitionKey = reader.GetString();
            else if (name == "RowKey") rowKey = reader.GetString();
            else if (name == "Timestamp" || name.StartsWith("odata.", StringComparison.Ordinal) || reader.TokenType == JsonTokenType.Null) continue;
            else if (Implied(ref reader) is { } implied)
                fields.Add(new(name, implied, json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]));
            else return null;
        }

        // The annotation may stand before its property or after it.
        foreach (var (name, type) in types)
        {
            var i = fields.FindIndex(f => f.Name == name);
            if (i >= 0) fields[i] = Typed(fields[i], type);
        }

        return new(partitionKey, rowKey, fields);
    }

    // A whole number that is a double is told apart from an integer by its point.
    private static Field Typed(Field field, EdmType type) => type == EdmType.Double && field.Type == EdmType.Int32
        ? field with { Type = type, Json = (byte[])[.. field.Json.Span, .. ".0"u8] }
        : field with { Type = type };

    private static EdmType? Implied(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => EdmType.String,
        JsonTokenType.True or JsonTokenType.False => EdmType.Boolean,
        JsonTokenType.Number => reader.ValueSpan.IndexOfAny(".eE"u8) < 0 ? EdmType.Int32 : EdmType.Double,
        _ => null,
    };
}
