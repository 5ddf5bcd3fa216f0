using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>
/// The rows of the roster. A list is one partition; beside each entry with an e-mail stands a row that leads from the e-mail to the id
/// and changes in the same transaction, so an e-mail belongs to one entry of a list at most.
/// </summary>
internal static class RosterRows
{
    /// <summary>The keys of e-mails sort before it, those of entries after.</summary>
    public const string FirstEntry = "-";

    private const string EmailPrefix = "!";

    public static string Partition(RosterRole role) => role == RosterRole.Professors ? "professors" : "students";

    public static string Key(string id) => Keys.Encode(id);

    public static string EmailKey(string email) => EmailPrefix + Keys.Encode(Names.FoldEmail(email));

    public static RosterEntry Entry(TableEntity row) =>
        new(row.GetString("id"), row.GetString("name"), row.GetString("email"), row.GetString("zoom_user_id"));

    public static TableEntity Row(RosterRole role, RosterEntry e)
    {
        var row = new TableEntity(Partition(role), Key(e.Id)) { ["id"] = e.Id, ["name"] = e.Name };
        if (e.Email is not null) row["email"] = e.Email;
        if (e.ZoomUserId is not null) row["zoom_user_id"] = e.ZoomUserId;
        return row;
    }

    public static TableEntity EmailRow(RosterRole role, string email, string id) => new(Partition(role), EmailKey(email)) { ["id"] = id };

    /// <summary>What brings an entry from what it was to what it is to be: one row, and up to two of its e-mails.</summary>
    /// <param name="hasNewRow">The row of the new e-mail is there, and leads to this entry.</param>
    /// <param name="hasOldRow">The same of the old one.</param>
    public static List<TableTransactionAction> Changes(RosterRole role, TableEntity? before, RosterEntry entry, bool hasNewRow, bool hasOldRow)
    {
        var row = Row(role, entry);
        List<TableTransactionAction> actions =
        [
            before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, before.ETag),
        ];
        var oldKey = before?.GetString("email") is { } oldEmail ? EmailKey(oldEmail) : null;
        var newKey = entry.Email is { } newEmail ? EmailKey(newEmail) : null;
        if (oldKey == newKey) return actions;
        if (oldKey is not null && hasOldRow) actions.Add(new(TableTransactionActionType.Delete, new TableEntity(Partition(role), oldKey), ETag.All));
        if (newKey is not null && !hasNewRow) actions.Add(new(TableTransactionActionType.Add, EmailRow(role, entry.Email!, entry.Id)));
        return actions;
    }
}
