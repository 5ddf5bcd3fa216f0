using System.Collections.Frozen;
using System.Text;

namespace Bench.Storage;

/// <summary>A call to storage as it went over the wire, and the ETags that its answer told.</summary>
/// <param name="Path">Path and query, the account first.</param>
internal sealed record RecordedCall(
    string Method, string Path, (string Name, string Value)[] Headers, byte[] Body, int Status, IReadOnlyList<string> ETags, long Began, long Ended)
{
    public static readonly FrozenSet<string> Kept = new[] { "Accept", "Content-Type", "DataServiceVersion", "If-Match", "Prefer", "X-HTTP-Method", "x-ms-version" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ETags in an answer: its header's, those of a batch's parts, or those of an entity's JSON; in order.</summary>
    public static List<string> ETagsIn(string? header, ReadOnlySpan<byte> body)
    {
        List<string> tags = header is null ? [] : [header];
        foreach (var mark in (ReadOnlySpan<byte[]>)["\"odata.etag\":\""u8.ToArray(), "ETag: "u8.ToArray(), "etag: "u8.ToArray()])
        {
            var rest = body;
            for (var at = rest.IndexOf(mark); at >= 0; at = rest.IndexOf(mark))
            {
                rest = rest[(at + mark.Length)..];
                var end = rest.IndexOf(mark[0] == '"' ? "'\\\"\""u8 : "\r\n"u8);
                if (end < 0) break;
                var tag = Encoding.UTF8.GetString(rest[..(mark[0] == '"' ? end + 3 : end)]).Replace("\\\"", "\"", StringComparison.Ordinal);
                if (!tags.Contains(tag, StringComparer.Ordinal)) tags.Add(tag);
            }
        }

        return tags;
    }
}
