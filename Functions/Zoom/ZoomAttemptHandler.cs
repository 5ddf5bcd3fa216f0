using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Zoom;

/// <summary>One attempt: reads the whole answer, up to a bound, so that a cut body is a failed attempt; classifies and logs it.</summary>
internal sealed partial class ZoomAttemptHandler(
    TimeProvider time, ZoomOutcome outcome, ZoomRateLimiter limiter, ZoomTelemetry telemetry, ILogger<ZoomAttemptHandler> logger) : DelegatingHandler
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = ZoomRequestState.Of(request);
        var started = time.GetTimestamp();
        HttpResponseMessage? response = null;
        state.Error = null;
        state.Attempts++;
        using var span = ZoomTelemetry.StartAttempt(request, state);
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            state.Error = await ZoomErrorReader.ReadAsync(response, state.Operation, time.GetUtcNow(), cancellationToken);
            state.MayHaveActed |= state.Error is { Ambiguous: true };
            outcome.Answered(state.Error);
            telemetry.Answered(state.Operation, (int)response.StatusCode, state.Error, span);
            if (state.Error is { } refusal)
                limiter.Refused(state.Operation.Category, refusal);
            LogAnswer(state, response, time.GetElapsedTime(started));
            return response;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            response?.Dispose();
            outcome.Failed();
            state.MayHaveActed |= state.Operation.Changes && !ZoomFailures.NeverSent(failure);
            var reason = (failure as HttpRequestException)?.HttpRequestError.ToString() ?? "Canceled";
            span.Fail(reason);
            Log.Failed(logger, state.Operation.Name, state.Operation.Category, reason, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    private void LogAnswer(ZoomRequestState state, HttpResponseMessage response, TimeSpan elapsed)
    {
        var level = state.Error is null ? LogLevel.Information : LogLevel.Warning;
        var trackingId = Header(response, "x-zm-trackingid");
        var requestId = Header(response, "x-zm-request-id");
        Log.Answered(
            logger, level, state.Operation.Name, state.Operation.Category, (int)response.StatusCode, state.Error?.Code, elapsed.TotalMilliseconds,
            trackingId, requestId);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2101, Message = "Zoom {Operation} ({Category}) answered {Status}, code {Code}, in {Duration:F0} ms; tracking {TrackingId}, request {RequestId}")]
        public static partial void Answered(
            ILogger logger, LogLevel level, string operation, ZoomRateCategory category, int status, int? code, double duration,
            string? trackingId, string? requestId);

        [LoggerMessage(2102, LogLevel.Warning, "Zoom {Operation} ({Category}) got no answer: {Reason}, after {Duration:F0} ms")]
        public static partial void Failed(ILogger logger, string operation, ZoomRateCategory category, string reason, double duration);
    }
}
