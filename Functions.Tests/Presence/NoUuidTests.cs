using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Room and waiting-room events without a participant uuid belong to whoever has the connection that they name.</summary>
public sealed class NoUuidTests
{
    private static ClassStory Class => ClassStory.With("Alice", "Bob").MeetingStarts();

    [Fact]
    public void Somebody_leaves_the_room_that_events_without_a_participant_uuid_told_of()
    {
        var story = Class.Joins("Alice", isUuidInMainOnly: true).After(60).Enters("Alice", "A").After(60);
        Assert.Equal((Location.OwnRoom, 1), (story.Look().Where("Alice"), story.Look().Student("Alice").Devices));
        story.GoesBackToMain("Alice").After(60);
        Assert.Equal(
            (Location.MainSession, 1, 0),
            (story.Look().Where("Alice"), story.Look().Student("Alice").Devices, story.Look().Counts.Unmatched));
        var alice = story.Attend(story.Events, story.Now).Students[0];
        Assert.Equal((60, 120, 0), (alice.OwnRoomSeconds, alice.MainSeconds, alice.Drops));
    }

    [Fact]
    public void They_are_joined_in_any_order()
    {
        var story = Class.Joins("Alice", isUuidInMainOnly: true).After(60).Enters("Alice", "A");
        foreach (var order in WhereaboutsTests.Permutations(story.Events))
            Assert.Equal(
                (Location.OwnRoom, 1),
                (story.Fold(order, story.Now + 60).Where("Alice"), story.Fold(order, story.Now + 60).Student("Alice").Devices));
    }

    [Fact]
    public void What_only_the_rooms_events_know_of_somebody_counts_for_them()
    {
        PlannedRoom[] rooms = [new("001", "Alice", [new("1", "Alice", "alice@example.edu")])];
        var story = ClassStory.Of(rooms, false, ClassStory.Start, 60, false).MeetingStarts().Joins("iPad", isUuidInMainOnly: true)
            .After(9).Enters("iPad", "A");
        var events = story.Events.Select(e => e.Kind == EventKind.JoinedRoom
            ? e with { Participant = e.Participant! with { Email = "alice@example.edu" } } : e);
        Assert.Equal(MatchedBy.Email, story.Fold(events, story.Now + 10).Student("Alice").MatchedBy);
    }

    [Fact]
    public void Somebody_put_back_into_the_waiting_room_waits_until_they_are_admitted()
    {
        var story = Class.Joins("Alice", isUuidInMainOnly: true).After(60).Leaves("Alice").EntersWaitingRoom("Alice").After(60);
        Assert.Equal((Location.WaitingRoom, 0), (story.Look().Where("Alice"), story.Look().Counts.Unmatched));
        Assert.Equal(Location.MainSession, story.Returns("Alice").Look().Where("Alice"));
    }

    [Fact]
    public void Without_any_uuid_everything_of_one_name_is_one_person()
    {
        var story = Class.Joins("Guest", hasUuid: false).After(60).Enters("Guest", "C").After(60).GoesBackToMain("Guest").After(60)
            .Leaves("Guest");
        Assert.Equal(Location.Left, Assert.Single(story.Look().Unmatched).Location);
        Assert.Equal(180, Assert.Single(story.Attend(story.Events, story.Now).Unmatched).PresentSeconds);
    }

    [Fact]
    public void A_left_without_a_participant_uuid_ends_the_connection_of_whoever_has_it()
    {
        var story = Class.Joins("Alice").After(60).Leaves("Alice");
        var events = story.Events.Select(e => e.Kind == EventKind.Left
            ? e with { Participant = e.Participant! with { Uuid = null } } : e).ToList();
        Assert.Equal(
            (Location.Left, 0),
            (story.Fold(events, story.Now + 10).Where("Alice"), story.Fold(events, story.Now + 10).Student("Alice").Devices));
        Assert.Equal(60, story.Attend(events, story.Now + 10).Students[0].PresentSeconds);
    }

    [Fact]
    public void What_belongs_to_nobody_who_was_seen_to_join_is_somebody_of_their_own()
    {
        var story = Class.Joins("Alice", isUuidInMainOnly: true).After(60).Enters("Alice", "A");
        var seen = story.Fold(story.Events.Where(e => e.Kind == EventKind.JoinedRoom), story.Now + 10);
        Assert.Equal((Location.OwnRoom, MatchedBy.Name), (seen.Where("Alice"), seen.Student("Alice").MatchedBy));
    }

    [Fact]
    public void A_connection_of_one_run_is_nobodys_in_another()
    {
        var story = Class.Joins("Alice", isUuidInMainOnly: true).After(60).Enters("Alice", "A");
        var events = story.Events.Select(e => e.Kind == EventKind.JoinedRoom
            ? e with { MeetingUuid = "run-2", Participant = e.Participant! with { Name = "Bob" } } : e);
        var seen = story.Fold(events, story.Now + 10);
        Assert.Equal((Location.Left, Location.OwnRoom), (seen.Where("Alice"), seen.Where("Bob")));
    }

    [Fact]
    public void Events_that_all_name_one_connection_join_nobody_with_another()
    {
        Participant Who(string? uuid, string name) => new(uuid, "16778240", null, null, null, name);
        MeetingEvent[] events =
        [
            new(EventKind.Joined, "run-1", ClassStory.Start, Participant: Who("a", "Alice")),
                new(EventKind.Joined, "run-1", ClassStory.Start, Participant: Who("b", "Bob")),
            new(EventKind.EnteredWaitingRoom, "run-1", ClassStory.Start, Participant: Who(null, "Zoe")),
        ];
        var seen = Class.Fold(events, ClassStory.Start + 10);
        Assert.Equal((2, "Zoe"), (seen.Counts.InMain, Assert.Single(seen.Unmatched).Name));
    }
}
