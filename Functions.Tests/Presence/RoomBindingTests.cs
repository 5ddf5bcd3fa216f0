using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Which Zoom room is whose: Zoom sends uuids only, so it follows from who visits them.</summary>
public sealed class RoomBindingTests
{
    private static ClassStory Class => ClassStory.With("Alice", "Bob", "Charlie").MeetingStarts().Joins("Alice").Joins("Bob").Joins("Charlie").After(60);

    [Fact]
    public void Everyone_enters_their_own_and_all_are_bound()
    {
        var seen = Class.Enters("Alice", "A").After(1).Enters("Bob", "B").After(1).Enters("Charlie", "C").Look();
        Assert.Equal(["A", "B", "C"], seen.BreakoutRooms.Select(r => r.ZoomRoomId));
        Assert.All(seen.BreakoutRooms, r => Assert.Equal((BoundBy.Visits, RoomStatus.Active), (r.BoundBy, r.Status)));
        Assert.Equal(3, seen.Counts.InOwnRoom);
    }

    [Fact]
    public void The_first_to_come_strays_into_a_room_whose_owner_comes_later_and_both_are_right()
    {
        var seen = Class.Enters("Alice", "B").After(10).Enters("Bob", "B").After(10).Enters("Alice", "A").Look();
        Assert.Equal(("A", "B"), (seen.RoomOf("Alice"), seen.RoomOf("Bob")));
        Assert.Equal(2, seen.Counts.InOwnRoom);
    }

    [Fact]
    public void Who_was_in_their_own_room_and_strays_into_an_occupied_one_is_in_another_room()
    {
        var seen = Class.Enters("Alice", "A").Enters("Bob", "B").After(30).Enters("Alice", "B").Look();
        Assert.Equal(("A", "B"), (seen.RoomOf("Alice"), seen.RoomOf("Bob")));
        Assert.Equal(Location.OtherRoom, seen.Where("Alice"));
        Assert.Equal("002", seen.Student("Alice").CurrentRoomId);
    }

