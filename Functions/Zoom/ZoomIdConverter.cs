using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>A meeting's number, which Zoom writes as a 64-bit number in some places and as text in others, as text.</summary>
internal sealed class ZoomIdConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetInt64().ToString(CultureInfo.InvariantCulture),
        JsonTokenType.String when reader.GetString() is { Length: > 0 } id => id,
        _ => throw new JsonException("A meeting without a number."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
