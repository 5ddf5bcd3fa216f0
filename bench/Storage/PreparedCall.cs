using System.Text;

namespace Bench.Storage;

/// <summary>A call of the floor. Where its body holds an ETag that an earlier answer told, it is cut, and the new one is put in.</summary>
internal sealed record PreparedCall(
    HttpMethod Method, Uri Uri, (string Name, string Value)[] Headers, IReadOnlyList<(byte[]? Text, (int Call, int Tag) Told)> Body, int Status,
    Dictionary<string, (int Call, int Tag)> Recorded)
{
    public static IReadOnlyList<(byte[]? Text, (int Call, int Tag) Told)> Split(byte[] body, Dictionary<string, (int Call, int Tag)> told)
    {
        List<(byte[]?, (int, int))> parts = [];
        var rest = body.AsSpan();
        while (rest.Length > 0)
        {
            var (at, length, place) = (-1, 0, (0, 0));
            foreach (var (tag, where) in told)
            {
                var bytes = Encoding.UTF8.GetBytes(tag);
                if (rest.IndexOf(bytes) is >= 0 and var found && (at < 0 || found < at)) (at, length, place) = (found, bytes.Length, where);
            }

            if (at < 0)
            {
                parts.Add((rest.ToArray(), default));
                break;
            }

            parts.Add((rest[..at].ToArray(), default));
            parts.Add((null, place));
            rest = rest[(at + length)..];
        }

        return parts;
    }

    public byte[] BodyWith(IReadOnlyList<string>?[] told)
    {
        if (Body is [{ Text: { } whole }]) return whole;
        using var body = new MemoryStream();
        foreach (var (text, place) in Body) body.Write(text ?? Encoding.UTF8.GetBytes(told[place.Call]![place.Tag]));
        return body.ToArray();
    }

    public string Told(string header, IReadOnlyList<string>?[] told) =>
        Recorded.TryGetValue(header, out var place) && told[place.Call] is { } tags ? tags[place.Tag] : header;
}
