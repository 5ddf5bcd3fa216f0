using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Functions.Storage;

/// <summary>Texts that may stand in a partition or row key, and sort as meant.</summary>
internal static class Keys
{
    private const long Horizon = 253_402_300_799; // 9999-12-31T23:59:59Z

    /// <summary>Letters, digits, <c>_</c> and <c>-</c> stay as they are; any other text becomes <c>~</c> and base64url.</summary>
    public static string Encode(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? text : "~" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The first 128 bits of SHA-256 over the parts, which may hold anything.</summary>
    public static string Digest(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part?.Length ?? -1).Append(':').Append(part);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    /// <summary>A time (seconds since 1970) such that later ones sort first.</summary>
    public static string Inverted(long seconds) => (Horizon - seconds).ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>How many digits an inverted time to the tick has.</summary>
    public const int InvertedLength = 19;

    /// <summary>A time such that later ones sort first, to the tick.</summary>
    public static string Inverted(DateTimeOffset time) => (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    public static string Ascending(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
