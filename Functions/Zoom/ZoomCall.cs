using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Functions.Zoom;

/// <summary>One call: an operation, its path below the base address, and its body. It can be sent more than once.</summary>
internal sealed record ZoomCall(ZoomOperation Operation, string Path)
{
    private byte[]? Json { get; init; }

    public static ZoomCall With<T>(ZoomOperation operation, string path, T body, JsonTypeInfo<T> type) =>
        new(operation, path) { Json = JsonSerializer.SerializeToUtf8Bytes(body, type) };

    public HttpRequestMessage ToRequest(ZoomAccessToken token)
    {
        var request = new HttpRequestMessage(Operation.Method, Path) { Headers = { Authorization = new("Bearer", token.Value) } };
        if (Json is not null)
            request.Content = new ByteArrayContent(Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }
}
