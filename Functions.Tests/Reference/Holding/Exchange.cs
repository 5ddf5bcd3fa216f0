using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functions.Tests.Reference.Holding;

/// <summary>What was sent over a content type, as far as it is text.</summary>
internal sealed record Content(string Type, string Text)
{
    public bool IsJson => Type.EndsWith("json", StringComparison.Ordinal);

    public JsonNode? Json => JsonNode.Parse(Text);

    public JsonElement Element
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Null for nothing at all.</summary>
    public static async Task<Content?> OfAsync(HttpContent content, CancellationToken cancellationToken = default)
    {
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        return bytes.Length == 0 ? null : new Content(content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "", Encoding.UTF8.GetString(bytes));
    }
}

/// <summary>A request and its answer.</summary>
/// <param name="Path">With the query.</param>
/// <param name="Headers">Of the answer, by name in any case.</param>
internal sealed record Exchange(string Method, string Path, Content? Sent, int Status, IReadOnlyDictionary<string, string> Headers, Content? Answered)
{
    public static async Task<Exchange> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var request = response.RequestMessage!;

        // What was streamed cannot be read again.
        var sent = request.Content is ByteArrayContent or JsonContent ? await Content.OfAsync(request.Content, cancellationToken) : null;
        return new(
            request.Method.Method.ToLowerInvariant(), request.RequestUri!.PathAndQuery, sent, (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            await Content.OfAsync(response.Content, cancellationToken));
    }
}
