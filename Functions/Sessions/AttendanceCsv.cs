using System.Globalization;
using System.Text;
using Functions.Http;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>
/// Attendance as CSV (RFC 4180, CRLF): one line a student, then those whom nobody recognised, with an empty id. A text that a spreadsheet
/// would take for a formula gets a leading apostrophe, and no header comes from a name. Pure.
/// </summary>
internal static class AttendanceCsv
{
    private const string Header =
        "student_id,name,email,matched_by,first_join,last_leave,present_seconds,own_room_seconds,other_room_seconds,main_seconds,"
        + "drops,late_seconds,left_early_seconds,email_differs";

    public static string Write(Attendance attendance)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var a in attendance.Students.Concat(attendance.Unmatched))
        {
            csv.AppendJoin(
                ',',
                Text(a.StudentId), Text(a.Name), Text(a.Email), a.MatchedBy is { } by ? SessionColumns.Name(by) : "", Time(a.FirstJoin), Time(a.LastLeave),
                Number(a.PresentSeconds), Number(a.OwnRoomSeconds), Number(a.OtherRoomSeconds), Number(a.MainSeconds),
                Number(a.Drops), Number(a.LateSeconds), Number(a.LeftEarlySeconds),
                a.EmailDiffers ? "true" : "false");
            csv.Append("\r\n");
        }

        return csv.ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time is { } t ? UtcTime.Format(t) : "";

    private static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        text = Formula.Neutralise(text);
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
