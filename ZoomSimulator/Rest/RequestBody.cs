using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZoomSimulator.Rest;

internal static class RequestBody
{
    /// <summary>The body as an object; null when it is anything else.</summary>
    public static async Task<JsonObject?> ReadObjectAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            // Parsed as a document first: it refuses nothing, but it copies, so nothing lazily broken stays behind.
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            return document.RootElement.ValueKind == JsonValueKind.Object ? JsonObject.Create(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
