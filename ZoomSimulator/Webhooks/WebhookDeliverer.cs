using ZoomSimulator.Clock;
using ZoomSimulator.Faults;

namespace ZoomSimulator.Webhooks;

/// <summary>Zoom's delivery rules: three seconds, three retries, and only when the receiver is at fault.</summary>
internal sealed partial class WebhookDeliverer(
    WebhookSubscription subscription,
    WebhookSender sender,
    FaultSettings faults,
    SimClock clock,
    ILogger<WebhookDeliverer> logger)
{
    /// <summary>After the first try 5 minutes, then 20, then 60: at 5, 25 and 85 minutes.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(60)];

    public async Task DeliverAsync(Delivery delivery, SemaphoreSlim gate, CancellationToken ct)
    {
        var timestamp = WebhookSignature.Timestamp(clock.Now);
        for (var retry = 0; ; retry++)
        {
            if (subscription.Url is not { } url || !subscription.Enabled)
            {
                delivery.State = DeliveryState.NotSent;
                return;
            }

            if (retry > 0 && faults.Now.Webhooks.ResignOnRetry)
                timestamp = WebhookSignature.Timestamp(clock.Now);
            var attempt = await AttemptAsync(delivery, url, timestamp, gate, ct);
            delivery.State = Judge(attempt.Status, retry);
            if (delivery.State != DeliveryState.Retrying)
            {
                if (delivery.State == DeliveryState.Lost)
                    Log.Lost(logger, delivery.Event.Name, delivery.RequestId, attempt.Status ?? 0);
                return;
            }
            Log.Again(logger, delivery.Event.Name, delivery.RequestId, attempt.Status ?? 0, Waits[retry]);
            await clock.DelayScaledAsync(Waits[retry], ct);
        }
    }

    private async Task<DeliveryAttempt> AttemptAsync(
        Delivery delivery, Uri url, string timestamp, SemaphoreSlim gate, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var answer = await sender.SendAsync(url, delivery.Event.Body, delivery.RequestId, timestamp, ct);
            delivery.Add(answer.Attempt);
            return answer.Attempt;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The first try succeeds with 200 or 204, a retry with any 2xx.</summary>
    private static DeliveryState Judge(int? status, int retry) => status switch
    {
        200 or 204 => DeliveryState.Delivered,
        >= 200 and < 300 when retry > 0 => DeliveryState.Delivered,
        null or >= 500 when retry < Waits.Length => DeliveryState.Retrying,
        _ => DeliveryState.Lost,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Event} {RequestId} is lost: the receiver answered {Status}")]
        public static partial void Lost(ILogger logger, string @event, string requestId, int status);

        [LoggerMessage(2, LogLevel.Warning, "{Event} {RequestId} got {Status}; again in {Wait} of simulated time")]
        public static partial void Again(ILogger logger, string @event, string requestId, int status, TimeSpan wait);
    }
}
