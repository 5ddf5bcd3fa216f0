using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Reconciling;

/// <summary>Every minute: finishes what a crash left, ends what is over. Several instances at once do no harm.</summary>
public sealed class Reconcile(Reconciler reconciler, ListFiller filler, ReconcilerMetrics metrics)
{
    [Function(nameof(Reconcile))]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        try
        {
            await filler.EnsureAsync(cancellationToken);
            var (done, failed) = await reconciler.RunAsync(cancellationToken);
            metrics.Ran(done, failed);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Broke();
            throw;
        }
    }
}
