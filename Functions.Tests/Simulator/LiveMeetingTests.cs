using System.Text.Json;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

/// <summary>What a receiver is told while people come, move and go.</summary>
public sealed class LiveMeetingTests
{
    [Fact]
    public async Task A_move_fires_a_ghost_pair_of_the_main_meeting_under_a_new_user_id()
    {
        await using var play = await LivePlay.StartAsync();
        var before = await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        var sent = await play.DuringAsync(3, () => play.MoveAsync("Ann Ash", "Ann Ash"));

        var left = sent.Single(webhook => webhook.Event == "meeting.participant_left");
        var joined = sent.Single(webhook => webhook.Event == "meeting.participant_joined");
        var room = sent.Single(webhook => webhook.Event == "meeting.participant_joined_breakout_room");
        Assert.Equal(Text(left, "leave_time"), Text(joined, "join_time"));
        Assert.Equal(before.GetProperty("user_id").GetString(), Text(left, "user_id"));
        Assert.NotEqual(Text(left, "user_id"), Text(joined, "user_id"));
        Assert.Equal(Text(left, "participant_uuid"), Text(joined, "participant_uuid"));

        Assert.Equal(Text(joined, "user_id"), Text(room, "parent_user_id"));
        Assert.Matches(@"^\d+\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:000$", Text(room, "user_id"));
        Assert.Equal(left.Object.GetProperty("uuid").GetString(), room.Object.GetProperty("uuid").GetString());
        Assert.NotEmpty(room.Object.GetProperty("breakout_room_uuid").GetString()!);
        Assert.DoesNotContain("Ann Ash", room.Object.GetProperty("breakout_room_uuid").GetString());
    }

