using ZoomSimulator.Clock;

namespace ZoomSimulator.Webhooks;

/// <summary>Validates the webhook url when it is added, and every 72 hours of simulated time.</summary>
internal sealed partial class ValidationSchedule(
    WebhookSubscription subscription,
    UrlValidator validator,
    SimClock clock,
    ILogger<ValidationSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(72);
    private static readonly TimeSpan UntilReceiverIsUp = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The receiver may start after the simulator, so the first validation is patient and counts no failure.
        while (subscription.ValidatedAt is null)
        {
            if (subscription.Url is not null && (await validator.AskAsync(stoppingToken)).Valid)
                subscription.Record(valid: true, clock.Now);
            else
                await Task.Delay(UntilReceiverIsUp, clock, stoppingToken);
        }
        Log.Validated(logger);

        while (true)
        {
            await clock.DelayScaledAsync(Every, stoppingToken);
            var result = await validator.ValidateAsync(stoppingToken);
            if (!result.Valid)
                Log.Failed(logger, result.Detail, subscription.Failures, WebhookSubscription.FailuresUntilDisabled);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The webhook url is validated")]
        public static partial void Validated(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "The webhook url failed its validation: {Why} ({Failures} in a row; {Limit} disable it)")]
        public static partial void Failed(ILogger logger, string why, int failures, int limit);
    }
}
