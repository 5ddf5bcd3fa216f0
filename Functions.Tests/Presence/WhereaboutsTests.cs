using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Where somebody is, from the events that Zoom sends and those it does not send.</summary>
public sealed class WhereaboutsTests
{
    private static ClassStory Class => ClassStory.With("Alice", "Bob").MeetingStarts();

    [Fact]
    public void Nobody_was_seen_yet()
    {
        var seen = ClassStory.With("Alice", "Bob").Look();
        Assert.Equal((MeetingStatus.Waiting, 2, 0), (seen.MeetingStatus, seen.Counts.Absent, seen.Counts.Present));
        Assert.Null(seen.MeetingStartedAt);
    }

    [Fact]
    public void From_the_waiting_room_through_the_main_session_into_the_own_room()
    {
        var story = Class.EntersWaitingRoom("Alice");
        Assert.Equal(Location.WaitingRoom, story.Look().Where("Alice"));
        Assert.Equal(Location.MainSession, story.After(30).Returns("Alice").Look().Where("Alice"));
        Assert.Equal(Location.OwnRoom, story.After(30).Enters("Alice", "A").Look().Where("Alice"));
        Assert.Equal(Location.MainSession, story.After(30).GoesBackToMain("Alice").Look().Where("Alice"));
    }

    [Fact]
    public void Who_waited_under_one_id_and_came_in_under_another_waits_no_more_even_after_leaving()
    {
        var story = Class.EntersWaitingRoom("Alice").After(30).Joins("Alice").After(60).Leaves("Alice");
        Assert.Equal(Location.Left, story.Look().Where("Alice"));
    }

    [Fact]
    public void A_run_whose_end_was_lost_is_over_by_the_end_of_a_later_run_whose_start_was_lost()
    {
        var story = Class.Joins("Alice");
        var seen = story.Fold([.. story.Events, new(EventKind.MeetingEnded, "run-2", story.Now + 600)], story.Now + 700);
        Assert.Equal((MeetingStatus.Ended, Location.Left, 0), (seen.MeetingStatus, seen.Where("Alice"), seen.Counts.Present));
    }

