using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>A value and the second it was stated. Merging is commutative, associative and idempotent.</summary>
public readonly record struct Register(long At, string Value)
{
    /// <summary>The later of two; in the same second the ordinally greater value.</summary>
    public static Register? Latest(Register? a, Register? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        ({ } x, { } y) => x.At != y.At ? (x.At > y.At ? x : y) : Greater(x, y),
    };

    /// <summary>The earlier of two; in the same second the ordinally greater value.</summary>
    public static Register? Earliest(Register? a, Register? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        ({ } x, { } y) => x.At != y.At ? (x.At < y.At ? x : y) : Greater(x, y),
    };

    private static Register Greater(Register x, Register y) => string.CompareOrdinal(x.Value, y.Value) >= 0 ? x : y;
}

/// <summary>The latest second something happened, with the <c>user_id</c>s that did it in that second.</summary>
public sealed record Moment(long At, ImmutableSortedSet<string> UserIds)
{
    private const int Most = 32;

    public static Moment Of(long at, params ReadOnlySpan<string> userIds) => new(at, ImmutableSortedSet.Create(StringComparer.Ordinal, userIds));

    public static Moment? Latest(Moment? a, Moment? b)
    {
        if (a is null || b is null) return a ?? b;
        if (a.At != b.At) return a.At > b.At ? a : b;
        return a with { UserIds = Bounded.Greatest(a.UserIds.Union(b.UserIds), Most) };
    }

    public bool Equals(Moment? other) => other is not null && At == other.At && UserIds.SetEquals(other.UserIds);

    public override int GetHashCode() => HashCode.Combine(At, UserIds.Count);
}

/// <summary>
/// Sets that keep their n greatest members. What is dropped can never come back among the greatest, so the result does not depend on
/// the order in which members arrive.
/// </summary>
internal static class Bounded
{
    public static ImmutableSortedSet<T> Greatest<T>(ImmutableSortedSet<T> set, int most)
    {
        while (set.Count > most) set = set.Remove(set.Min!);
        return set;
    }

    public static long? Max(long? a, long? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);

    public static long? Min(long? a, long? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);
}
