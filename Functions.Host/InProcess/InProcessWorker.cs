using Functions.Host.Protocol;
using Functions.Host.Workers;

namespace Functions.Host.InProcess;

/// <summary>A worker in the host's own process: somebody else starts it, and it is there for good.</summary>
internal sealed class InProcessWorker(WorkerChannel channel) : IWorkers
{
    private readonly Lazy<Task<Worker>> ready = new(async () => new Worker(channel, await channel.Ready));

    public Task<Worker> CurrentAsync(CancellationToken cancellationToken) =>
        ready.Value.IsCompletedSuccessfully ? ready.Value : ready.Value.WaitAsync(cancellationToken);
}
