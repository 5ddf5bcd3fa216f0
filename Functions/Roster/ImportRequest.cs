namespace Functions.Roster;

/// <summary>A roster as JSON. A list that is not sent is left as it is, and so is everybody who is not in a list.</summary>
public sealed record ImportRequest
{
    public IReadOnlyList<RosterEntryRequest?>? Professors { get; init; }

    public IReadOnlyList<RosterEntryRequest?>? Students { get; init; }
}

/// <summary>What an import did, in entries.</summary>
public sealed record ImportReport(int Created, int Updated, int Unchanged);

/// <summary>One entry as it was sent.</summary>
/// <param name="Place">Where, in the words of the format: <c>students[16]</c> or <c>row 17</c>. Errors are named after it.</param>
/// <param name="Role">Null when it is not known which.</param>
/// <param name="Fields">Null when it could not be read.</param>
internal sealed record ImportRow(string Place, RosterRole? Role, RosterEntryRequest? Fields)
{
    /// <summary>What the reader found wrong, by field; under no name what is wrong with all of it.</summary>
    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    public static ImportRow Unreadable(string place, string error) => new(place, null, null) { Wrong = { [""] = error } };
}

/// <summary>One entry with nothing wrong in it.</summary>
internal sealed record ImportEntry(string Place, RosterRole Role, RosterEntry Entry);
