using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Names that change, and names that stand beside another e-mail address.</summary>
public sealed class RenameTests
{
    private static ClassStory Class => ClassStory.With("Alice Anderson", "Bob Brown").MeetingStarts();

    private static readonly PlannedRoom[] Planned =
    [
        new("001", "Alice", [new("1", "Alice Anderson", "alice@example.edu")]),
        new("002", "Bob", [new("2", "Bob Brown", "bob@example.edu")]),
    ];

    private static ClassStory WithEmails => ClassStory.Of(Planned, false, ClassStory.Start, 60, false).MeetingStarts();

    private static ReportedStay Reported(string name, long from, long to) =>
        new("run-1", new(null, null, null, null, null, name), ClassStory.Start + from, ClassStory.Start + to);

    [Fact]
    public void Somebody_who_came_as_iPhone_and_takes_on_a_students_name_is_that_student()
    {
        var story = Class.Joins("iPhone").After(20).Renames("iPhone", "alice  ANDERSON").Enters("iPhone", "A").After(60);
        var seen = story.Look();
        Assert.Equal((Location.OwnRoom, MatchedBy.Name, 0), (seen.Where("Alice Anderson"), seen.Student("Alice Anderson").MatchedBy,
            seen.Counts.Unmatched));
        Assert.Equal(80, story.Attend(story.Events, story.Now).Students[0].PresentSeconds);
    }

    [Fact]
    public void They_stay_who_they_are_under_the_next_name()
    {
        var story = Class.Joins("iPhone").After(20).Renames("iPhone", "Alice Anderson").Enters("iPhone", "A").After(20)
            .Renames("iPhone", "away").GoesBackToMain("iPhone");
        var away = story.Look().Student("Alice Anderson");
        Assert.Equal((Location.MainSession, "away"), (away.Location, away.DisplayName));

        // The latest name that is a student's counts.
        var seen = story.After(9).Renames("iPhone", "Bob Brown").Enters("iPhone", "B").Look();
        Assert.Equal((Location.Absent, Location.OwnRoom), (seen.Where("Alice Anderson"), seen.Where("Bob Brown")));
    }

    [Fact]
    public void The_name_that_somebody_came_with_holds_if_it_is_a_students_or_the_professors()
    {
        var story = Class.Joins("Alice Anderson").Joins("Dr. Sarah Johnson").After(20).Renames("Alice Anderson", "Bob Brown")
            .Renames("Dr. Sarah Johnson", "Bob Brown")
            .Enters("Alice Anderson", "A").Enters("Dr. Sarah Johnson", "A");
        var seen = story.Look();
        Assert.Equal((Location.OwnRoom, Location.Absent, 1), (seen.Where("Alice Anderson"), seen.Where("Bob Brown"), seen.Hosts.Count));
    }

    [Fact]
    public void A_name_that_two_students_share_is_not_made_up_for_by_a_later_one()
    {
        var story = ClassStory.With("Kim", "KIM", "Bob").MeetingStarts().Joins("Kim").After(20).Renames("Kim", "Bob").Enters("Kim", "A");
        Assert.Equal((1, Location.Absent), (story.Look().Counts.Unmatched, story.Look().Where("Bob")));
    }

    [Fact]
    public void Eight_names_are_kept_each_once_with_its_last_second()
    {
        var heard = Enumerable.Range(0, 40).Select(i => PersonState.From(new(
            EventKind.Joined, "run", 1_790_000_000 + i,
            Participant: new("p", $"{i}", null, null, null, i < 30 ? $"name {i % 12}" : "name 3")))).ToList();
        var state = heard.Aggregate(PersonState.Merge);
        Assert.Equal(state, heard.AsEnumerable().Reverse().Aggregate(PersonState.Merge));
        Assert.Equal(["name 11", "name 0", "name 1", "name 2", "name 4", "name 5", "name 3"], state.Names.TakeLast(7).Select(n => n.Value));
        Assert.Equal((8, 1_790_000_039, "name 0"), (state.Names.Count, state.Name!.Value.At, state.EarliestName!.Value.Value));
    }

    [Theory]
    [InlineData("Rita R. (Alice Anderson)"), InlineData("Alice Anderson (iPhone)"), InlineData("R (she/her) (Alice Anderson)"),
        InlineData("Alice Anderson")]
    public void A_report_row_new_and_original_matches_by_either(string name)
    {
        var attendance = Class.Attend([], ClassStory.Start + 900, reported: [Reported(name, 0, 60)]);
        Assert.Equal((60, 0), (attendance.Students[0].PresentSeconds, attendance.Unmatched.Count));
    }

