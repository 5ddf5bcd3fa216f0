using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>Where a page ended: opaque to the caller, the last row's key to us.</summary>
internal static class Cursor
{
    private const string Mark = "1:";
    private const int Longest = 1024;

    public static Problem Problem { get; } = Problems.Validation("cursor", "Send the next_cursor of the page before, as it was.");

    [return: NotNullIfNotNull(nameof(rowKey))]
    public static string? Write(string? rowKey) => rowKey is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + rowKey));

    /// <summary>True with the row key, or with null when no cursor was sent; false for one that we did not make.</summary>
    public static bool TryRead(HttpRequest request, out string? rowKey)
    {
        rowKey = null;
        if (Query.Text(request, "cursor") is not { } text) return true;
        if (text.Length > Longest || !Base64Url.IsValid(text)) return false;
        var decoded = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        if (!decoded.StartsWith(Mark, StringComparison.Ordinal) || decoded.Any(c => c is < ' ' or > '~' or '/' or '\\' or '#' or '?')) return false;
        rowKey = decoded[Mark.Length..];
        return true;
    }
}
