using System.Text;

namespace Functions.Tests.Webhooks;

/// <summary>What stands where a value should: JSON that is unusual, wrong, or none.</summary>
internal static class HostileValues
{
    private static readonly string[] Dates =
    [
        "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "1601-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z",
        "9998-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "10000-01-01T00:00:00Z", "2026-06-30T23:59:60Z", "2026-02-30T10:00:00Z",
        "2026-03-01T25:00:00Z", "2026-03-01T10:00:00+05:30", "2026-03-01T10:00:00-23:59", "2026-03-01T10:00:00+99:99", "2026-03-01", "10:00", "20260301T100000Z",
        "Sun, 01 Mar 2026 10:00:00 GMT", "2026-03-01T10:00:00.1234567890123Z", "03/01/2026", "1772359200", "-1", "٢٠٢٦-٠٣-٠١T10:00:00Z", "now",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e400", "-1e400", "1E-999", "0.1", "12345678901234567890123456789", "9223372036854775807", "9223372036854775808", "253402300799999",
        "253000000000000", "1772359200000.5", "1.7723592e12", "01", "+1", "0x1F", "NaN", "Infinity", "1e", "-",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "\\u0000", "a\\u0000b", "\\u0001\\u001f\\u007f", "\\uD800", "\\uDC00x", "cut \\uD83D", "\\uD83D\\uD83D\\uDE00", "\\uFFFE\\uFFFF", "\\u202Edesrever", "e\\u0301", "\\u2028",
        "' or PartitionKey ne '", "'; drop table Sessions--", "a/b#c?d\\\\e", "../../etc/passwd", "v0:1772359200:{}", "<script>alert(1)</script>", "=1+1", "%00%2F", "{{7*7}}", "\\\"", "\\\\", "\\/", "\\n\\r\\t\\b\\f",
        "null", "true", "Alice Anderson", "session", "person-", "log-", "~", "ﷺ", "ＡＬＩＣＥ", "ß", "İ", "\t raw tab", "raw \u0001 control", "raw \0 nul", "\\x41", "\\u12", "\\",
    ];

    private static readonly string[] Others =
        ["null", "true", "false", "{}", "[]", "[1,2]", "{\"id\":\"1\"}", "[{}]", "nul", "", "undefined", "'single'", "\"open", "/*c*/1", "{\"a\":1,}", "[1,]"];

    private static readonly byte[][] Invalid =
        [[0xFF], [0xC3, 0x28], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x00], [0xEF, 0xBB, 0xBF], [0xE2, 0x82]];

    public static byte[] Next(Random r) => r.Next(100) switch
    {
        < 25 => Utf8($"\"{Of(Texts, r)}\""),
        < 45 => Utf8($"\"{Of(Dates, r)}\""),
        < 60 => Utf8(Of(Numbers, r)),
        < 75 => Utf8(Of(Others, r)),
        < 83 => [(byte)'"', .. "x"u8, .. Invalid[r.Next(Invalid.Length)], (byte)'"'],
        < 86 => Invalid[r.Next(Invalid.Length)],
        < 90 => Nested(r),
        _ => Long(r),
    };

    private static byte[] Nested(Random r)
    {
        var depth = Of([5, 28, 31, 33, 64, 1000, 5000], r);
        return r.Next(2) == 0
            ? Utf8(new string('[', depth) + new string(']', r.Next(4) == 0 ? 0 : depth))
            : Utf8(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
    }

    private static byte[] Long(Random r)
    {
        // Mostly about the lengths at which something is cut or refused; few that are costly.
        var length = r.Next(200) == 0 ? Of([16_384, 32_768, 32_769, 100_000], r) : Of([127, 128, 129, 255, 256, 257, 259, 260, 261, 300, 1000], r);
        var unit = Of(["x", "é", "😀", "\\u0041", "\\uD83D", "\\uD83D\\uDE00", " ", "1", "\\u0000", "' "], r);
        return Utf8($"\"{string.Concat(Enumerable.Repeat(unit, length))}\"");
    }

    private static T Of<T>(T[] values, Random r) => values[r.Next(values.Length)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
