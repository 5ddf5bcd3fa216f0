using Functions.Presence;

namespace Functions.Tests.Presence;

public sealed class MatchingTests
{
    private static ClassStory Class => ClassStory.With("Alice Anderson", "Bob Brown").MeetingStarts();

    [Theory, InlineData("alice  ANDERSON"), InlineData(" Álice Andérson "), InlineData("Alice\u00a0Anderson")]
    public void Case_accents_and_spaces_do_not_count(string name) =>
        Assert.Equal(MatchedBy.Name, Class.Joins(name).Look().Student("Alice Anderson").MatchedBy);

    [Theory]
    [InlineData("O'Brien", "O’Brien")]
    [InlineData("Anne-Marie", "Anne\u2011Marie")]
    [InlineData("Anne-Marie", "anne marie")]
    [InlineData("Łukasz", "Lukasz")]
    [InlineData("Strauß", "STRAUSS")]
    [InlineData("Χρήστος", "ΧΡΗΣΤΟΣ")]
    [InlineData("Þórður", "Thordur")]
    [InlineData("Işıl", "ISIL")]
    [InlineData("Bob\u200B Brown", "Bob Brown")]
    public void A_name_that_people_take_for_the_same_matches(string planned, string joined)
    {
        foreach (var (here, there) in new[] { (planned, joined), (joined, planned) })
            Assert.Equal(MatchedBy.Name, ClassStory.With(here, "Cy").MeetingStarts().Joins(there).Look().Student(here).MatchedBy);
    }

    [Theory, InlineData("bob@example.edu\u200B"), InlineData("\uFEFFBOB@example.edu "), InlineData("bob\u00AD@exam\u2060ple.edu")]
    public void Invisible_characters_in_an_address_do_not_count(string email)
    {
        foreach (var (here, there) in new[] { ("bob@example.edu", email), (email, "bob@example.edu") })
        {
            var plan = new ClassPlan([new("001", "Bob", [new("1", "Bob", here)])], new(null, null, null));
            var person = Whoever("Tablet", there);
            Assert.Equal(new StudentMatch("1", MatchedBy.Email), new PeopleMatcher(plan, [person]).StudentOf(person));
        }
    }

    private static Person Whoever(string name, string? email) =>
        new("p1", "run-1", PersonState.From(new(EventKind.Joined, "run-1", 10, Participant: new("p1", "1", null, null, email, name))));

    [Fact]
    public void The_name_given_goes_before_the_one_that_the_roster_has()
    {
        PlannedStudent[] students = [new("1", "Bob", RosterName: "Robert Brown"), new("2", "Rob", RosterName: "Bob")];
        var plan = new ClassPlan([new("001", "Room 1", students)], new(null, null, null));
        Assert.Equal(("1", "1", "2"), (StudentWho("Bob"), StudentWho("robert brown"), StudentWho("Rob")));

        string? StudentWho(string name)
        {
            var person = Whoever(name, email: null);
            return new PeopleMatcher(plan, [person]).StudentOf(person)?.StudentId;
        }
    }

    [Fact]
    public void A_later_rename_changes_only_the_display_name()
    {
        var alice = Class.Joins("Alice Anderson").After(20).Renames("Alice Anderson", "Bob Brown").Enters("Alice Anderson", "A").Look().Student("Alice Anderson");
        Assert.Equal((Location.OwnRoom, "Bob Brown"), (alice.Location, alice.DisplayName));
    }

    [Fact]
    public void A_name_that_two_students_share_is_nobody()
    {
        var seen = ClassStory.With("Kim", "KIM").MeetingStarts().Joins("Kim").Look();
        Assert.Equal((1, 2), (seen.Counts.Unmatched, seen.Counts.Absent));
    }

    [Fact]
    public void By_hand_beats_every_other_way_and_follows_the_account_after_a_drop()
    {
        var story = Class.Joins("iPhone", zoomUserId: "z1").MatchedByHand("iPhone", "2").After(30).Leaves("iPhone").After(10);
        Assert.Equal(MatchedBy.Hand, story.Look().Student("Bob Brown").MatchedBy);
        Assert.Equal(Location.MainSession, story.Joins("iPhone", zoomUserId: "z1").Look().Where("Bob Brown"));
    }

    [Fact]
    public void A_registrant_recognised_by_email_once_is_recognised_without_it()
    {
        var plan = new ClassPlan([new("001", "Alice", [new("1", "Alice", "alice@example.edu")])], new(null, null, null));
        Person Who(string uuid, string? email, long at) => new(uuid, "run-1", PersonState.From(
            new(EventKind.Joined, "run-1", at, Participant: new(uuid, "1", "reg-7", null, email, "Tablet"))));
        var people = new[] { Who("p1", " ALICE@example.edu", 10), Who("p2", null, 20) };
        var matcher = new PeopleMatcher(plan, people);
        Assert.Equal([new("1", MatchedBy.Registrant), new("1", MatchedBy.Registrant)], people.Select(p => matcher.StudentOf(p)!.Value));
    }

    [Fact]
    public void A_guest_is_shown_as_unmatched()
    {
        var seen = Class.Joins("Somebody Else").Look();
        Assert.Equal(("Somebody Else", Location.MainSession), (Assert.Single(seen.Unmatched).Name, seen.Unmatched[0].Location));
        Assert.Equal(1, seen.Counts.Unmatched);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_name_does_no_harm() => Assert.Equal("a�", Names.Fold("A\uD83D"));
}
