using Azure.Data.Tables;

namespace Functions.Sessions;

/// <summary>What came of comparing a session's attendance with Zoom's report.</summary>
/// <param name="IsComplete">Zoom's report of every run was there.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record CaughtUp(bool IsComplete, string Detail)
{
    private const string State = "catch_up";
    private const string Reason = "catch_up_detail";
    private const string Complete = "complete";

    internal void Write(TableEntity row)
    {
        row[State] = IsComplete ? Complete : "incomplete";
        row[Reason] = Detail;
    }

    internal static CaughtUp? Read(TableEntity row) => row.GetString(State) is { } state ? new(state == Complete, row.GetString(Reason) ?? "") : null;
}
