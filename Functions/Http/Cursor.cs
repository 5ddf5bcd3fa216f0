using System.Buffers.Text;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>Where a page ended: opaque to the caller, the last row's key to us.</summary>
internal static class Cursor
{
    private const string Parameter = "cursor";
    private const int Longest = 1024;
    private const int MarkLength = 8;

    /// <summary>What may differ from page to page of one list.</summary>
    private static readonly FrozenSet<string> OfAPage = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, Parameter, "limit");

    public static Problem Problem { get; } = Problems.Validation(Parameter, "Send the next_cursor of the page before of the same list, as it was.");

    [return: NotNullIfNotNull(nameof(rowKey))]
    public static string? Write(HttpRequest request, string? rowKey) =>
        rowKey is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark(request) + rowKey));

    /// <summary>True with the row key, or with null when no cursor was sent; false for one that we did not make for this list.</summary>
    public static bool TryRead(HttpRequest request, out string? rowKey)
    {
        rowKey = null;
        if (Query.Text(request, Parameter) is not { } text) return true;
        if (text.Length > Longest || !Base64Url.IsValid(text)) return false;
        var decoded = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var mark = Mark(request);
        if (!decoded.StartsWith(mark, StringComparison.Ordinal) || decoded.Any(c => c is < ' ' or > '~' or '/' or '\\' or '#' or '?')) return false;
        rowKey = decoded[mark.Length..];
        return true;
    }

    // A row key means something in one list only: another path or filter is another list.
    private static string Mark(HttpRequest request)
    {
        var filters = request.Query.Where(q => !OfAPage.Contains(q.Key)).OrderBy(q => q.Key, StringComparer.OrdinalIgnoreCase).SelectMany(q => new[] { q.Key.ToUpperInvariant(), q.Value.ToString() });
        return $"{Keys.Digest([request.Path.Value?.ToUpperInvariant(), .. filters])[..MarkLength]}:";
    }
}
