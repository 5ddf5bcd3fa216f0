using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Functions.Webhooks;

/// <summary>
/// Every hour: notices that Zoom has stopped checking the webhook's address, after which no event would come, and nothing would fail.
/// Before the first challenge nothing is known, and nothing said.
/// </summary>
public sealed partial class WatchChallenges(WebhookPulse pulse, WebhookMetrics metrics, TimeProvider time, ILogger<WatchChallenges> logger)
{
    /// <summary>Zoom's 72 hours, and two for Zoom to be late.</summary>
    public static readonly TimeSpan Expected = TimeSpan.FromHours(74);

    [Function(nameof(WatchChallenges))]
    public async Task Run([TimerTrigger("0 50 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if ((await pulse.ReadAsync(cancellationToken)).Challenge is not { } last || time.GetUtcNow() - last <= Expected) return;
        metrics.Unchallenged();
        Log.Silent(logger, (int)(time.GetUtcNow() - last).TotalHours);
    }

    private static partial class Log
    {
        [LoggerMessage(406, LogLevel.Warning, "Zoom has not checked the webhook's address for {Hours} hours; it should every 72.")]
        public static partial void Silent(ILogger logger, int hours);
    }
}