    [Fact]
    public void A_report_row_of_somebody_who_was_seen_counts_for_them()
    {
        var story = Class.Joins("Alice Anderson").Joins("Rita Rename").After(60).Renames("Alice Anderson", "Bob Brown")
            .Renames("Rita Rename", "Rita R.")
            .Enters("Alice Anderson", "A").Enters("Rita Rename", "C").MeetingEnds();
        var attendance = story.Attend(story.Events, story.Now, reported: [Reported("Bob Brown (Alice Anderson)", -30, 60),
            Reported("Rita R. (Rita Rename)", -10, 60)]);
        Assert.Equal([90, 0], attendance.Students.Select(s => s.PresentSeconds));
        Assert.Equal(("Rita R.", 70), (Assert.Single(attendance.Unmatched).Name, attendance.Unmatched[0].PresentSeconds));
    }

    [Fact]
    public void A_name_in_brackets_is_no_other_name_in_the_meeting() =>
        Assert.Equal(1, Class.Joins("Bob (Alice Anderson)").Look().Counts.Unmatched);

    [Fact]
    public void A_match_by_name_under_another_email_is_kept_and_said()
    {
        var story = WithEmails.Joins("Alice Anderson", email: "private@example.org").Joins("Bob Brown").After(60);
        var seen = story.Look();
        var alice = seen.Student("Alice Anderson");
        Assert.Equal((true, MatchedBy.Name, Location.MainSession), (alice.EmailDiffers, alice.MatchedBy, alice.Location));
        Assert.Equal((false, MatchedBy.Name), (seen.Student("Bob Brown").EmailDiffers, seen.Student("Bob Brown").MatchedBy));
        var warning = Assert.Single(seen.Warnings, w => w.Code == "email_differs");
        Assert.Contains("Alice Anderson", warning.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("@", warning.Detail, StringComparison.Ordinal);
        Assert.Equal([true, false], story.Attend(story.Events, story.Now).Students.Select(s => s.EmailDiffers));
    }

    [Fact]
    public void It_is_also_said_after_the_class()
    {
        var story = WithEmails.Joins("Alice Anderson", email: "private@example.org").After(60).MeetingEnds();
        Assert.Equal(["email_differs"], story.Fold(story.Events, story.Now + 9, DateTimeOffset.FromUnixTimeSeconds(story.Now))
            .Warnings.Select(w => w.Code));
    }

    [Fact]
    public void The_same_email_in_another_case_does_not_differ() =>
        Assert.False(WithEmails.Joins("Alice Anderson", email: " ALICE@example.edu").Look().Student("Alice Anderson").EmailDiffers);

    [Fact]
    public void Somebody_with_stronger_evidence_takes_the_place()
    {
        var seen = WithEmails.Joins("Alice Anderson", email: "private@example.org").After(5)
            .Joins("iPad", email: "alice@example.edu").Look();
        var alice = seen.Student("Alice Anderson");
        Assert.Equal((MatchedBy.Email, "iPad", 1, false), (alice.MatchedBy, alice.DisplayName, alice.Devices, alice.EmailDiffers));
        Assert.Equal("Alice Anderson", Assert.Single(seen.Unmatched).Name);
    }

    [Fact]
    public void A_second_device_that_is_known_by_name_alone_stays_beside_stronger_evidence() =>
        Assert.Equal(2, WithEmails.Joins("iPad", email: "alice@example.edu").Joins("Alice Anderson").Look()
            .Student("Alice Anderson").Devices);

    [Fact]
    public void Not_them_by_hand_holds_and_follows_the_account()
    {
        var story = WithEmails.Joins("Alice Anderson", email: "private@example.org").MatchedByHand("Alice Anderson", Person.Nobody)
            .After(30).Leaves("Alice Anderson").After(30);
        Assert.Equal((Location.Absent, 1), (story.Look().Where("Alice Anderson"), story.Look().Counts.Unmatched));
        var again = story.Joins("Alice Anderson", email: "private@example.org").Look();
        Assert.Equal((Location.Absent, 2), (again.Where("Alice Anderson"), again.Counts.Unmatched));
    }
}
