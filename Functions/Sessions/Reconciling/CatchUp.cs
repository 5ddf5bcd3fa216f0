using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Sessions.Reconciling;

/// <summary>Compares the attendance of a session that is over with Zoom's report.</summary>
public sealed class CatchUp(OpenWork work)
{
    /// <summary>Zoom's report is not there at once.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    public Task RunAsync(SessionRecord record, TableEntity row, CancellationToken cancellationToken) => work.RemoveAsync(row, cancellationToken);
}
