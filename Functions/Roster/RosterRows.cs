using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.SignIn;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// The rows of the roster. A list is one partition; beside each entry with an e-mail stands a row that leads from the e-mail to the id
/// and changes in the same transaction, so an e-mail belongs to one entry of a list at most. The same for the identity that a professor
/// signs in with.
/// </summary>
internal static class RosterRows
{
    /// <summary>The keys of e-mails and identities sort before it, those of entries after.</summary>
    public const string FirstEntry = "-";

    private const string EmailPrefix = "!";
    private const string IdentityPrefix = "!!";
    private const string Issuer = "identity_issuer";
    private const string Subject = "identity_subject";
    private const string BoundAt = "identity_bound_at";

    public static string Partition(RosterRole role) => role == RosterRole.Professors ? "professors" : "students";

    public static string Key(string id) => Keys.Encode(id);

    public static string EmailKey(string email) => EmailPrefix + Keys.Encode(StoredFolding.Email(email));

    /// <summary>Where somebody with this e-mail may be: as it is stored now, and as the version before stored what was typed.</summary>
    public static IEnumerable<string> EmailKeys(string email) =>
        new[] { EmailKey(Names.FoldEmail(email)), EmailKey(email) }.Distinct(StringComparer.Ordinal);

    public static string IdentityKey(Identity identity) => IdentityPrefix + identity.Key;

    public static RosterEntry Entry(TableEntity row) =>
        new(
            row.GetString("id"), row.GetString("name"), row.GetString("email"), row.GetString("zoom_user_id"),
            GradebookIds.Of(row.GetString));

    public static TableEntity Row(RosterRole role, RosterEntry e)
    {
        var row = new TableEntity(Partition(role), Key(e.Id)) { ["id"] = e.Id, ["name"] = e.Name };
        if (e.Email is not null) row["email"] = e.Email;
        if (e.ZoomUserId is not null) row["zoom_user_id"] = e.ZoomUserId;
        foreach (var (column, value) in e.External?.Columns() ?? [])
            if (value is not null) row[column] = value;
        return row;
    }

    public static TableEntity EmailRow(RosterRole role, string email, string id) => new(Partition(role), EmailKey(email)) { ["id"] = id };

    /// <summary>The identity that a professor signs in with, and since when; null for none.</summary>
    public static BoundIdentity? Identity(TableEntity row) => row.GetString(Issuer) is { } issuer && row.GetString(Subject) is { } subject
        ? new(issuer, subject, row.GetDateTimeOffset(BoundAt) ?? default)
        : null;

    /// <summary>What binds a professor who has no identity.</summary>
    public static List<TableTransactionAction> Binding(TableEntity row, BoundIdentity bound)
    {
        var changes = new TableEntity(row.PartitionKey, row.RowKey);
        SetIdentity(changes, bound);
        return
        [
            new(TableTransactionActionType.UpdateMerge, changes, row.ETag),
            new(TableTransactionActionType.Add, new TableEntity(row.PartitionKey, IdentityKey(bound.Identity)) { ["id"] = row.GetString("id") }),
        ];
    }

    /// <summary>What takes an identity off a professor who has one.</summary>
    public static List<TableTransactionAction> Unbinding(TableEntity row, BoundIdentity bound)
    {
        var without = new TableEntity(row);
        foreach (var column in new[] { Issuer, Subject, BoundAt }) without.Remove(column);
        return [new(TableTransactionActionType.UpdateReplace, without, row.ETag), IdentityRemoval(row, bound)];
    }

    public static TableTransactionAction IdentityRemoval(TableEntity row, BoundIdentity bound) =>
        new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, IdentityKey(bound.Identity)), ETag.All);

    private static void SetIdentity(TableEntity row, BoundIdentity bound) =>
        (row[Issuer], row[Subject], row[BoundAt]) = (bound.Issuer, bound.Subject, bound.BoundAt);

    /// <summary>
    /// What brings an entry from what it was to what it is to be: one row, and up to two of its e-mails. With another e-mail an entry may
    /// be another person, so it loses its identity.
    /// </summary>
    /// <param name="hasNewRow">The row of the new e-mail is there, and leads to this entry.</param>
    /// <param name="hasOldRow">The same of the old one.</param>
    public static List<TableTransactionAction> Changes(RosterRole role, TableEntity? before, RosterEntry entry, bool hasNewRow, bool hasOldRow)
    {
        var row = Row(role, before is null ? entry : entry with { External = GradebookIds.Merge(Entry(before).External, entry.External) });
        List<TableTransactionAction> actions =
        [
            before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, before.ETag),
        ];
        var oldKey = before?.GetString("email") is { } oldEmail ? EmailKey(oldEmail) : null;
        var newKey = entry.Email is { } newEmail ? EmailKey(newEmail) : null;
        if (before is not null && Identity(before) is { } bound)
        {
            if (oldKey is null || IsSameAddress(before.GetString("email"), entry.Email)) SetIdentity(row, bound);
            else actions.Add(IdentityRemoval(before, bound));
        }

        if (oldKey == newKey) return actions;
        if (oldKey is not null && hasOldRow) actions.Add(new(TableTransactionActionType.Delete, new TableEntity(Partition(role), oldKey), ETag.All));
        if (newKey is not null && !hasNewRow) actions.Add(new(TableTransactionActionType.Add, EmailRow(role, entry.Email!, entry.Id)));
        return actions;
    }

    private static bool IsSameAddress(string? a, string? b) => a is not null && b is not null && Names.FoldEmail(a) == Names.FoldEmail(b);
}
