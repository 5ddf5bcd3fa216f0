using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>
/// The names somebody went by: each once, with the last second in which it was heard, and of these the latest. A name that is dropped
/// was heard earlier than all that are kept, so the result does not depend on the order in which events arrive.
/// </summary>
internal static class KnownNames
{
    public const int Most = 8;

    public static ImmutableSortedSet<Register> Merge(ImmutableSortedSet<Register> a, ImmutableSortedSet<Register> b)
    {
        if (a.Count == 0) return b;
        if (b.Count == 0) return a;

        // Nearly everybody keeps one name.
        if (a.Count == 1 && b.Count == 1 && a[0].Value == b[0].Value) return a[0].At >= b[0].At ? a : b;
        var latest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in a.Union(b)) latest[name.Value] = name.At;
        return Bounded.Greatest([.. latest.Select(n => new Register(n.Value, n.Key))], Most);
    }
}
