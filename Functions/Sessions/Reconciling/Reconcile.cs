using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Reconciling;

/// <summary>Every minute: finishes what a crash left, ends what is over. Several instances at once do no harm.</summary>
public sealed class Reconcile(Reconciler reconciler)
{
    [Function(nameof(Reconcile))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => reconciler.RunAsync(cancellationToken);
}
