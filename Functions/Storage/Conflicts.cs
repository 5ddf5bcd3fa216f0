using Azure;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Expected refusals of the table service.</summary>
internal static class Conflicts
{
    public static bool IsConflict(this RequestFailedException exception) => exception.Status == 409;

    /// <summary>Somebody else was faster: the row is there already, is gone, or has changed.</summary>
    public static bool IsRace(this RequestFailedException exception) => exception.Status is 409 or 412 or 404;

    /// <summary>Index of the refused action of an entity-group transaction, or null when the service did not say.</summary>
    public static int? FailedAction(this RequestFailedException exception) =>
        exception is TableTransactionFailedException { FailedTransactionActionIndex: var index } ? index : null;
}
