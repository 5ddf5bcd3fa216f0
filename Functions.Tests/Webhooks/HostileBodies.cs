using System.Text;
using System.Text.Json;

namespace Functions.Tests.Webhooks;

/// <summary>Mutates bodies: values, members, and the bytes as such.</summary>
internal static class HostileBodies
{
    /// <summary>Where a value stands, and under which name.</summary>
    private readonly record struct Place(int Start, int Length, int NameStart);

    public static byte[] Mutate(Random r, byte[] body) => r.Next(100) switch
    {
        < 55 => Values(r, body),
        < 65 => Members(r, body),
        _ => Bytes(r, body),
    };

    private static byte[] Values(Random r, byte[] body)
    {
        for (var left = r.Next(4) == 0 ? 3 : 1; left > 0 && PlacesOf(body) is { Count: > 0 } places; left--)
        {
            var place = places[r.Next(places.Count)];
            body = Splice(body, place.Start, place.Length, HostileValues.Next(r));
        }

        return body;
    }

    private static byte[] Members(Random r, byte[] body)
    {
        var places = PlacesOf(body);
        var place = places[r.Next(places.Count)];
        var member = body[place.NameStart..(place.Start + place.Length)];
        var name = body[place.NameStart..place.Start];
        return r.Next(6) switch
        {
            0 => Splice(body, place.NameStart, 0, [.. name, .. HostileValues.Next(r), (byte)',']),
            1 => Splice(body, place.Start + place.Length, 0, [(byte)',', .. name, .. HostileValues.Next(r)]),
            2 => Splice(body, place.NameStart, member.Length, "\"unknown\":1"u8),
            3 => Splice(body, place.NameStart, name.Length, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(name).ToUpperInvariant())),
            4 => Splice(body, place.NameStart, 0, "\"__proto__\":{\"a\":1},\"\":0,"u8),
            _ => Splice(body, place.NameStart + 1, 1, Encoding.UTF8.GetBytes($"\\u{(int)body[place.NameStart + 1]:x4}")),
        };
    }

    private static byte[] Bytes(Random r, byte[] body)
    {
        var at = r.Next(body.Length);
        switch (r.Next(15))
        {
            case 0: return body[..at];
            case 1:
                body[at] ^= (byte)(1 << r.Next(8));
                return body;
            case 2: return Splice(body, at, 0, [(byte)r.Next(256)]);
            case 3: return Splice(body, at, Math.Min(r.Next(1, 20), body.Length - at), []);
            case 4: return [.. "\uFEFF"u8, .. body];
            case 5: return [.. "\uFEFF\uFEFF"u8, .. body];
            case 6: return [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))];
            case 7: return [.. body, .. body];
            case 8: return [.. body, .. "\0\0\0"u8];
            case 9: return [(byte)'[', .. body, (byte)']'];
            case 10: return [.. body, .. ",//x"u8];
            case 11: return r.Next(3) == 0 ? [] : [.. Enumerable.Repeat((byte)' ', r.Next(1, 2000)), .. body, .. "\r\n\r\n"u8];
            case 12: return Random(r, r.Next(1, 400));
            case 13: return [.. Enumerable.Repeat((byte)'[', 20_000)];
            default: return Splice(body, at, 0, body.AsSpan(0, at));
        }
    }

    private static byte[] Random(Random r, int length)
    {
        var noise = new byte[length];
        r.NextBytes(noise);
        return noise;
    }

    /// <summary>All members, as long as the body is JSON that can be read.</summary>
    private static List<Place> PlacesOf(byte[] body)
    {
        List<Place> places = [];
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 10_000 });
        var nameStart = -1;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        nameStart = (int)reader.TokenStartIndex;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(nameStart < 0 ? -1 : places.Count);
                        if (nameStart >= 0) places.Add(new((int)reader.TokenStartIndex, 0, nameStart));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        if (open.Pop() is >= 0 and var i) places[i] = places[i] with { Length = (int)reader.BytesConsumed - places[i].Start };
                        break;
                    default:
                        if (nameStart >= 0) places.Add(new((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), nameStart));
                        break;
                }

                nameStart = -1;
            }

            return places;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static byte[] Splice(byte[] body, int start, int length, ReadOnlySpan<byte> with) => [.. body.AsSpan(0, start), .. with, .. body.AsSpan(start + length)];
}
