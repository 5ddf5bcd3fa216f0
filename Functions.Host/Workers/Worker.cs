using Functions.Host.Protocol;

namespace Functions.Host.Workers;

/// <summary>A worker that has loaded its functions.</summary>
internal sealed class Worker(WorkerChannel channel, IReadOnlyList<LoadedFunction> functions)
{
    // A worker that was started again may know its functions by other ids.
    private readonly Dictionary<string, string> ids = functions.ToDictionary(function => function.Name, function => function.Id, StringComparer.Ordinal);

    public WorkerChannel Channel { get; } = channel;

    public IReadOnlyList<LoadedFunction> Functions { get; } = functions;

    /// <exception cref="WorkerGoneException">The worker has no such function.</exception>
    public string IdOf(string function) =>
        ids.TryGetValue(function, out var id) ? id : throw new WorkerGoneException($"The worker no longer has {function}.");
}
