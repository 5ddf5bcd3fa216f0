using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Late, left early and the counted seconds are of the class alone, not of a try before it or a run after it.</summary>
public sealed class ClassTimeTests
{
    private static (long Start, long End) TimeOf(Attendance a) =>
        (a.ClassStart.ToUnixTimeSeconds() - ClassStory.Start, a.ClassEnd.ToUnixTimeSeconds() - ClassStory.Start);

    private static (long Late, long Early, long? Counted) Alice(Attendance a) =>
        (a.Students[0].LateSeconds, a.Students[0].LeftEarlySeconds, a.Students[0].CountedSeconds);

    [Fact]
    public void A_run_after_the_class_changes_nobodys_left_early_seconds()
    {
        var story = ClassStory.With("Alice").PlannedFor(0, minutes: 10).MeetingStarts().Joins("Alice").After(598).Leaves("Alice")
            .After(2).MeetingEnds();
        var before = story.Attend(story.Events, story.Now);
        story.After(60).MeetingStarts("run-2").After(54).Joins("Bob").After(30).MeetingEnds();
        var after = story.Attend(story.Events, story.Now);
        Assert.Equal((0, 2, 598), Alice(before));
        Assert.Equal((Alice(before), TimeOf(before)), (Alice(after), TimeOf(after)));
    }

    [Fact]
    public void Somebody_who_left_the_class_early_and_came_to_the_run_after_it_left_early()
    {
        var story = ClassStory.With("Alice").PlannedFor(0, minutes: 10).MeetingStarts().Joins("Alice").After(400).Leaves("Alice")
            .After(200).MeetingEnds()
            .After(60).MeetingStarts("run-2").Joins("Alice").After(60).MeetingEnds();
        Assert.Equal((0, 200, 400), Alice(story.Attend(story.Events, story.Now)));
    }

    [Fact]
    public void A_try_before_the_class_makes_nobody_punctual_and_nobody_early()
    {
        var story = ClassStory.With("Alice").PlannedFor(1_200, minutes: 10).MeetingStarts().Joins("Alice").After(60).MeetingEnds()
            .After(1_140).MeetingStarts("run-2").After(90).Joins("Alice").After(510).MeetingEnds();
        var attendance = story.Attend(story.Events, story.Now);
        Assert.Equal(((1_200, 1_800), (90, 0, 510)), (TimeOf(attendance), Alice(attendance)));
        Assert.Equal(570, attendance.Students[0].PresentSeconds);
    }

    [Fact]
    public void Somebody_who_only_came_to_a_try_is_neither_late_nor_early()
    {
        var story = ClassStory.With("Alice").PlannedFor(1_200, minutes: 10).MeetingStarts().Joins("Alice").After(60).MeetingEnds();
        Assert.Equal((0, 0, 0), Alice(story.Attend(story.Events, story.Now)));
        story.After(1_140).MeetingStarts("run-2").After(600).MeetingEnds();
        Assert.Equal((0, 0, 0), Alice(story.Attend(story.Events, story.Now)));
    }

    [Fact]
    public void A_user_who_ends_the_class_early_ends_it_for_everybody_also_when_a_run_follows_within_the_planned_time()
    {
        var story = ClassStory.With("Alice").PlannedFor(0, isEndedByUser: true).MeetingStarts().Joins("Alice").After(898)
            .Leaves("Alice").After(2).MeetingEnds();
        var ended = DateTimeOffset.FromUnixTimeSeconds(story.Now);
        story.After(300).MeetingStarts("run-2").After(114).MeetingEnds();
        var attendance = story.Attend(story.Events, story.Now, ended);
        Assert.Equal(((0, 900), (0, 2, 898)), (TimeOf(attendance), Alice(attendance)));
    }

    [Fact]
    public void An_end_that_no_user_wanted_leaves_the_class_to_the_run_that_follows()
    {
        var story = ClassStory.With("Alice").MeetingStarts().Joins("Alice").After(900).MeetingEnds().After(120)
            .MeetingStarts("run-2").Joins("Alice").After(900).MeetingEnds();
        var attendance = story.Attend(story.Events, story.Now, DateTimeOffset.FromUnixTimeSeconds(ClassStory.Start + 900));
        Assert.Equal(((0, 1_920), (0, 0, 1_800)), (TimeOf(attendance), Alice(attendance)));
    }

    [Fact]
    public void Being_there_before_the_planned_start_does_not_count_and_does_not_harm()
    {
        var story = ClassStory.With("Alice", "Bob").PlannedFor(600).MeetingStarts().Joins("Alice").Joins("Bob").After(100)
            .Leaves("Bob").After(620).Returns("Bob").After(80);
        var attendance = story.Attend(story.Events, story.Now);
        Assert.Equal(((600, 800), (0, 0, 200)), (TimeOf(attendance), Alice(attendance)));
        Assert.Equal((120, 80), (attendance.Students[1].LateSeconds, attendance.Students[1].CountedSeconds));
    }

    [Fact]
    public void A_class_that_has_not_begun_is_as_planned()
    {
        var story = ClassStory.With("Alice").PlannedFor(3_600, minutes: 10);
        Assert.Equal((3_600, 4_200), TimeOf(story.Attend([], story.Now)));
        Assert.Equal((0, 0, 0), Alice(story.Attend([], story.Now)));
    }

    [Fact]
    public void Somebody_of_whom_only_a_leave_was_seen_is_said_to_have_been_there()
    {
        var story = ClassStory.With("Alice", "Bob").PlannedFor(0, minutes: 10).MeetingStarts().Joins("Alice").After(400)
            .Leaves("Alice").After(200).MeetingEnds();
        var attendance = story.Attend(story.Events.Where(e => e.Kind != EventKind.Joined), story.Now);
        var alice = attendance.Students[0];
        Assert.Equal((null, ClassStory.Start + 400, true), (alice.FirstJoin, alice.LastLeave?.ToUnixTimeSeconds(), alice.JoinUnseen));
        Assert.Equal((0, 0, 200), (alice.PresentSeconds, alice.LateSeconds, alice.LeftEarlySeconds));
        Assert.Equal((false, null), (attendance.Students[1].JoinUnseen, attendance.Students[1].LastLeave));
    }

    [Fact]
    public void A_guest_or_somebody_who_left_a_room_is_no_silent_zero_either()
    {
        var story = ClassStory.With("Alice").MeetingStarts().Joins("Alice").Joins("Guest").After(60).Enters("Alice", "A").After(60)
            .GoesBackToMain("Alice").Leaves("Guest").After(60);
        var attendance = story.Attend(story.Events.Where(e => e.Kind == EventKind.LeftRoom || e.Participant?.Name == "Guest"
            && e.Kind == EventKind.Left), story.Now);
        Assert.All([attendance.Students[0], Assert.Single(attendance.Unmatched)], a =>
            Assert.Equal((true, ClassStory.Start + 120), (a.JoinUnseen, a.LastLeave?.ToUnixTimeSeconds())));
    }

    [Fact]
    public void What_the_report_knows_of_them_counts_as_ever()
    {
        var story = ClassStory.With("Alice").MeetingStarts().Joins("Alice").After(400).Leaves("Alice").After(200).MeetingEnds();
        var alice = story.Attend(
            story.Events.Where(e => e.Kind != EventKind.Joined), story.Now,
            reported: [new("run-1", new(null, null, null, null, null, "Alice"), ClassStory.Start + 100, ClassStory.Start + 400)]).Students[0];
        Assert.Equal((false, 300, ClassStory.Start + 100), (alice.JoinUnseen, alice.PresentSeconds, alice.FirstJoin?.ToUnixTimeSeconds()));
    }
}
