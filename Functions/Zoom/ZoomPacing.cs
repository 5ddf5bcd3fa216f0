using Microsoft.Extensions.Logging;
using Polly;

namespace Functions.Zoom;

/// <summary>
/// Every attempt waits for its turn, between the retries, which count too, and the time limit of an attempt, which the wait must not
/// use up.
/// </summary>
internal sealed partial class ZoomPacing(ZoomRateLimiter limiter, ILogger<ZoomPacing> logger) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var request = ZoomRequestState.Of(context);
        var entered = await limiter.EnterAsync(request.Operation.Category, request.Deadline);
        if (!entered.TryGet(out var turn, out var error))
        {
            Log.HeldBack(logger, request.Operation.Name, request.Operation.Category, error.Kind, error.RetryAt);
            return Outcome.FromException<HttpResponseMessage>(new ZoomHeldBackException(error));
        }

        using (turn)
            return await callback(context, state);
    }

    private static partial class Log
    {
        [LoggerMessage(2103, LogLevel.Warning, "Zoom {Operation} ({Category}) was not sent, {Kind}: no turn before {RetryAt:O}")]
        public static partial void HeldBack(
            ILogger logger, string operation, ZoomRateCategory category, ZoomErrorKind kind, DateTimeOffset? retryAt);
    }
}

internal sealed class ZoomPacingOptions : ResilienceStrategyOptions;

/// <summary>An attempt that was not sent.</summary>
internal sealed class ZoomHeldBackException(ZoomError error) : Exception(error.Message)
{
    public ZoomError Error => error;
}
