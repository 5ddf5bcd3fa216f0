using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Functions.Zoom;

/// <summary>Attempts, turns and pauses of a call. Only repeatable operations are attempted again, and never against a daily limit.</summary>
internal static class ZoomResilience
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder, ResilienceHandlerContext context)
    {
        var services = context.ServiceProvider;
        var time = services.GetRequiredService<TimeProvider>();
        builder.TimeProvider = time;
        builder
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(300),
                MaxDelay = LongestPause,
                ShouldHandle = args => ValueTask.FromResult(IsWorthAnotherAttempt(ZoomRequestState.Of(args.Context), args.Outcome, time.GetUtcNow())),
                DelayGenerator = args => ValueTask.FromResult(Pause(ZoomRequestState.Of(args.Context).Error, args.Outcome, time.GetUtcNow())),
            })
            .AddStrategy(_ => ActivatorUtilities.CreateInstance<ZoomPacing>(services), new ZoomPacingOptions())
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = args => ValueTask.FromResult(ZoomRequestState.Of(args.Context).Operation.AttemptTimeout),
            });
    }

    private static bool IsWorthAnotherAttempt(ZoomRequestState state, Outcome<HttpResponseMessage> outcome, DateTimeOffset now)
    {
        if (!state.Operation.IsRepeatable)
            return false;
        if (outcome.Exception is not null)
            return ZoomFailures.IsWorthAnotherAttempt(outcome.Exception);
        return state.Error is { Kind: ZoomErrorKind.Unavailable or ZoomErrorKind.RateLimited } error
            && (error.RetryAt is not { } retryAt || retryAt - now <= LongestPause);
    }

    // Null means the usual back-off.
    private static TimeSpan? Pause(ZoomError? error, Outcome<HttpResponseMessage> outcome, DateTimeOffset now) =>
        outcome.Exception is not null ? null
        : error?.RetryAt is { } retryAt ? retryAt - now
        : error?.Kind is ZoomErrorKind.RateLimited ? ZoomRateLimiter.PerSecondPause * (1 + (Random.Shared.NextDouble() / 2))
        : null;
}
