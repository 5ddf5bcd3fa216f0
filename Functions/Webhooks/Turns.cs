namespace Functions.Webhooks;

/// <summary>
/// Lets events that change the same row take turns within this process, instead of racing, losing and reading again. Other processes
/// are kept apart by the row's ETag alone. Rows share a fixed number of places, so nothing has to be forgotten.
/// </summary>
public sealed class Turns : IDisposable
{
    private readonly SemaphoreSlim[] places = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the turn, which lasts until the answer is disposed of.</summary>
    public async ValueTask<Turn> TakeAsync(string sessionId, string rowKey, CancellationToken cancellationToken)
    {
        var place = places[(uint)HashCode.Combine(sessionId, rowKey) % (uint)places.Length];
        await place.WaitAsync(cancellationToken);
        return new Turn(place);
    }

    public void Dispose()
    {
        foreach (var place in places) place.Dispose();
    }

    public readonly struct Turn(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
