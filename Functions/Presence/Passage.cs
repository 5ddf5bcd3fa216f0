namespace Functions.Presence;

/// <summary>
/// A join or a leave of the main meeting: when, and by which connection. Zoom gives each connection a <c>user_id</c> of its own: a room
/// move and a return after a drop make a new one.
/// </summary>
/// <param name="At">Seconds since 1970.</param>
/// <param name="UserId">Empty where the event named none.</param>
public readonly record struct Passage(long At, string UserId) : IComparable<Passage>
{
    /// <summary>By time; within a second by the ordinal order of the ids.</summary>
    public int CompareTo(Passage other) => At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(UserId, other.UserId);

    public static bool operator <(Passage left, Passage right) => left.CompareTo(right) < 0;

    public static bool operator >(Passage left, Passage right) => left.CompareTo(right) > 0;

    public static bool operator <=(Passage left, Passage right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Passage left, Passage right) => left.CompareTo(right) >= 0;
}
