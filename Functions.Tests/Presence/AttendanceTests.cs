using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>What counts in attendance, each rule once; random classes are in <see cref="RandomClassTests"/>.</summary>
public sealed class AttendanceTests
{
    private static ClassStory Class => ClassStory.With("Alice", "Bob").MeetingStarts();

    private static Attendee Alice(ClassStory story, int after = 0) => story.Attend(story.Events, story.Now + after).Students[0];

    [Fact]
    public void Present_time_is_own_room_other_rooms_and_main_session_together()
    {
        var story = Class.Joins("Alice").Joins("Bob").After(60).Enters("Alice", "A").Enters("Bob", "B").After(100).Enters("Alice", "B").After(30).GoesBackToMain("Alice").After(10);
        var alice = Alice(story);
        Assert.Equal((200, 100, 30, 70), (alice.PresentSeconds, alice.OwnRoomSeconds, alice.OtherRoomSeconds, alice.MainSeconds));
        Assert.Equal([Location.MainSession, Location.OwnRoom, Location.OtherRoom, Location.MainSession], alice.Intervals.Select(i => i.Place));
    }

    [Theory, InlineData(4, 0), InlineData(5, 1)]
    public void A_drop_is_an_absence_of_five_seconds_or_more(int seconds, int drops) =>
        Assert.Equal(drops, Alice(Class.Joins("Alice").After(60).Leaves("Alice").After(seconds).Returns("Alice").After(60)).Drops);

    [Fact]
    public void Late_and_left_early_are_measured_against_plan_and_run()
    {
        var story = Class.After(90).Joins("Alice").After(600).Leaves("Alice").After(300).MeetingEnds();
        var alice = Alice(story);
        Assert.Equal((90, 300), (alice.LateSeconds, alice.LeftEarlySeconds));
    }

    [Fact]
    public void Two_devices_at_once_count_each_second_once_in_the_better_place()
    {
        var story = Class.Joins("Alice").After(60).Enters("Alice", "A").Joins("Alice").After(40);
        Assert.Equal((100, 40, 60), Alice(story) is var alice ? (alice.PresentSeconds, alice.OwnRoomSeconds, alice.MainSeconds) : default);
    }

    [Fact]
    public void Who_is_put_into_the_waiting_room_is_not_present_even_if_no_leave_is_told()
    {
        var story = Class.Joins("Alice").After(60).EntersWaitingRoom("Alice").After(100);
        Assert.Equal(60, Alice(story).PresentSeconds);
        Assert.Equal(90, Alice(story.Returns("Alice").After(30)).PresentSeconds);
    }

    [Fact]
    public void Zooms_report_fills_what_was_lost_and_shortens_nothing_that_was_seen()
    {
        var story = Class.Joins("Alice").After(60).Leaves("Alice").After(60).Returns("Alice").After(200).MeetingEnds();
        var start = ClassStory.Start;
        ReportedStay Reported(long from, long to, string name = "Alice") => new("run-1", new(null, null, null, null, null, name), start + from, start + to);
        var seen = story.Attend(story.Events, story.Now);
        Assert.Equal((260, false), (seen.Students[0].PresentSeconds, seen.Students[0].RoomsIncomplete));

        // Not one row for Alice: nothing is erased. A stranger: shown as one.
        Assert.Equal(260, story.Attend(story.Events, story.Now, reported: []).Students[0].PresentSeconds);
        var stranger = Assert.Single(story.Attend(story.Events, story.Now, reported: [Reported(0, 50, "Zoë")]).Unmatched);
        Assert.Equal(("Zoë", 50, true), (stranger.Name, stranger.PresentSeconds, stranger.RoomsIncomplete));

        // The first stay was seen from its beginning to its end; the second has an end that nobody saw.
        var alice = story.Attend(story.Events, story.Now, reported: [Reported(0, 30), Reported(120, 250)]).Students[0];
        Assert.Equal((60 + 130, true), (alice.PresentSeconds, alice.RoomsIncomplete));
        // And a time that no event told of.
        Assert.Equal(60 + 130 + 20, story.Attend(story.Events, story.Now, reported: [Reported(80, 100), Reported(120, 250)]).Students[0].PresentSeconds);
    }
}
