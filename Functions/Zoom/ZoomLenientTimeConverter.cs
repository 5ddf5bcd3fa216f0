using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>Times in answers. One that cannot be read is none: it must not make the whole answer unreadable.</summary>
internal sealed class ZoomLenientTimeConverter : JsonConverter<DateTimeOffset?>
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, Utc, out var time) ? time : null;

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(ZoomTimeConverter.Format(time));
        else
            writer.WriteNullValue();
    }
}
