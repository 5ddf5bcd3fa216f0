using System.Text.Json;

namespace Functions.Zoom;

/// <summary>
/// An error in Zoom's words: code, message and errors from the API, reason and error from the token endpoint. The API may
/// answer 200 with a code that is not zero.
/// </summary>
internal sealed record ZoomErrorBody
{
    public int? Code { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<ZoomFieldError?>? Errors { get; init; }

    public string? Text => Message ?? Reason ?? Error;

    /// <summary>The fields that Zoom refused.</summary>
    public IReadOnlyList<ZoomFieldError> Fields => [.. (Errors ?? []).OfType<ZoomFieldError>().Where(error => error.Field is not null)];

    /// <summary>Null when the text is no error of Zoom's.</summary>
    /// <param name="body">What Zoom answered.</param>
    /// <param name="isRefusal">The status says that it is an error, so that a body that is nearly JSON may be read as one.</param>
    public static ZoomErrorBody? Parse(byte[] body, bool isRefusal)
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, ZoomJson.Default.ZoomErrorBody);
        }
        catch (JsonException)
        {
            return ZoomBrokenBody.Read(body, isRefusal);
        }
    }
}
