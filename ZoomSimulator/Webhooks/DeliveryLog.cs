using System.Collections.Concurrent;

namespace ZoomSimulator.Webhooks;

/// <summary>The latest deliveries, and totals of all.</summary>
internal sealed class DeliveryLog
{
    private const int Kept = 5_000;

    private readonly ConcurrentQueue<Delivery> _latest = new();
    private long _total;

    public long Total => Interlocked.Read(ref _total);

    public IEnumerable<Delivery> NewestFirst => _latest.Reverse();

    public void Add(Delivery delivery)
    {
        Interlocked.Increment(ref _total);
        _latest.Enqueue(delivery);
        while (_latest.Count > Kept)
            _latest.TryDequeue(out _);
    }
}
