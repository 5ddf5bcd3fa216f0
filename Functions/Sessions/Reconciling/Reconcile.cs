using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Reconciling;

/// <summary>Every minute: finishes what a crash left, ends what is over. Several instances at once do no harm.</summary>
public sealed class Reconcile(ReconcilerRound round, ReconcilerPulse pulse)
{
    [Function(nameof(Reconcile))]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await pulse.TickedAsync(cancellationToken);
        await round.RunAsync(RoundTrigger.Timer, cancellationToken);
    }
}
