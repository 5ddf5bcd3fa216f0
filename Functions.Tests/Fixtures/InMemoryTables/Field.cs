using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>One property of an entity: its value stays the JSON it came as, and is decoded only where a filter asks for it.</summary>
internal readonly record struct Field(string Name, EdmType Type, ReadOnlyMemory<byte> Json)
{
    private const int MostCharacters = 32 * 1024;
    private const int MostBytes = 64 * 1024;

    // The service's calendar starts here.
    private static readonly DateTimeOffset FirstTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Text
    {
        get
        {
            var reader = new Utf8JsonReader(Json.Span);
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(Json.Span);
        }
    }

    public object Value => Type switch
    {
        EdmType.String => Text,
        EdmType.Int32 or EdmType.Int64 => long.Parse(Text, CultureInfo.InvariantCulture),
        EdmType.Double => double.Parse(Text, CultureInfo.InvariantCulture),
        EdmType.Boolean => Json.Span[0] == (byte)'t',
        EdmType.DateTime => DateTimeOffset.Parse(Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        EdmType.Guid => Guid.Parse(Text),
        _ => Convert.ToHexString(Convert.FromBase64String(Text)),
    };

    /// <summary>What the service has against this value, or null.</summary>
    public Refusal? Fault()
    {
        if (Name.Length > 255) return Refusal.NameTooLong;
        try
        {
            return Type switch
            {
                // UTF-8 has at least as many bytes as UTF-16 has characters, so most texts need not be decoded.
                EdmType.String when Json.Length - 2 > MostCharacters && Text.Length > MostCharacters => Refusal.ValueTooLarge,
                EdmType.Binary when Base64.GetMaxDecodedFromUtf8Length(Json.Length - 2) > MostBytes && Convert.FromBase64String(Text).Length > MostBytes => Refusal.ValueTooLarge,
                EdmType.DateTime when (DateTimeOffset)Value < FirstTime => Refusal.OutOfRange,
                EdmType.Guid or EdmType.Int32 or EdmType.Int64 when Value is null => Refusal.InvalidInput,
                _ => null,
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidOperationException)
        {
            return Refusal.InvalidInput;
        }
    }

    /// <summary>Bytes that count against the entity's limit.</summary>
    public int Size() => 8 + (2 * Name.Length) + Type switch
    {
        EdmType.String => 4 + (2 * Text.Length),
        EdmType.Binary => 4 + Convert.FromBase64String(Text).Length,
        EdmType.Int32 => 4,
        EdmType.Boolean => 1,
        EdmType.Guid => 16,
        _ => 8,
    };
}
