using System.Text.Json.Serialization;
using Functions.Presence;

namespace Functions.Roster;

/// <summary>A roster as JSON. A list that is not sent is left as it is, and so is everybody who is not in a list.</summary>
public sealed record ImportRequest
{
    public IReadOnlyList<RosterEntryRequest?>? Professors { get; init; }

    public IReadOnlyList<RosterEntryRequest?>? Students { get; init; }
}

/// <summary>What an import did, in entries; of a dry run, what it would do.</summary>
public sealed record ImportReport(int Created, int Updated, int Unchanged)
{
    /// <summary>Of a dry run: every entry, in the order sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImportedRow>? Rows { get; init; }

    /// <summary>Of a dry run of CSV: columns that are not looked at, such as those of marks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? IgnoredColumns { get; init; }
}

/// <summary>What would be done with one entry.</summary>
[JsonConverter(typeof(SnakeCaseEnum<ImportAction>))]
public enum ImportAction
{
    Create,
    Update,
    Unchanged,

    /// <summary>Something is wrong with it. Nothing is imported as long as one entry is refused.</summary>
    Refuse,
}

/// <summary>One entry of a dry run.</summary>
/// <param name="Row">Where it was: <c>row 17</c> of CSV, with the header as row 1, or <c>students[16]</c> of JSON.</param>
/// <param name="Id">The id that it has or would get; null when that is not known.</param>
/// <param name="Name">The name as it was understood.</param>
/// <param name="Email">Null when there is none.</param>
/// <param name="Errors">What is wrong, by field; under an empty name what is wrong with all of it. Null for nothing.</param>
public sealed record ImportedRow(
    string Row, ImportAction Action, string? Id, string? Name, string? Email, IReadOnlyDictionary<string, string[]>? Errors);

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

/// <summary>The entries of one body.</summary>
/// <param name="IgnoredColumns">Of CSV; else null.</param>
internal sealed record ImportRows(IReadOnlyList<ImportRow> Rows, IReadOnlyList<string>? IgnoredColumns = null);

/// <summary>One entry with nothing wrong in it.</summary>
/// <param name="HasId">False: the entry's id is still to be found.</param>
/// <param name="TypedEmail">As it was sent, where that is not how it is stored.</param>
internal sealed record ImportEntry(string Place, RosterRole Role, RosterEntry Entry, bool HasId = true, string? TypedEmail = null)
{
    /// <summary>The keys under which somebody may be found who has the e-mail already.</summary>
    public IEnumerable<string> EmailKeys => Entry.Email is null ? [] : RosterRows.EmailKeys(TypedEmail ?? Entry.Email);
}