    [Fact]
    public void A_leave_counts_only_five_seconds_after_its_time()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A").After(60).Leaves("Alice");
        var before = story.Look(after: 4);
        Assert.Equal(Location.OwnRoom, before.Where("Alice"));
        Assert.Equal(story.Now + 5, before.SettlesAt?.ToUnixTimeSeconds());
        var then = story.Look(after: 5);
        Assert.Equal((Location.Left, story.Now), (then.Where("Alice"), then.Student("Alice").Since!.Value.ToUnixTimeSeconds()));
        Assert.Null(then.SettlesAt);
    }

    [Fact]
    public void A_room_move_is_not_a_leave_even_when_its_events_come_the_wrong_way_round()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A");
        foreach (var order in Permutations(story.Events))
            Assert.Equal(Location.OwnRoom, story.Fold(order, story.Now + 60).Where("Alice"));
    }

    [Fact]
    public void A_move_and_a_real_leave_in_one_second_are_a_leave()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A").After(20).GoesBackToMain("Alice").Leaves("Alice");
        Assert.Equal(Location.Left, story.Look().Where("Alice"));
    }

    [Fact]
    public void When_the_host_closes_all_rooms_everyone_is_back_although_no_room_was_left()
    {
        var story = Class.Joins("Alice").Joins("Bob").After(60).Enters("Alice", "A").Enters("Bob", "B").After(60).HostClosesAllRooms();
        Assert.Equal(2, story.Look().Counts.InMain);
    }

    [Fact]
    public void A_drop_from_inside_a_room_and_a_quick_return_end_in_the_main_session()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A").After(2).Leaves("Alice").After(2).Returns("Alice");
        Assert.Equal(Location.MainSession, story.Look().Where("Alice"));
    }

    [Fact]
    public void A_second_drop_soon_after_such_a_return_does_not_put_anybody_back_into_the_room()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A").After(2).Leaves("Alice").After(2).Returns("Alice").After(1).Leaves("Alice");
        Assert.Equal((Location.MainSession, story.Now - 1), Told(story.Look(after: 1)));
    }

    [Fact]
    public void A_room_move_of_which_the_rooms_event_was_lost_does_not_change_since_when_somebody_is_in_the_main_session()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A");
        Assert.Equal((Location.MainSession, ClassStory.Start), Told(story.Fold(story.Events.Where(e => e.Kind != EventKind.JoinedRoom), story.Now + 10)));
    }

    [Fact]
    public void Who_leaves_a_room_that_nobody_saw_them_return_to_is_in_the_main_session_since_then()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A").After(60).GoesBackToMain("Alice").After(60);
        var lost = story.Now;
        story.Enters("Alice", "A").After(60).GoesBackToMain("Alice");
        var received = story.Events.Where(e => e.Kind != EventKind.JoinedRoom || e.OccurredAt != lost);
        Assert.Equal((Location.MainSession, story.Now), Told(story.Fold(received, story.Now + 10)));
    }

    [Fact]
    public void A_leave_is_enough_to_know_that_the_meeting_was_started_again()
    {
        var story = Class.Joins("Alice").Joins("Bob").After(60).MeetingStarts("run-2").Joins("Alice").After(60).Leaves("Alice");
        var received = story.Events.Where(e => e.MeetingUuid == "run-1" || e.Kind == EventKind.Left);
        Assert.Equal(2, story.Fold(received, story.Now + 10).Counts.Left);
    }

    [Fact]
    public void A_log_that_begins_with_a_leave_means_somebody_who_left()
    {
        var story = Class.Joins("Alice").After(60).Leaves("Alice");
        Assert.Equal(Location.Left, story.Fold(story.Events.Skip(2), story.Now + 10).Where("Alice"));
    }

    [Fact]
    public void The_end_of_the_meeting_closes_every_stay_at_once()
    {
        var story = Class.Joins("Alice").Joins("Bob").After(60).Enters("Alice", "A").After(60).MeetingEnds();
        var seen = story.Look(after: 0);
        Assert.Equal((MeetingStatus.Ended, 2), (seen.MeetingStatus, seen.Counts.Left));
        Assert.Equal(story.Now, seen.Student("Alice").Since!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public void A_meeting_started_again_is_a_new_run_and_an_old_end_does_not_close_it()
    {
        var story = Class.Joins("Alice").After(60).MeetingEnds().After(60).MeetingStarts("run-2").Joins("Alice");
        foreach (var order in Permutations(story.Events))
            Assert.Equal((MeetingStatus.Started, Location.MainSession), (story.Fold(order, story.Now + 10).MeetingStatus, story.Fold(order, story.Now + 10).Where("Alice")));
    }

    [Fact]
    public void Two_devices_are_one_student_where_the_better_place_counts()
    {
        var story = Class.Joins("Alice").After(10).Enters("Alice", "A").Joins("Alice").After(30);
        var alice = story.Look().Student("Alice");
        Assert.Equal((Location.OwnRoom, 2), (alice.Location, alice.Devices));
    }

    [Fact]
    public void A_completed_session_has_nobody_in_it_even_if_the_end_of_the_meeting_was_lost()
    {
        var story = Class.Joins("Alice").After(60);
        var seen = story.Fold(story.Events, story.Now + 10, DateTimeOffset.FromUnixTimeSeconds(story.Now));
        Assert.Equal((MeetingStatus.Ended, Location.Left), (seen.MeetingStatus, seen.Where("Alice")));
    }

    private static (Location, long) Told(Snapshot seen) => (seen.Where("Alice"), seen.Student("Alice").Since!.Value.ToUnixTimeSeconds());

    internal static IEnumerable<IReadOnlyList<MeetingEvent>> Permutations(IReadOnlyList<MeetingEvent> events)
    {
        if (events.Count <= 1) return [events];
        return events.SelectMany((first, i) => Permutations([.. events.Where((_, j) => j != i)]).Select(rest => (IReadOnlyList<MeetingEvent>)[first, .. rest]));
    }
}
