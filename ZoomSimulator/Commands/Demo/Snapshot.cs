using System.Text.Json;

namespace ZoomSimulator.Commands.Demo;

/// <summary>What the demo reads of a session's snapshot.</summary>
internal sealed record Snapshot(
    string SessionId, string MeetingId, string Status, string MeetingStatus, IReadOnlyDictionary<string, string> Locations)
{
    public static Snapshot Read(JsonElement json) => new(
        Text(json, "session_id"), Text(json, "meeting_id"), Text(json, "status"), Text(json, "meeting_status"),
        json.GetProperty("breakout_rooms").EnumerateArray()
            .SelectMany(room => room.GetProperty("students").EnumerateArray())
            .ToDictionary(student => Text(student, "name"), student => Text(student, "location"), StringComparer.Ordinal));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}

/// <summary>One student's line of the attendance answer.</summary>
internal sealed record AttendanceRow(string Name, int Present, int OwnRoom, int OtherRoom, int Main, int Drops)
{
    public static IReadOnlyList<AttendanceRow> Read(JsonElement json) =>
        [.. json.GetProperty("students").EnumerateArray().Select(student => new AttendanceRow(
            student.GetProperty("name").GetString() ?? "",
            Seconds(student, "present_seconds"), Seconds(student, "own_room_seconds"), Seconds(student, "other_room_seconds"),
            Seconds(student, "main_seconds"), Seconds(student, "drops")))];

    private static int Seconds(JsonElement student, string name) => (int)Math.Round(student.GetProperty(name).GetDouble());
}
