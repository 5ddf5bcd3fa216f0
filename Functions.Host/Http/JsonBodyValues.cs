using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Functions.Host.Http;

/// <summary>
/// The plain values of a JSON object in a request's body, which Azure's host offers to a function's parameters too. Only texts, numbers and
/// booleans, and only of a body that lies in memory: nothing here is worth reading a large one twice.
/// </summary>
internal static class JsonBodyValues
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> None = [];

    public static IReadOnlyList<KeyValuePair<string, string>> Of(HttpRequest request) =>
        request.Body is MemoryStream body && request.HasJsonContentType() && body.TryGetBuffer(out var bytes) ? Read(bytes) : None;

    private static IReadOnlyList<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> json)
    {
        var values = new List<KeyValuePair<string, string>>();
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return None;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (!reader.Read()) return None;
                if (Plain(ref reader) is { } value) values.Add(new(name, value));
                reader.Skip();
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? values : None;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or no text: the function reads the body itself, and says so.
            return None;
        }
    }

    private static string? Plain(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };
}