    [Fact]
    public async Task From_room_to_room_and_back_come_four_events_and_three()
    {
        await using var play = await LivePlay.StartAsync();
        await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        await play.DuringAsync(3, () => play.MoveAsync("Ann Ash", 1));
        var across = await play.DuringAsync(4, () => play.MoveAsync("Ann Ash", 2));
        Assert.Equal(
            ["meeting.participant_joined", "meeting.participant_joined_breakout_room", "meeting.participant_left", "meeting.participant_left_breakout_room"],
            across.Select(webhook => webhook.Event).Order(StringComparer.Ordinal));
        var back = await play.DuringAsync(3, () => play.ActAsync("participants/Ann Ash/return"));
        Assert.Equal(
            ["meeting.participant_joined", "meeting.participant_left", "meeting.participant_left_breakout_room"],
            back.Select(webhook => webhook.Event).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ghost_pairs_come_in_both_orders()
    {
        await using var play = await LivePlay.StartAsync();
        await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        HashSet<bool> orders = [];
        for (var move = 0; move < 30 && orders.Count < 2; move++)
        {
            var pair = await play.DuringAsync(move == 0 ? 3 : 4, () => play.MoveAsync("Ann Ash", move % 2 + 1));
            orders.Add(Stamp(pair, "meeting.participant_left") < Stamp(pair, "meeting.participant_joined"));
        }
        Assert.Equal(2, orders.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closing_all_rooms_tells_of_no_room_left_unless_switched(bool told)
    {
        await using var play = await LivePlay.StartAsync();
        await play.Setup.ControlAsync(HttpMethod.Put, "/sim/switches", new { left_breakout_on_close = told });
        await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        await play.DuringAsync(3, () => play.MoveAsync("Ann Ash", 1));
        var closed = await play.DuringAsync(told ? 3 : 2, () => play.ActAsync("rooms/close"));
        Assert.Equal(told, closed.Any(webhook => webhook.Event == "meeting.participant_left_breakout_room"));
        Assert.Contains(closed, webhook => webhook.Event == "meeting.participant_joined");
    }

    [Fact]
    public async Task Rooms_created_again_have_new_uuids_and_opening_alone_tells_nobody()
    {
        await using var play = await LivePlay.StartAsync();
        var arrived = play.Receiver.Events.Count;
        var first = (await play.OpenRoomsAsync()).GetProperty("rooms");
        await play.ActAsync("rooms/close");
        var same = (await play.OpenRoomsAsync()).GetProperty("rooms");
        var again = (await play.ActAsync("rooms/recreate")).GetProperty("rooms");
        Assert.Equal(Uuids(first), Uuids(same));
        Assert.Empty(Uuids(first).Intersect(Uuids(again)));
        await play.DuringAsync(1, () => play.JoinAsync("Ann Ash"));
        Assert.Equal(arrived + 1, play.Receiver.Events.Count);
    }

    [Fact]
    public async Task Who_leaves_from_inside_a_room_leaves_no_room()
    {
        await using var play = await LivePlay.StartAsync();
        await play.JoinAsync("Ann Ash");
        await play.OpenRoomsAsync();
        await play.DuringAsync(3, () => play.MoveAsync("Ann Ash", 1));
        var left = (await play.DuringAsync(1, () => play.ActAsync("participants/Ann Ash/leave"))).Single();
        Assert.Equal("meeting.participant_left", left.Event);
        await play.DuringAsync(1, () => play.JoinAsync("Bob Brown"));
        Assert.Empty(play.Receiver.Named("meeting.participant_left_breakout_room"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_dropped_comes_back_as_the_same_or_as_a_new_participant(bool newUuid)
    {
        await using var play = await LivePlay.StartAsync();
        var before = await play.JoinAsync("Ann Ash");
        var dropped = (await play.DuringAsync(1, () => play.ActAsync("participants/Ann Ash/drop"))).Single();
        var back = await play.ActAsync("participants/Ann Ash/rejoin", new { new_uuid = newUuid, email = "" });
        Assert.Contains("disconnected", Text(dropped, "leave_reason"));
        Assert.Equal(newUuid, before.GetProperty("participant_uuid").GetString() != back.GetProperty("participant_uuid").GetString());
        Assert.Equal("", back.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Guests_have_empty_ids_and_those_signed_in_have_theirs()
    {
        await using var play = await LivePlay.StartAsync();
        var guest = (await play.DuringAsync(1, () => play.ActAsync("participants", new { name = "Ann Ash" }))).Single();
        var member = (await play.DuringAsync(1, () => play.JoinAsync("Bob Brown"))).Single();
        var outsider = (await play.DuringAsync(1, () =>
            play.ActAsync("participants", new { name = "Eve", email = "eve@elsewhere.org", registrant_id = "r1" }))).Single();

        Assert.Equal(("", ""), (Text(guest, "id"), Text(guest, "email")));
        Assert.Equal("bob.brown@example.edu", Text(member, "email"));
        Assert.NotEmpty(Text(member, "id"));
        Assert.Equal(("", "", "r1"), (Text(outsider, "id"), Text(outsider, "email"), Text(outsider, "registrant_id")));
    }

    [Fact]
    public async Task The_waiting_room_comes_before_the_meeting()
    {
        await using var play = await LivePlay.StartAsync(waitingRoom: true);
        await play.DuringAsync(1, () => play.JoinAsync("Ann Ash"));
        await play.DuringAsync(3, () => play.ActAsync("participants/admit-all"));
        await play.DuringAsync(1, () => play.JoinAsync("Bob Brown"));
        await play.DuringAsync(1, () => play.ActAsync("participants/Bob Brown/leave"));
        Assert.Equal(
            [
                "meeting.participant_admitted", "meeting.participant_joined", "meeting.participant_joined_waiting_room",
                "meeting.participant_joined_waiting_room", "meeting.participant_left_waiting_room", "meeting.participant_left_waiting_room",
            ],
            play.Receiver.Events.Skip(2).Select(webhook => webhook.Event).Order(StringComparer.Ordinal));
        Assert.NotEmpty(Text(play.Receiver.Named("meeting.participant_joined_waiting_room")[0], "date_time"));
    }

    [Fact]
    public async Task The_end_puts_everybody_out_and_a_second_start_has_a_new_uuid()
    {
        await using var play = await LivePlay.StartAsync();
        await play.JoinAsync("Ann Ash");
        var ended = await play.DuringAsync(3, () => play.ActAsync("end"));
        Assert.Equal(2, ended.Count(webhook => webhook.Event == "meeting.participant_left"));
        var end = ended.Single(webhook => webhook.Event == "meeting.ended");
        Assert.NotEmpty(end.Object.GetProperty("end_time").GetString()!);

        var started = (await play.DuringAsync(2, () => play.ActAsync("start"))).Single(webhook => webhook.Event == "meeting.started");
        Assert.NotEqual(end.Object.GetProperty("uuid").GetString(), started.Object.GetProperty("uuid").GetString());
    }

    [Fact]
    public async Task A_new_name_and_a_new_role_show_in_the_events()
    {
        await using var play = await LivePlay.StartAsync();
        await play.JoinAsync("Ann Ash");
        await play.ActAsync("participants/Ann Ash/rename", new { name = "Annie" });
        var role = (await play.DuringAsync(1, () => play.ActAsync("participants/Annie/role", new { role = "co-host" }))).Single();
        Assert.Equal(("Annie", "attendee", "co-host"), (Text(role, "user_name"), Text(role, "old_role"), Text(role, "new_role")));
    }

    private static string Text(ReceivedWebhook webhook, string member) => webhook.Participant.GetProperty(member).GetString()!;

    private static long Stamp(IEnumerable<ReceivedWebhook> sent, string name) =>
        sent.Single(webhook => webhook.Event == name).Json.GetProperty("event_ts").GetInt64();

    private static IEnumerable<string> Uuids(JsonElement rooms) => rooms.EnumerateArray().Select(room => room.GetProperty("uuid").GetString()!);
}
