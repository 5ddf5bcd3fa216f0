using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A line of a list, as the index has it: it may lag behind the session itself.</summary>
/// <param name="Status">Active for any session that the index does not know to be over.</param>
/// <param name="Summary">Null where the session itself must be asked: it is open, or was over before lists held summaries.</param>
internal sealed record IndexedSession(
    string RowKey, string SessionId, SessionStatus Status, DateTimeOffset StartTime, int Duration, SessionSummary? Summary)
{
    public bool IsOver => Status is SessionStatus.Completed or SessionStatus.Failed;
}

/// <summary>
/// The row that a session has in each list. It says what is planned and, once the session is over, its status and summary: the status is
/// not written before, so that whoever is late with the plan does not put an ended session back among the open ones.
/// </summary>
internal static class ListingColumns
{
    public const string SessionId = "session_id";

    private const string Status = "status";
    private const string EndTime = "end_time";
    private const string MeetingStatus = "meeting_status";
    private const string Counts = "counts";

    private static readonly string[] OfTheEnd = [Status, EndTime, MeetingStatus, Counts];

    /// <summary>Whether the row says that its session is over.</summary>
    public static bool IsOver(TableEntity row) => row.GetString(Status) is "completed" or "failed";

    public static bool HasSummary(TableEntity row) => row.GetString(Counts) is not null;

    public static DateTimeOffset? EndOf(TableEntity row) => row.GetDateTimeOffset(EndTime);

    /// <summary>What is planned.</summary>
    public static void WritePlan(TableEntity row, SessionPlan plan, string? meetingId)
    {
        row[SessionId] = plan.SessionId;
        row["professor_id"] = plan.Professor.Id;
        row["meeting_id"] = meetingId;
        row["topic"] = plan.Topic;
        row["start_time"] = plan.StartTime;
        row["duration"] = plan.Duration;
    }

    /// <summary>That the session is over, and how it went.</summary>
    public static void WriteEnd(TableEntity row, SessionRecord record, SessionStatus status, DateTimeOffset endTime)
    {
        WritePlan(row, record.Plan, record.Facts.MeetingId);

        // A while later nobody is on their way from a room to another any more.
        var last = record.ToSnapshot(endTime.AddHours(1));
        row[Status] = SessionColumns.Name(status);
        row[EndTime] = endTime;
        row[MeetingStatus] = SessionColumns.Name(last.MeetingStatus);
        row[Counts] = JsonSerializer.Serialize(last.Counts, ListingJson.Default.Counts);
    }

    /// <summary>That the session is not over after all.</summary>
    public static void RemoveEnd(TableEntity row)
    {
        foreach (var column in OfTheEnd) row.Remove(column);
    }

    /// <summary>The same line in another list.</summary>
    public static TableEntity Copy(TableEntity row, string partition)
    {
        var copy = new TableEntity(partition, row.RowKey);
        foreach (var (column, value) in row)
            if (column is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")) copy[column] = value;
        return copy;
    }

    public static IndexedSession Read(TableEntity row)
    {
        var status = row.GetString(Status) is { } over ? Enum.Parse<SessionStatus>(over, ignoreCase: true) : SessionStatus.Active;
        var (start, duration) = (row.GetDateTimeOffset("start_time") ?? default, row.GetInt32("duration") ?? 0);
        var summary = row.GetString(Counts) is not { } counts ? null : new SessionSummary(
            row.GetString(SessionId),
            row.GetString("professor_id"),
            row.GetString("meeting_id"),
            row.GetString("topic"),
            status,
            Enum.Parse<MeetingStatus>(row.GetString(MeetingStatus), ignoreCase: true),
            start,
            row.GetDateTimeOffset(EndTime),
            duration,
            JsonSerializer.Deserialize(counts, ListingJson.Default.Counts)!);
        return new(row.RowKey, row.GetString(SessionId), status, start, duration, summary);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Counts))]
internal sealed partial class ListingJson : JsonSerializerContext;
