using System.Globalization;
using Azure.Data.Tables;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>A row of the log that comes from Zoom's participant report: a stay, not an event.</summary>
internal static class ReportColumns
{
    public const string Kind = "report_stay";

    private const string LeaveTime = "leave_time";

    /// <summary>The key says what the row says, so reading the report again writes the same rows.</summary>
    public static TableEntity Write(string sessionId, ReportedStay stay, DateTimeOffset receivedAt)
    {
        var who = stay.Who;
        var digest = Keys.Digest(
            Kind, stay.MeetingUuid, who.RegistrantId, who.ZoomUserId, who.Email, who.Name,
            stay.From.ToString(CultureInfo.InvariantCulture), stay.To.ToString(CultureInfo.InvariantCulture));
        var row = new TableEntity(sessionId, SessionRows.Log(stay.From, digest))
        {
            ["kind"] = Kind,
            ["source"] = "report",
            ["occurred_at"] = DateTimeOffset.FromUnixTimeSeconds(stay.From),
            [LeaveTime] = DateTimeOffset.FromUnixTimeSeconds(stay.To),
            ["received_at"] = receivedAt,
            ["meeting_uuid"] = stay.MeetingUuid,
        };
        EventColumns.WriteIdentity(row, who);
        return row;
    }

    public static ReportedStay? Read(TableEntity row) => row.GetString("kind") == Kind
        ? new(
            row.GetString("meeting_uuid"), EventColumns.ReadIdentity(row),
            row.GetDateTimeOffset("occurred_at")!.Value.ToUnixTimeSeconds(), row.GetDateTimeOffset(LeaveTime)!.Value.ToUnixTimeSeconds())
        : null;
}
