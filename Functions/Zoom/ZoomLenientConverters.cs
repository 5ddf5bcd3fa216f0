using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>Text in answers where Zoom writes an empty one for what it does not know, and sometimes a number: null, and its digits.</summary>
internal sealed class ZoomLenientTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString() is { Length: > 0 } text ? text : null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number.ToString(CultureInfo.InvariantCulture);

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Sizes in answers, which may exceed 32 bits, sometimes as text. One that cannot be read is none.</summary>
internal sealed class ZoomLenientSizeConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt64(out var size) ? size : null;
        if (reader.TokenType == JsonTokenType.String)
            return long.TryParse(reader.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } size)
            writer.WriteNumberValue(size);
        else
            writer.WriteNullValue();
    }
}

/// <summary>Whole numbers in answers, sometimes as text. One that cannot be read is none.</summary>
internal sealed class ZoomLenientNumberConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt32(out var number) ? number : null;
        if (reader.TokenType == JsonTokenType.String)
            return int.TryParse(reader.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }
}
