using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>One round of the reconciler, whoever began it, and how it went.</summary>
public sealed class ReconcilerRound(Reconciler reconciler, ListFiller filler, ReconcilerMetrics metrics)
{
    public async Task RunAsync(RoundTrigger trigger, CancellationToken cancellationToken)
    {
        try
        {
            await filler.EnsureAsync(cancellationToken);
            var (done, failed) = await reconciler.RunAsync(cancellationToken);
            metrics.Ran(trigger, done, failed);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Broke(trigger);
            throw;
        }
    }
}

/// <summary>What began a round.</summary>
public enum RoundTrigger
{
    Timer,
    Request,
}
