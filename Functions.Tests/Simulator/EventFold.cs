namespace Functions.Tests.Simulator;

/// <summary>
/// A student's times from webhooks alone: a main join opens a stay, which is a room's when a room join has the same second;
/// the next main left closes it.
/// </summary>
internal sealed record EventFold(int Present, int InRooms)
{
    public static EventFold Of(IEnumerable<ReceivedWebhook> events, string name)
    {
        var mine = events.Where(webhook => webhook.Object.TryGetProperty("participant", out var person)
            && person.GetProperty("user_name").GetString() == name).ToList();
        var joins = Times(mine, "meeting.participant_joined", "join_time");
        var leaves = Times(mine, "meeting.participant_left", "leave_time");
        var rooms = Times(mine, "meeting.participant_joined_breakout_room", "join_time").ToHashSet();

        var (present, inRooms) = (0, 0);
        foreach (var join in joins)
        {
            var seconds = (int)(leaves.First(leave => leave > join) - join).TotalSeconds;
            present += seconds;
            inRooms += rooms.Contains(join) ? seconds : 0;
        }
        return new EventFold(present, inRooms);
    }

    private static IReadOnlyList<DateTimeOffset> Times(IEnumerable<ReceivedWebhook> events, string name, string member) =>
        [.. events.Where(webhook => webhook.Event == name).Select(webhook => webhook.Participant.GetProperty(member).GetDateTimeOffset()).Order()];
}
