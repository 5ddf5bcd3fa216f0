using System.Collections.Frozen;

namespace Functions.Roster;

/// <summary>Names as gradebooks and spreadsheets have them, brought into the order in which people call themselves.</summary>
internal static class PersonName
{
    private static readonly FrozenSet<string> Suffixes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "esq", "esq.");

    /// <summary>
    /// <c>Evans, Ethan</c> is Ethan Evans; <c>King, Martin Luther, Jr.</c> is Martin Luther King, Jr.; <c>Smith, Jr.</c> stays.
    /// </summary>
    public static string FromSorted(string name) => name.Split(',', StringSplitOptions.TrimEntries) switch
    {
        [{ Length: > 0 } last, { Length: > 0 } first] when !Suffixes.Contains(first) => $"{first} {last}",
        [{ Length: > 0 } last, { Length: > 0 } first, var suffix] when Suffixes.Contains(suffix) && !Suffixes.Contains(first) =>
            $"{first} {last}, {suffix}",
        _ => name,
    };

    /// <summary>Of its parts, each of which may be missing. Beside a first name alone, a column "name" is the last name.</summary>
    public static string? Of(string? name, string? first, string? last)
    {
        if (first is null && last is null) return name is null ? null : FromSorted(name);
        return string.Join(' ', new[] { first, last ?? name }.OfType<string>());
    }
}
