using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Each user_id is a connection: a leave ends the one that it names, whenever it comes.</summary>
public sealed class ConnectionTests
{
    private static ClassStory Class => ClassStory.With("Alice", "Bob").MeetingStarts();

    private static (Location, long) Told(ClassStory story, int after = 10) =>
        (story.Look(after).Where("Alice"), story.Attend(story.Events, story.Now + after).Students[0].PresentSeconds);

    [Fact]
    public void A_late_left_of_a_dropped_connection_ends_nobodys_presence()
    {
        var story = Class.Joins("Alice").After(400).ReturnsUnnoticed("Alice", noticedAfter: 32).After(500);
        foreach (var order in WhereaboutsTests.Permutations(story.Events))
            Assert.Equal(Location.MainSession, story.Fold(order, story.Now).Where("Alice"));
        story.MeetingEnds();
        Assert.Equal((Location.Left, 900), Told(story));
    }

    [Fact]
    public void A_late_left_ends_no_stay_in_a_room()
    {
        var story = Class.Joins("Alice").After(60).ReturnsUnnoticed("Alice", noticedAfter: 40).After(20).Enters("Alice", "A").After(60);
        Assert.Equal((Location.OwnRoom, 150), Told(story));
        Assert.Equal(70, story.Attend(story.Events, story.Now + 10).Students[0].OwnRoomSeconds);
    }

    [Fact]
    public void Somebody_who_left_did_so_when_their_own_connection_did_and_not_when_an_older_one_was_noticed()
    {
        var story = Class.Joins("Alice").After(60).ReturnsUnnoticed("Alice", noticedAfter: 90).After(40).Leaves("Alice").After(100);
        Assert.Equal((Location.Left, 100), Told(story));
        Assert.Equal(ClassStory.Start + 100, story.Look().Student("Alice").Since!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public void A_left_of_a_connection_that_was_never_seen_to_join_is_judged_by_its_time()
    {
        var story = Class.Joins("Alice").After(60).GoesBackToMainUnseen("Alice").After(60).Leaves("Alice").After(60);
        Assert.Equal((Location.Left, 120), Told(story));
        Assert.Equal((Location.MainSession, 130), Told(story.Returns("Alice")));
    }

    [Fact]
    public void Under_a_key_that_is_only_a_name_somebody_is_there_while_any_connection_is()
    {
        var story = Class.Joins("Alice", hasUuid: false).After(60);
        var second = story.Meets("Alice 2", new(null, null, null, null, null, "Alice"), hasUuid: false).Returns("Alice 2").After(60)
            .Leaves("Alice 2").After(60);
        Assert.Equal((Location.MainSession, 190), Told(second));
        Assert.Equal((Location.Left, 180), Told(second.Leaves("Alice")));
    }

    [Fact]
    public void Under_a_better_key_the_last_connection_decides()
    {
        var story = Class.Joins("Alice").After(60);
        story.Returns("Alice").After(60).Leaves("Alice").After(60);
        Assert.Equal((Location.Left, 120), Told(story));
    }

    [Fact]
    public void The_32_greatest_passages_are_kept_in_whatever_order_they_come()
    {
        var joins = Enumerable.Range(0, 50).Select(i => PersonState.From(
            new(EventKind.Joined, "run", 1_790_000_000 + (i / 3), Participant: new("p", $"{i % 7}", null, null, null, "A")))).ToList();
        var state = joins.Aggregate(PersonState.Merge);
        Assert.Equal(state, joins.AsEnumerable().Reverse().Aggregate(PersonState.Merge));
        Assert.Equal(
            joins.SelectMany(j => j.MainJoins).Distinct().OrderByDescending(p => p.At)
                .ThenByDescending(p => p.UserId, StringComparer.Ordinal).Take(32).Reverse(),
            state.MainJoins.Order());
    }
}
