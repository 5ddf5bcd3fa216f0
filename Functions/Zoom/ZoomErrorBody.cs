using System.Text.Json;

namespace Functions.Zoom;

/// <summary>
/// An error in Zoom's words: code, message and errors from the API, reason and error from the token endpoint. The API may
/// answer 200 with a code that is not zero.
/// </summary>
internal sealed record ZoomErrorBody
{
    private const int LongestMessage = 500;

    public int? Code { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<ZoomFieldError>? Errors { get; init; }

    public string? Text => (Message ?? Reason ?? Error) is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestMessage)] : null;

    /// <summary>Null when the text is no JSON object.</summary>
    public static ZoomErrorBody? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, ZoomJson.Default.ZoomErrorBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
