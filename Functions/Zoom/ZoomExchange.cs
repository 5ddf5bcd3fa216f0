using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly.Timeout;

namespace Functions.Zoom;

/// <summary>Sends one request and gives whatever happens as a value, except the caller's own cancellation.</summary>
internal static class ZoomExchange
{
    public static Task<ZoomResult<Done>> ExchangeAsync(
        this HttpClient http, HttpRequestMessage request, ZoomOperation operation, ZoomDeadline deadline) =>
        http.ExchangeAsync<Done>(request, operation, static _ => default, deadline);

    public static Task<ZoomResult<T>> ExchangeAsync<T>(
        this HttpClient http, HttpRequestMessage request, ZoomOperation operation, JsonTypeInfo<T> type, ZoomDeadline deadline)
        where T : notnull =>
        http.ExchangeAsync(
            request, operation, body => JsonSerializer.Deserialize(body, type) ?? throw new JsonException("Nothing."), deadline);

    private static async Task<ZoomResult<T>> ExchangeAsync<T>(
        this HttpClient http, HttpRequestMessage request, ZoomOperation operation, Func<byte[], T> read, ZoomDeadline deadline)
        where T : notnull
    {
        var state = ZoomRequestState.Attach(request, operation, deadline);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (state.Error is { } error)
                return error with { Ambiguous = state.MayHaveActed };

            return Read(await response.Content.ReadAsByteArrayAsync(deadline.Token), (int)response.StatusCode, operation, read);
        }
        catch (OperationCanceledException) when (deadline.Caller.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutRejectedException or OperationCanceledException or ZoomHeldBackException)
        {
            return ZoomFailures.ToError(failure, state);
        }
    }

    private static ZoomResult<T> Read<T>(byte[] body, int status, ZoomOperation operation, Func<byte[], T> read)
        where T : notnull
    {
        try
        {
            return read(body);
        }
        catch (JsonException)
        {
            return new ZoomError(ZoomErrorKind.Unavailable, status, Message: "Zoom's answer could not be read.") { Ambiguous = operation.Changes };
        }
    }
}
