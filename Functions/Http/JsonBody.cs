using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>Reads a request's JSON body: bounded, strict, and with errors that name the field.</summary>
internal static class JsonBody
{
    public const int MostBytes = 1024 * 1024;

    private const int MostWrong = 10_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <param name="most">Bytes; 1 MiB where nothing else is said.</param>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken, int most = MostBytes)
        where T : notnull
    {
        if (!request.HasJsonContentType()) return Problems.Malformed("The content type must be application/json.");
        if (await BoundedBody.ReadAsync(request, most, cancellationToken) is not { } bytes) return Problems.TooLarge(most);
        return Parse(bytes, type);
    }

    /// <summary>The same where everything is optional: no body at all is an empty object.</summary>
    public static async Task<Result<T>> ReadOptionalAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : notnull, new()
    {
        if (request.ContentType is not null && !request.HasJsonContentType()) return Problems.Malformed("The content type must be application/json.");
        if (await BoundedBody.ReadAsync(request, MostBytes, cancellationToken) is not { } bytes) return Problems.TooLarge(MostBytes);
        return bytes.Length == 0 ? new T() : Parse(bytes, type);
    }

    internal static Result<T> Parse<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type)
        where T : notnull
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutBom(utf8), Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Problems.Malformed("A JSON object is expected.");
            var wrong = new Dictionary<string, string[]>(StringComparer.Ordinal);
            FindUnknown(document.RootElement, type, "", wrong);
            foreach (var missing in type.Properties.Where(p => p.IsRequired && !document.RootElement.TryGetProperty(p.Name, out _)))
                wrong[missing.Name] = ["This field is required."];
            if (wrong.Count == MostWrong) return Problems.Malformed($"{MostWrong} fields or more are not known.");
            if (wrong.Count > 0) return Problems.Validation(wrong);
            return document.RootElement.Deserialize(type) is { } value ? value : Problems.Malformed("A JSON object is expected.");
        }
        catch (JsonException exception) when (exception.Path is { Length: > 2 } path)
        {
            return Problems.Validation(path[2..], Reason(exception));
        }
        catch (JsonException)
        {
            return Problems.Malformed("The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            return Problems.Malformed("The body holds text that is not valid Unicode.");
        }
    }

    private static void FindUnknown(JsonElement element, JsonTypeInfo type, string path, Dictionary<string, string[]> unknown)
    {
        if (unknown.Count >= MostWrong) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Array when type.ElementType is { } item:
                var index = 0;
                foreach (var entry in element.EnumerateArray()) FindUnknown(entry, type.Options.GetTypeInfo(item), $"{path}[{index++}]", unknown);
                break;
            case JsonValueKind.Object when type.Kind == JsonTypeInfoKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    if (unknown.Count >= MostWrong) return;
                    if (type.Properties.FirstOrDefault(p => p.Name == member.Name) is not { } known) unknown[name] = ["This field is not known."];
                    else FindUnknown(member.Value, type.Options.GetTypeInfo(known.PropertyType), name, unknown);
                }

                break;
        }
    }

    // A converter's own sentence is for the caller; the serialiser's names types of ours.
    private static string Reason(JsonException exception) =>
        exception.Message.Contains("Path:", StringComparison.Ordinal) || exception.Message.Contains("System.", StringComparison.Ordinal)
            ? "The value has the wrong type."
            : exception.Message;

    private static ReadOnlyMemory<byte> WithoutBom(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
