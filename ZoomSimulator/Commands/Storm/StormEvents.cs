using System.Text.Json.Nodes;

namespace ZoomSimulator.Commands.Storm;

/// <summary>Makes event number n: people of all meetings in turn, each of whom joins, enters a room, leaves it, and leaves.</summary>
internal sealed class StormEvents(StormOrder order, IReadOnlyList<StormMeeting> meetings, DateTimeOffset start)
{
    private static readonly (string Event, string Time)[] Life =
    [
        ("meeting.participant_joined", "join_time"),
        ("meeting.participant_joined_breakout_room", "join_time"),
        ("meeting.participant_left_breakout_room", "leave_time"),
        ("meeting.participant_left", "leave_time"),
    ];

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    public byte[] Make(int number, DateTimeOffset now)
    {
        var meeting = meetings[number % meetings.Count];
        var round = number / meetings.Count;
        var (name, time) = Life[round % Life.Length];
        var person = round / Life.Length;
        var userId = Wire.Text(20_000_000 + person * 1_024L);
        var participant = new JsonObject
        {
            ["user_id"] = userId,
            ["user_name"] = $"Storm Student {person + 1}",
            ["participant_uuid"] = $"storm-{_run}-{meeting.Id}-{person}",
            ["id"] = "",
            ["email"] = "",
            [time] = Wire.Time(now),
        };
        var content = new JsonObject
        {
            ["id"] = meeting.Id,
            ["uuid"] = meeting.Uuid,
            ["host_id"] = "storm",
            ["topic"] = "Storm",
            ["type"] = 2,
            ["start_time"] = Wire.Time(start),
            ["timezone"] = "UTC",
            ["duration"] = 60,
            ["participant"] = participant,
        };
        if (name.EndsWith("_breakout_room", StringComparison.Ordinal))
        {
            content["breakout_room_uuid"] = $"storm-{_run}-room-{person}";
            participant["parent_user_id"] = userId;
        }
        return Wire.Bytes(new JsonObject
        {
            ["payload"] = new JsonObject { ["account_id"] = order.AccountId, ["object"] = content },
            ["event_ts"] = now.ToUnixTimeMilliseconds(),
            ["event"] = name,
        });
    }
}
