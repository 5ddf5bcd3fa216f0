namespace Functions.Host.Workers;

/// <summary>The worker that runs the functions, whichever it is by now.</summary>
internal interface IWorkers
{
    /// <summary>The functions' worker: at once while it is up, else when it is again.</summary>
    Task<Worker> CurrentAsync(CancellationToken cancellationToken);
}
