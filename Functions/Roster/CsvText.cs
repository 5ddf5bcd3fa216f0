using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Functions.Http;

namespace Functions.Roster;

/// <summary>The text of a CSV file, as UTF-8, and what separates its cells. Pure.</summary>
internal static class CsvText
{
    // Windows-1252 from 0x80 to 0xBF, as far as names, and columns of marks, hold it: letters, quotation marks, dashes, dots, a space.
    private static readonly byte[] Likely =
    [
        0x85, 0x8A, 0x8C, 0x8E, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9A, 0x9C, 0x9E, 0x9F, 0xA0, 0xAA, 0xAB, 0xB0, 0xB4, 0xB7, 0xBA, 0xBB,
    ];

    private static readonly SearchValues<byte> Unlikely =
        SearchValues.Create([0, .. Enumerable.Range(0x80, 0x40).Select(b => (byte)b).Except(Likely)]);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// UTF-8 stays as it is. Anything else is Windows-1252, as spreadsheets save it where nobody asks for UTF-8, as long as what comes out
    /// is likely in names.
    /// </summary>
    /// <param name="isUtf8">The sender says so.</param>
    public static Result<byte[]> Utf8Of(byte[] bytes, bool isUtf8)
    {
        if (Utf8.IsValid(bytes)) return bytes;
        return isUtf8 || bytes.AsSpan().ContainsAny(Unlikely) || HoldsUtf8(bytes)
            ? Problems.Malformed("The body is neither UTF-8 nor Windows-1252. Spreadsheets save it as \"CSV UTF-8\".")
            : Encoding.UTF8.GetBytes(Windows1252.GetString(bytes));
    }

    /// <summary>What separates cells: of commas, semicolons and tabs the one that the header has most of outside quotes.</summary>
    public static char SeparatorOf(ReadOnlySpan<byte> csv)
    {
        var (commas, semicolons, tabs, isQuoted) = (0, 0, 0, false);
        foreach (var b in csv)
        {
            if (b == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (b is (byte)'\n' or (byte)'\r') break;
            if (b == ',') commas++;
            else if (b == ';') semicolons++;
            else if (b == '\t') tabs++;
        }

        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }

    // A file that is UTF-8 but for a broken place: read as Windows-1252 all its other letters would be wrong.
    private static bool HoldsUtf8(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == OperationStatus.Done && !rune.IsAscii) return true;
            bytes = bytes[length..];
        }

        return false;
    }
}
