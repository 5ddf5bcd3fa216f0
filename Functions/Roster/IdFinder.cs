using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// Finds the ids of entries that came without one. Somebody with the same e-mail is that entry. Else the id is a digest of the list and the
/// folded name, so that the same import again finds the same entries. Where two people of one name have different e-mails, the e-mail
/// enters the digest.
/// </summary>
internal sealed class IdFinder(RosterRole role, IReadOnlyDictionary<string, TableEntity> there, IReadOnlyList<ImportEntry> entries)
{
    private const string Prefix = "r-";

    private readonly HashSet<string> shared = entries.Where(e => !e.HasId).GroupBy(e => Names.Fold(e.Entry.Name), StringComparer.Ordinal)
        .Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>The row keys that have to be read before ids can be found.</summary>
    public static IEnumerable<string> Keys(RosterRole role, ImportEntry entry) =>
        entry.EmailKeys.Append(RosterRows.Key(entry.HasId ? entry.Entry.Id : IdOf(role, entry.Entry.Name)));

    /// <param name="attempt">From 0. The id of an attempt before belongs to somebody else.</param>
    public string Find(ImportEntry entry, int attempt)
    {
        if (entry.HasId) return entry.Entry.Id;
        if (OwnerOf(entry) is { } owner) return owner;
        var byName = IdOf(role, entry.Entry.Name);
        if (entry.Entry.Email is not { } email) return byName;
        var isTheirs = !shared.Contains(Names.Fold(entry.Entry.Name)) && !HasOtherEmail(byName, email);
        return isTheirs
            ? byName
            : Prefix + Storage.Keys.Digest(RosterRows.Partition(role), Names.Fold(entry.Entry.Name), Names.FoldEmail(email), $"{attempt}");
    }

    /// <summary>Whether an id that was found turns out to be that of somebody with another e-mail.</summary>
    public bool IsOthers(ImportEntry entry, string id) =>
        !entry.HasId && entry.Entry.Email is { } email && OwnerOf(entry) is null && HasOtherEmail(id, email);

    /// <summary>The id of whoever has the entry's e-mail, or null.</summary>
    public string? OwnerOf(ImportEntry entry) =>
        entry.EmailKeys.Select(k => there.GetValueOrDefault(k)?.GetString("id")).FirstOrDefault(id => id is not null);

    private bool HasOtherEmail(string id, string email) =>
        there.GetValueOrDefault(RosterRows.Key(id))?.GetString("email") is { } other && Names.FoldEmail(other) != Names.FoldEmail(email);

    private static string IdOf(RosterRole role, string name) => Prefix + Storage.Keys.Digest(RosterRows.Partition(role), Names.Fold(name));
}
