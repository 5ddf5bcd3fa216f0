using System.Text.Json.Serialization.Metadata;

namespace Functions.Zoom;

/// <summary>
/// Sends calls with the process's token, each under its operation's deadline. A rejected token is renewed and the call sent
/// once more, creations included: Zoom does not act on a request whose token it rejects. A token that lacks a scope is used no more,
/// since a scope that was added meanwhile comes with a new one only.
/// </summary>
internal sealed class ZoomTransport(HttpClient http, ZoomTokenProvider tokens, ZoomTelemetry telemetry, TimeProvider time)
{
    public Task<ZoomResult<Done>> SendAsync(ZoomCall call, CancellationToken cancellationToken) =>
        SendAsync(call, (request, deadline) => http.ExchangeAsync(request, call.Operation, deadline), cancellationToken);

    public Task<ZoomResult<T>> SendAsync<T>(ZoomCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : notnull =>
        SendAsync(call, (request, deadline) => http.ExchangeAsync(request, call.Operation, type, deadline), cancellationToken);

    private async Task<ZoomResult<T>> SendAsync<T>(
        ZoomCall call, Func<HttpRequestMessage, ZoomDeadline, Task<ZoomResult<T>>> exchange, CancellationToken cancellationToken)
        where T : notnull
    {
        var started = time.GetTimestamp();
        using var span = ZoomTelemetry.StartCall(call.Operation);
        var result = await SendInTimeAsync(call, exchange, cancellationToken);
        telemetry.Called(call.Operation, result.Error, span, time.GetElapsedTime(started));
        return result;
    }

    private async Task<ZoomResult<T>> SendInTimeAsync<T>(
        ZoomCall call, Func<HttpRequestMessage, ZoomDeadline, Task<ZoomResult<T>>> exchange, CancellationToken cancellationToken)
        where T : notnull
    {
        using var deadline = new ZoomDeadline(call.Operation.Deadline, time, cancellationToken);
        for (var isReplay = false; ; isReplay = true)
        {
            var granted = await TokenAsync(deadline);
            if (!granted.TryGet(out var token, out var refusal))
                return refusal;

            using var request = call.ToRequest(token);
            var result = await exchange(request, deadline);
            if (result.Error is { IsTokenRejected: true } or { IsMissingScope: true })
                tokens.Invalidate(token);
            if (isReplay || result.Error is not { IsTokenRejected: true })
                return result;
        }
    }

    private async Task<ZoomResult<ZoomAccessToken>> TokenAsync(ZoomDeadline deadline)
    {
        try
        {
            return await tokens.GetAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!deadline.Caller.IsCancellationRequested)
        {
            return new ZoomError(ZoomErrorKind.Timeout, Message: "Zoom gave no token in time.");
        }
    }
}
