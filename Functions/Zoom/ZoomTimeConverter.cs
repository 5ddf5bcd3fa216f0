using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>Times as <c>yyyy-MM-ddTHH:mm:ssZ</c>, the form Zoom documents for UTC.</summary>
internal sealed class ZoomTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));

    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
