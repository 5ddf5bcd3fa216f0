using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Functions.Tests.Telemetry;

/// <summary>A field of a message of protocol buffers: a number, or bytes.</summary>
internal readonly record struct WireField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public string Hex => Convert.ToHexStringLower(Bytes.Span);

    public IEnumerable<WireField> Fields => Wire.Fields(Bytes);
}

/// <summary>Reads protocol buffers without their types: enough for what OTLP sends.</summary>
internal static class Wire
{
    public static IReadOnlyList<WireField> Fields(ReadOnlyMemory<byte> message)
    {
        List<WireField> fields = [];
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message.Span, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add(new(number, Varint(message.Span, ref at), default));
                    break;
                case 1:
                    fields.Add(new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]), default));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    fields.Add(new(number, 0, message.Slice(at, length)));
                    at += length;
                    break;
                default:
                    fields.Add(new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]), default));
                    at += 4;
                    break;
            }
        }

        return fields;
    }

    public static IEnumerable<WireField> All(this IEnumerable<WireField> fields, params int[] path) =>
        path is [var last] ? fields.Where(f => f.Number == last) : fields.Where(f => f.Number == path[0]).SelectMany(f => f.Fields.All(path[1..]));

    public static WireField One(this IEnumerable<WireField> fields, int number) => fields.FirstOrDefault(f => f.Number == number);

    /// <summary>Attributes as texts.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(this IEnumerable<WireField> fields, int number) =>
        fields.All(number).GroupBy(f => f.Fields.One(1).Text, StringComparer.Ordinal).ToDictionary(g => g.Key, g => ValueOf(g.Last().Fields.One(2)), StringComparer.Ordinal);

    public static string ValueOf(WireField any) => any.Fields.FirstOrDefault() is var value && value.Number == 1 ? value.Text : value.Value.ToString(CultureInfo.InvariantCulture);

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
