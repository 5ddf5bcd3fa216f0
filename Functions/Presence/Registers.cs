using System.Collections.Immutable;

namespace Functions.Presence;

/// <summary>A value and the second it was stated. Merging is commutative, associative and idempotent.</summary>
public readonly record struct Register(long At, string Value) : IComparable<Register>
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

    /// <summary>By time; within a second by the ordinal order of the values.</summary>
    public int CompareTo(Register other) => At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(Value, other.Value);

    public static bool operator <(Register left, Register right) => left.CompareTo(right) < 0;

    public static bool operator >(Register left, Register right) => left.CompareTo(right) > 0;

    public static bool operator <=(Register left, Register right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Register left, Register right) => left.CompareTo(right) >= 0;

    private static Register Greater(Register x, Register y) => string.CompareOrdinal(x.Value, y.Value) >= 0 ? x : y;
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
