using Azure.Data.Tables;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>What came of comparing a session's attendance with Zoom's report.</summary>
/// <param name="IsComplete">Zoom's report of every run was there.</param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="IsSettled">Zoom is not asked again. Null in rows of versions that did not say.</param>
/// <param name="At">When it was compared.</param>
public sealed record CaughtUp(bool IsComplete, string Detail, bool? IsSettled = null, DateTimeOffset? At = null)
{
    private const string State = "catch_up";
    private const string Reason = "catch_up_detail";
    private const string Settled = "catch_up_settled";
    private const string Time = "catch_up_at";
    private const string Complete = "complete";

    /// <summary>So long after its end nobody looks after a session any more: what an older version wrote of it stays as it is.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(48);

    /// <summary>
    /// Whether a session's attendance stays as it is: the session is over, and Zoom's report was compared after the last run, or cannot be
    /// had and is not asked for again.
    /// </summary>
    internal static bool IsFinal(SessionRecord record, DateTimeOffset now)
    {
        if (!record.IsOver) return false;
        if (record.Facts.Status == SessionStatus.Failed) return true;
        if (record.CaughtUp is { At: { } at } && record.History.Latest is { } last && !(last.End <= at.ToUnixTimeSeconds())) return false;
        return record.CaughtUp is { IsComplete: true } or { IsSettled: true } || record.Facts.EndTime + Abandoned < now;
    }

    internal void Write(TableEntity row)
    {
        row[State] = IsComplete ? Complete : "incomplete";
        row[Reason] = Detail;
        row[Settled] = IsSettled;
        row[Time] = At;
    }

    /// <summary>Nothing was compared since the session went on.</summary>
    internal static void Clear(TableEntity row) => row[State] = "";

    internal static CaughtUp? Read(TableEntity row) => row.GetString(State) is { Length: > 0 } state
        ? new(state == Complete, row.GetString(Reason) ?? "", row.GetBoolean(Settled), row.GetDateTimeOffset(Time))
        : null;
}
