using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>What a professor is warned of while the class runs, and when it stops.</summary>
public sealed class ConcernsTests
{
    private static ClassStory Class => ClassStory.With("Alice", "Bob").MeetingStarts();

    private static IEnumerable<string> Codes(ClassStory story, int after = 0) => story.Look(after).Warnings.Select(w => w.Code);

    private static IEnumerable<string> Codes(SessionFacts facts, int minute, params IReadOnlyList<Run> runs) => SnapshotBuilder
        .Build(facts, ClassStory.With("Alice").Plan, [], runs, DateTimeOffset.FromUnixTimeSeconds(ClassStory.Start + (60 * minute))).Warnings.Select(w => w.Code);

    [Fact]
    public void Rooms_that_are_not_open_after_five_minutes_with_students_in_the_main_session()
    {
        var story = Class.Joins("Dr. Sarah Johnson", zoomUserId: "host-id").Joins("Alice");
        Assert.Empty(Codes(story, 299));
        Assert.Equal(["rooms_not_opened"], Codes(story, 300));
        Assert.Empty(Codes(story.After(300).Enters("Alice", "A").After(1)));
        Assert.Empty(Codes(story.After(60).GoesBackToMain("Alice").After(600)));
    }

    [Fact]
    public void A_meeting_that_is_started_again_needs_its_rooms_opened_again()
    {
        var story = Class.Joins("Dr. Sarah Johnson", zoomUserId: "host-id").Joins("Alice").After(9).Enters("Alice", "A").After(60).MeetingEnds().After(60)
            .MeetingStarts("run-2").Joins("Dr. Sarah Johnson", zoomUserId: "host-id").Joins("Alice");
        Assert.Equal(["rooms_not_opened"], Codes(story, 300));
    }

    [Fact]
    public void Somebody_who_has_been_in_a_wrong_room_for_five_minutes()
    {
        var story = Class.Joins("Dr. Sarah Johnson", zoomUserId: "host-id").Joins("Alice").Joins("Bob").Enters("Alice", "A").Enters("Bob", "B").After(60).Enters("Alice", "B");
        Assert.Empty(Codes(story, 299));
        Assert.Equal(["wrong_room"], Codes(story, 300));
        Assert.StartsWith("A student has", story.Look(300).Warnings[0].Detail, StringComparison.Ordinal);
        Assert.Empty(Codes(story.After(400).Enters("Alice", "A"), 1));
    }

    [Fact]
    public void People_without_a_host_for_two_minutes()
    {
        Assert.Empty(Codes(Class, 600));
        var waiting = Class.EntersWaitingRoom("Alice");
        Assert.Empty(Codes(waiting, 119));
        Assert.Equal(["host_absent"], Codes(waiting, 120));
        var hosted = Class.Joins("Dr. Sarah Johnson", zoomUserId: "host-id").Joins("Alice").After(1_000).Enters("Alice", "A");
        Assert.Empty(Codes(hosted, 90));
        hosted.After(100).Leaves("Dr. Sarah Johnson");
        Assert.Empty(Codes(hosted, 119));
        Assert.Equal(["host_absent"], Codes(hosted, 120));
        Assert.Empty(Codes(hosted.After(200).Returns("Dr. Sarah Johnson"), 0));
    }

    [Fact]
    public void A_meeting_that_its_plan_will_soon_end()
    {
        var facts = ClassStory.With("Alice").Facts(null) with { MeetingLimit = 40 };
        Run run = new("u", ClassStory.Start, null);
        Assert.Equal(["plan_limit"], Codes(facts, 0));
        Assert.Empty(Codes(facts with { Duration = 40 }, 0));
        Assert.Empty(Codes(facts, 29, run));
        Assert.Equal(["plan_limit"], Codes(facts, 30, run));
        Assert.Empty(Codes(facts, 30, run with { End = ClassStory.Start + 60 }));
        Assert.Empty(Codes(facts with { MeetingLimit = null }, 30, run));
    }

    [Fact]
    public void A_meeting_that_runs_without_a_word_from_its_webhooks()
    {
        var facts = ClassStory.With("Alice")
            .Facts(null) with { SeenRunningAt = DateTimeOffset.FromUnixTimeSeconds(ClassStory.Start + 300) };
        Assert.Equal(["no_webhooks"], Codes(facts, 6));
        Assert.Empty(Codes(facts with { SeenRunningAt = null }, 6));

        // A word came later.
        Assert.Empty(Codes(facts, 6, new Run("u", ClassStory.Start + 301, null)));
        Assert.Equal(["no_webhooks"], Codes(facts, 6, new Run("u", ClassStory.Start, ClassStory.Start + 60)));
    }

    [Fact]
    public void A_session_that_is_over_needs_nothing()
    {
        var story = Class.Joins("Alice");
        Assert.Empty(story.Fold(story.Events, story.Now + 900, DateTimeOffset.FromUnixTimeSeconds(story.Now + 600)).Warnings);
        var over = ClassStory.With("Alice").Facts(DateTimeOffset.FromUnixTimeSeconds(ClassStory.Start));
        Assert.Empty(Codes(over with { MeetingLimit = 40, SeenRunningAt = DateTimeOffset.FromUnixTimeSeconds(ClassStory.Start + 9) }, 6));
    }
}
