using System.Text.Json.Nodes;

namespace Bench.Load;

/// <summary>
/// A class as Zoom tells of it: it starts, everybody waits, comes in, moves into a room of their own with the ghost pair a move makes, comes back and
/// leaves. Eleven events a student and the start; in the order in which they occurred.
/// </summary>
internal static class ClassEvents
{
    public const int EachStudent = 11;

    public static string NameOf(int student) => $"Student {student + 1}";

    /// <param name="at">When it starts; each step is a second later.</param>
    public static IEnumerable<byte[]> Of(string meetingId, int students, DateTimeOffset at)
    {
        var run = $"run-{meetingId}";
        yield return Event("meeting.started", null, at);
        for (var step = 0; step < EachStudent; step++)
        {
            for (var s = 0; s < students; s++)
            {
                var (userId, moved, back) = (16_778_240 + (s * 1024), 16_778_240 + (s * 1024) + 1, 16_778_240 + (s * 1024) + 2);
                yield return step switch
                {
                    0 => Person(s, "participant_joined_waiting_room", userId, "date_time", at.AddSeconds(1)),
                    1 => Person(s, "participant_admitted", userId, "date_time", at.AddSeconds(2)),
                    2 => Person(s, "participant_joined", userId, "join_time", at.AddSeconds(3)),
                    3 => Person(s, "participant_left", userId, "leave_time", at.AddSeconds(60)),
                    4 => Person(s, "participant_joined", moved, "join_time", at.AddSeconds(60)),
                    5 => Person(s, "participant_joined_breakout_room", moved, "join_time", at.AddSeconds(60), room: true),
                    6 => Person(s, "participant_left_breakout_room", moved, "leave_time", at.AddSeconds(120), room: true),
                    7 => Person(s, "participant_left", moved, "leave_time", at.AddSeconds(120)),
                    8 => Person(s, "participant_joined", back, "join_time", at.AddSeconds(120)),
                    9 => Person(s, "participant_role_changed", back, "date_time", at.AddSeconds(121)),
                    _ => Person(s, "participant_left", back, "leave_time", at.AddSeconds(180)),
                };
            }
        }

        byte[] Person(int student, string name, int userId, string timeName, DateTimeOffset time, bool room = false)
        {
            var who = new JsonObject
            {
                ["user_id"] = $"{userId}", ["user_name"] = NameOf(student), ["participant_uuid"] = $"{meetingId}-{student}", ["id"] = "", ["email"] = "",
                [timeName] = Time(time), ["public_ip"] = "203.0.113.7", ["customer_key"] = "",
            };
            if (name == "participant_role_changed") (who["old_role"], who["new_role"]) = ("attendee", "attendee");
            return Event($"meeting.{name}", who, time, room ? $"room-{meetingId}-{student}" : null);
        }

        byte[] Event(string name, JsonObject? participant, DateTimeOffset time, string? room = null)
        {
            var meeting = new JsonObject
            {
                ["id"] = meetingId, ["uuid"] = run, ["host_id"] = "host", ["topic"] = "Recursion", ["type"] = 2,
                ["start_time"] = Time(at), ["timezone"] = "UTC", ["duration"] = 60,
            };
            if (participant is not null) meeting["participant"] = participant;
            if (room is not null) meeting["breakout_room_uuid"] = room;
            var all = new JsonObject
            {
                ["payload"] = new JsonObject { ["account_id"] = "account", ["object"] = meeting }, ["event_ts"] = time.ToUnixTimeMilliseconds(), ["event"] = name,
            };
            return System.Text.Encoding.UTF8.GetBytes(all.ToJsonString());
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
