using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Http;

/// <summary>Ids are opaque text, but a number is accepted where an id is expected.</summary>
internal sealed class IdText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new JsonException("An id is expected: text, or a whole number."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A list of ids, see <see cref="IdText"/>.</summary>
internal sealed class IdTexts : JsonConverter<IReadOnlyList<string>>
{
    private static readonly IdText Id = new();

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list of ids is expected.");
        List<string> ids = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ids.Add(Id.Read(ref reader, typeof(string), options));
        return ids;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var id in value) writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
