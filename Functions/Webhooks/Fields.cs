using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Functions.Webhooks;

/// <summary>Reads members of a JSON object that may be missing, empty or of another type than documented.</summary>
internal readonly struct Fields(JsonElement element)
{
    /// <summary>What is longer is cut: enough to tell that it is too long for what it should be.</summary>
    private const int LongestText = 260;

    public Fields Object(ReadOnlySpan<byte> name) => new(Member(name));

    /// <summary>The members of a list; none when it is missing or anything else.</summary>
    public IEnumerable<Fields> Items(ReadOnlySpan<byte> name)
    {
        var list = Member(name);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(i => new Fields(i)) : [];
    }

    /// <summary>
    /// Text that storage takes: trimmed, cut to 260 characters, control characters and halves of surrogate pairs replaced by U+FFFD;
    /// a number as text; null when missing, empty or anything else.
    /// </summary>
    /// <exception cref="InvalidOperationException">The text is not valid UTF-8.</exception>
    public string? Text(ReadOnlySpan<byte> name) => Text(Member(name));

    private static string? Text(JsonElement member)
    {
        var text = member.ValueKind switch
        {
            JsonValueKind.String => Unescape(member).Trim(),
            JsonValueKind.Number => member.GetRawText(),
            _ => "",
        };
        return text.Length == 0 ? null : Harmless(text.Length > LongestText ? text[..LongestText] : text);
    }

    /// <summary>A time as whole seconds since 1970; null when missing or empty, not valid when it is no time.</summary>
    public (long? Value, bool IsValid) Seconds(ReadOnlySpan<byte> name)
    {
        var member = Member(name);
        if (Text(member) is not { } text) return (null, true);

        // As Zoom writes it: what reads any spelling takes five times as long.
        if (text.Length == "2026-03-01T09:00:00Z".Length && text[^1] == 'Z' && member.ValueKind == JsonValueKind.String
            && member.TryGetDateTimeOffset(out var exact) && exact.UtcDateTime.Year is > 1970 and < 9999)
            return (exact.ToUnixTimeSeconds(), true);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.UtcDateTime.Year is > 1970 and < 9999
            ? (time.ToUnixTimeSeconds(), true)
            : (null, false);
    }

    public DateTimeOffset? Milliseconds(ReadOnlySpan<byte> name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < 253_000_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    private JsonElement Member(ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    // A name cut in the middle of an emoji leaves half a surrogate pair, which the JSON reader refuses to turn into text.
    private static string Unescape(JsonElement member)
    {
        try
        {
            return member.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonText.Unescape(member.GetRawText());
        }
    }

    private static string Harmless(string text)
    {
        var all = text.AsSpan();
        if (!all.ContainsAnyInRange('\uD800', '\uDFFF') && !all.ContainsAnyInRange('\0', '\u001F') && !all.ContainsAnyInRange('\u007F', '\u009F')) return text;
        var harmless = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) harmless.Append(Rune.IsControl(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        return harmless.ToString();
    }
}

/// <summary>Unescapes a JSON string that the reader refuses because it holds half a surrogate pair.</summary>
internal static class JsonText
{
    public static string Unescape(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            var escaped = quoted[i] == '\\';
            if (escaped) i++;
            if (escaped && quoted[i] == 'u')
            {
                text.Append((char)ushort.Parse(quoted.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else text.Append(escaped ? Control(quoted[i]) : quoted[i]);
        }

        return text.ToString();
    }

    private static char Control(char c) => c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c };
}
