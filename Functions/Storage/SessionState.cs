using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>The columns of a session's row that a webhook looks at, without the plan, the rooms and the people.</summary>
/// <param name="MeetingId">Zoom's number of the meeting; null for a session that failed.</param>
/// <param name="IsOver">As it is stored: a later run of the meeting may have reopened it.</param>
/// <param name="IsChanging">The session is being ended, or a change of it has not been confirmed by Zoom.</param>
internal sealed record SessionState(string? MeetingId, bool IsOver, bool IsChanging)
{
    public const string Status = "status";
    public const string Meeting = "meeting_id";
    public const string Ending = "ending";
    public const string PendingId = "pending_id";

    private static readonly string[] Columns = [Status, Meeting, Ending, PendingId];

    /// <summary>A point read. Null when there is no such session.</summary>
    public static async Task<SessionState?> ReadAsync(TableClient sessions, string sessionId, CancellationToken cancellationToken)
    {
        var found = await sessions.GetEntityIfExistsAsync<TableEntity>(sessionId, SessionRows.Session, Columns, cancellationToken);
        if (!found.HasValue) return null;
        var row = found.Value!;
        return new(
            row.GetString(Meeting),
            row.GetString(Status) is "completed" or "failed",
            row.GetString(Ending) is { Length: > 0 } || row.GetString(PendingId) is not null);
    }
}
