using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>The session row and the room rows.</summary>
internal static class SessionColumns
{
    public const string Status = SessionState.Status;
    public const string MeetingId = SessionState.Meeting;
    public const string EndTime = "end_time";
    public const string EndReason = "end_reason";
    public const string Ending = SessionState.Ending;
    public const string Configuration = "configuration";
    public const string Attendance = "attendance";
    public const string ForgottenAt = "forgotten_at";
    public const string SeenRunningAt = "seen_running_at";

    /// <summary>Seconds since 1970; 0 when Zoom knows the meeting, since a merge cannot remove a column.</summary>
    public const string NotFoundSince = "not_found_since";

    /// <summary>Who hosts, and how to get in.</summary>
    public static readonly IReadOnlyList<string> Personal = ["host_id", "host_email", "join_url", "passcode"];

    public static TableEntity Write(SessionPlan plan, ZoomMeeting meeting, SessionStatus status, Intent intent)
    {
        var row = Write(plan, status, intent);
        row[MeetingId] = meeting.MeetingId;
        row["host_id"] = meeting.HostId;
        row["host_email"] = meeting.HostEmail;
        row["join_url"] = meeting.JoinUrl;
        row["passcode"] = meeting.Password ?? plan.Passcode;
        return row;
    }

    /// <summary>A session for which no meeting was found.</summary>
    public static TableEntity WriteFailed(Intent intent, DateTimeOffset now)
    {
        var row = Write(intent.Plan, SessionStatus.Failed, intent);
        row[EndTime] = now;
        return row;
    }

    public static IEnumerable<TableEntity> WriteRooms(SessionPlan plan) => plan.Rooms.Select(room => new TableEntity(plan.SessionId, SessionRows.Room(room.RoomId))
    {
        ["name"] = room.Name,
        ["student_id"] = string.Join(',', room.Students.Select(s => s.StudentId)),
        [Status] = Name(RoomStatus.Pending),
    });

    public static SessionRecord Read(TableEntity row, IReadOnlyDictionary<string, string> labels, IReadOnlyList<Person> people, IReadOnlyList<Run> runs)
    {
        var plan = SessionPlan.Unzip(BinaryColumns.Read(row, Configuration) ?? throw new InvalidDataException("A session has no plan."));
        var facts = new SessionFacts(
            row.PartitionKey,
            plan.Professor.Id,
            row.GetString(MeetingId),
            plan.Topic,
            Enum.Parse<SessionStatus>(row.GetString(Status), ignoreCase: true),
            row.GetString(EndReason),
            row.GetDateTimeOffset("created_at")!.Value,
            plan.StartTime,
            plan.Timezone,
            plan.Duration,
            row.GetDateTimeOffset(EndTime),
            row.GetString("join_url"),
            row.GetString("passcode"),
            plan.AllWarnings,
            plan.MeetingLimit,
            row.GetDateTimeOffset(SeenRunningAt),
            row.GetInt64(NotFoundSince) is > 0 and { } since ? DateTimeOffset.FromUnixTimeSeconds(since) : null);
        var host = new HostIdentity(
            row.GetString("host_id"), plan.Professor.Email ?? row.GetString("host_email"), plan.Professor.ZoomUserId, plan.Professor.Name);
        var rooms = plan.Rooms.Select(r => labels.TryGetValue(r.RoomId, out var label) ? r with { Label = label } : r).ToList();
        var record = new SessionRecord(
            facts, plan, rooms, host, people, runs, row.GetString("body_hash"), row.GetString("attempt"), row.ETag,
            row.GetString(Ending) is { Length: > 0 } ending ? ending : null, PendingPlans.Read(row), CaughtUp.Read(row),
            BinaryColumns.Read(row, Attendance) is { } totals ? FrozenAttendance.Unzip(totals) : null,
            row.GetDateTimeOffset(ForgottenAt));
        return Reopening.Of(record);
    }

    private static TableEntity Write(SessionPlan plan, SessionStatus status, Intent intent)
    {
        var row = new TableEntity(plan.SessionId, SessionRows.Session)
        {
            ["professor_id"] = plan.Professor.Id,
            ["topic"] = plan.Topic,
            ["start_time"] = plan.StartTime,
            [Status] = Name(status),
            ["created_at"] = intent.CreatedAt,
            ["body_hash"] = intent.BodyHash,
            ["attempt"] = intent.Attempt,
        };
        BinaryColumns.Write(row, Configuration, plan.Zip());
        return row;
    }

    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