    [Fact]
    public void Who_was_in_their_own_room_and_strays_into_an_absent_ones_room_does_not_take_it_over()
    {
        var seen = Class.Enters("Alice", "A").Enters("Charlie", "C").After(30).Enters("Alice", "B").Look();
        Assert.Equal(Location.OtherRoom, seen.Where("Alice"));
        Assert.Equal(("A", null, "C"), (seen.RoomOf("Alice"), seen.RoomOf("Bob"), seen.RoomOf("Charlie")));
        Assert.Equal("B", Assert.Single(seen.UnboundRooms).ZoomRoomId);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void That_stays_so_after_the_others_have_gone(bool closedByHost)
    {
        var story = Class.Enters("Alice", "A").Enters("Charlie", "C").After(30).Enters("Alice", "B").After(200);
        story = closedByHost ? story.HostClosesAllRooms() : story.Leaves("Charlie").Leaves("Alice");
        Assert.Equal("A", story.Look().RoomOf("Alice"));
    }

    [Fact]
    public void Rooms_that_are_closed_and_recreated_are_bound_anew_whenever_each_student_enters()
    {
        var story = Class.Enters("Alice", "A").After(1).Enters("Bob", "B").After(1).Enters("Charlie", "C").After(100)
            .HostClosesAllRooms().After(60).Enters("Alice", "A2").After(1).Enters("Bob", "B2");
        var seen = story.Look();
        Assert.Equal(("A2", "B2", "C"), (seen.RoomOf("Alice"), seen.RoomOf("Bob"), seen.RoomOf("Charlie")));
        Assert.Equal((2, 1), (seen.Counts.InOwnRoom, seen.Counts.InMain));
        Assert.Equal("C2", story.After(3).Enters("Charlie", "C2").Look().RoomOf("Charlie"));
    }

    [Fact]
    public void When_all_enter_rooms_that_were_recreated_the_time_in_the_old_ones_still_counts_as_own_room()
    {
        var story = Class.Enters("Alice", "A").Enters("Bob", "B").Enters("Charlie", "C").After(100)
            .HostClosesAllRooms().After(60).Enters("Alice", "A2").Enters("Bob", "B2").Enters("Charlie", "C2").After(40);
        Assert.Equal(["A2", "B2", "C2"], story.Look(after: 0).BreakoutRooms.Select(r => r.ZoomRoomId));
        Assert.All(story.Attend(story.Events, story.Now).Students, s => Assert.Equal((140, 0, 120), (s.OwnRoomSeconds, s.OtherRoomSeconds, s.MainSeconds)));
    }

    [Fact]
    public void Who_drops_out_of_a_room_and_returns_when_rooms_were_recreated_did_not_hold_the_old_ones_open()
    {
        var seen = Class.Enters("Alice", "A").Enters("Bob", "B").After(60).Leaves("Alice").After(40).HostClosesAllRooms().After(60)
            .Enters("Bob", "B2").After(60).Returns("Alice").Look();
        Assert.Equal(("B2", Location.OwnRoom), (seen.RoomOf("Bob"), seen.Where("Bob")));
    }

    [Fact]
    public void Who_was_put_back_into_the_waiting_room_does_not_hold_their_room_open()
    {
        var seen = Class.Enters("Alice", "A").Enters("Bob", "B").After(60).Leaves("Alice").EntersWaitingRoom("Alice").After(40).HostClosesAllRooms().After(60)
            .Enters("Bob", "B2").Look();
        Assert.Equal(("B2", Location.OwnRoom, Location.WaitingRoom), (seen.RoomOf("Bob"), seen.Where("Bob"), seen.Where("Alice")));
    }

    [Fact]
    public void Who_moved_on_within_seconds_and_then_dropped_out_does_not_hold_the_first_room_open_when_its_room_left_was_lost()
    {
        var story = Class.Enters("Alice", "B").Enters("Bob", "B").After(3).Enters("Alice", "A").After(60).Leaves("Alice").After(20).HostClosesAllRooms().After(60)
            .Enters("Bob", "B2");
        var seen = story.Fold(story.Events.Where(e => e.Kind != EventKind.LeftRoom), story.Now + 10);
        Assert.Equal(("B2", Location.OwnRoom), (seen.RoomOf("Bob"), seen.Where("Bob")));
    }

    [Fact]
    public void After_recreation_a_stray_into_anothers_new_room_is_in_another_room()
    {
        var seen = Class.Enters("Alice", "A").Enters("Bob", "B").After(100).HostClosesAllRooms().After(60)
            .Enters("Alice", "A2").After(1).Enters("Bob", "B2").After(30).Enters("Alice", "B2").Look();
        Assert.Equal(Location.OtherRoom, seen.Where("Alice"));
        Assert.Equal(("A2", "B2"), (seen.RoomOf("Alice"), seen.RoomOf("Bob")));
    }

    [Fact]
    public void A_drop_a_visit_and_a_return_swap_nothing()
    {
        var story = Class.Enters("Alice", "A").Enters("Bob", "B").After(60).Leaves("Alice").After(20)
            .Enters("Bob", "A").After(20).Enters("Bob", "B").After(20).Joins("Alice").After(10).Enters("Alice", "A");
        var seen = story.Look();
        Assert.Equal(("A", "B"), (seen.RoomOf("Alice"), seen.RoomOf("Bob")));
        Assert.Equal(2, seen.Counts.InOwnRoom);
    }

    [Fact]
    public void In_groups_the_majority_holds()
    {
        var story = ClassStory.With("Alice,Bob,Charlie", "Diana,Ethan").MeetingStarts();
        foreach (var name in new[] { "Alice", "Bob", "Charlie", "Diana", "Ethan" }) story.Joins(name);
        var seen = story.After(60).Enters("Charlie", "R2").After(1).Enters("Alice", "R1").Enters("Bob", "R1").After(5)
            .Enters("Diana", "R2").Enters("Ethan", "R2").Look();
        Assert.Equal(("R1", "R2"), (seen.RoomOf("Alice"), seen.RoomOf("Diana")));
        Assert.Equal(Location.OtherRoom, seen.Where("Charlie"));
        Assert.Equal(4, seen.Counts.InOwnRoom);
    }

    [Fact]
    public void A_label_by_hand_beats_visits()
    {
        var seen = Class.Enters("Alice", "B").Labels("002", "B").Look();
        Assert.Equal(("B", BoundBy.Label), (seen.RoomOf("Bob"), seen.BreakoutRooms[1].BoundBy));
        Assert.Equal(Location.OtherRoom, seen.Where("Alice"));
        Assert.Null(seen.RoomOf("Alice"));
    }

    [Fact]
    public void Hosts_visit_every_room_and_vote_for_none()
    {
        var seen = Class.Joins("Dr. Sarah Johnson", "Sarah.Johnson@example.edu ").Enters("Dr. Sarah Johnson", "A").After(20).Look();
        Assert.All(seen.BreakoutRooms, r => Assert.Null(r.ZoomRoomId));
        Assert.Equal("A", Assert.Single(seen.UnboundRooms).ZoomRoomId);
        Assert.Equal(("host", Location.OtherRoom), (Assert.Single(seen.Hosts).Role, seen.Hosts[0].Location));
        Assert.Equal(0, seen.Counts.Unmatched);
    }

    [Fact]
    public void A_student_made_co_host_votes_as_before()
    {
        var seen = Class.BecomesCoHost("Alice").Enters("Alice", "B").Look();
        Assert.Equal(("B", Location.OwnRoom), (seen.RoomOf("Alice"), seen.Where("Alice")));
    }
}
