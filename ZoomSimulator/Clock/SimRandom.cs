using System.Diagnostics.CodeAnalysis;

namespace ZoomSimulator.Clock;

/// <summary>Seeded chance, shared by threads: the same seed and the same calls give the same class.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Decides orders and faults, never a secret.")]
internal sealed class SimRandom(int seed)
{
    private readonly Lock _gate = new();
    private Random _random = new(seed);

    public void Reseed(int newSeed)
    {
        lock (_gate)
            _random = new Random(newSeed);
    }

    public bool Chance(double probability)
    {
        if (probability <= 0)
            return false;
        lock (_gate)
            return _random.NextDouble() < probability;
    }

    /// <summary>A number from <paramref name="low"/> up to, but not, <paramref name="high"/>.</summary>
    public int Between(int low, int high)
    {
        lock (_gate)
            return _random.Next(low, high);
    }

    public void Shuffle<T>(List<T> items)
    {
        lock (_gate)
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));
    }
}
