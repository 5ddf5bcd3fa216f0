using ZoomSimulator.Clock;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Faults;

/// <summary>One delivery of an event, after the faults have had their say.</summary>
internal sealed record PlannedCopy(OutgoingEvent Event, TimeSpan After, bool NewRequestId = false, bool Dropped = false);

/// <summary>Decides for each event whether it is lost, late, out of order or doubled.</summary>
internal sealed class WebhookFaultPlan(FaultSettings settings, SimRandom random)
{
    private const int DuplicateWithinMs = 500;

    public IReadOnlyList<PlannedCopy> Copies(OutgoingEvent sent)
    {
        var faults = settings.Now.Webhooks;
        if (faults.DropEvents.Contains(sent.Name, StringComparer.Ordinal) || random.Chance(faults.Drop))
            return [new PlannedCopy(sent, sent.After, Dropped: true)];

        var after = sent.After;
        if (random.Chance(faults.Delay))
            after += TimeSpan.FromMilliseconds(faults.DelayMs);
        if (random.Chance(faults.Reorder))
            after += TimeSpan.FromMilliseconds(random.Between(1, Math.Max(2, faults.ReorderMs + 1)));

        List<PlannedCopy> copies = [new(sent, after)];
        if (random.Chance(faults.Duplicate))
            copies.Add(new PlannedCopy(sent, after + Soon()));
        if (random.Chance(faults.DuplicateNewId))
            copies.Add(new PlannedCopy(sent, after + Soon(), NewRequestId: true));
        return copies;
    }

    private TimeSpan Soon() => TimeSpan.FromMilliseconds(random.Between(0, DuplicateWithinMs));
}
