using ZoomSimulator.Clock;
using ZoomSimulator.Faults;

namespace ZoomSimulator.Webhooks;

/// <summary>Takes events as they come and delivers many at a time, so that a slow receiver delays nobody.</summary>
internal sealed class WebhookDispatcher(
    EventPublisher events,
    WebhookFaultPlan faults,
    WebhookDeliverer deliverer,
    DeliveryLog log,
    SimClock clock) : BackgroundService
{
    private const int AtOnce = 64;

    private readonly SemaphoreSlim _gate = new(AtOnce);

    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var sent in events.Outgoing.ReadAllAsync(stoppingToken))
        {
            var requestId = Delivery.NewRequestId();
            foreach (var copy in faults.Copies(sent))
                _ = DeliverAsync(copy, copy.NewRequestId ? Delivery.NewRequestId() : requestId, stoppingToken);
        }
    }

    private async Task DeliverAsync(PlannedCopy copy, string requestId, CancellationToken ct)
    {
        var delivery = new Delivery(copy.Event, requestId, clock.Now);
        log.Add(delivery);
        if (copy.Dropped)
        {
            delivery.State = DeliveryState.Dropped;
            return;
        }
        try
        {
            if (copy.After > TimeSpan.Zero)
                await Task.Delay(copy.After, clock, ct);
            await deliverer.DeliverAsync(delivery, _gate, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Stopping: what was on the way is lost, as in any outage of the sender.
            delivery.State = DeliveryState.Lost;
        }
    }
}
