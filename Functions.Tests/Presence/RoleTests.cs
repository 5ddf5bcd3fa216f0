using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>A student stays a student whatever role they are given in the meeting; only others are hosts by it.</summary>
public sealed class RoleTests
{
    private static ClassStory InOwnRooms => ClassStory.With("Alice", "Bob", "Chen").MeetingStarts()
        .Joins("Alice").Joins("Bob").Joins("Chen").After(60).Enters("Alice", "A").Enters("Bob", "B").Enters("Chen", "C").After(60);

    [Theory, InlineData("co-host"), InlineData("host")]
    public void Students_who_are_given_a_role_stay_in_their_own_rooms_and_count_as_before(string role)
    {
        var story = InOwnRooms.GetsRole("Alice", role).GetsRole("Bob", role).GetsRole("Chen", role).After(60);
        var seen = story.Look();
        Assert.Equal((3, 0, 3), (seen.Counts.InOwnRoom, seen.Counts.InOtherRoom,
            seen.BreakoutRooms.Count(r => r.BoundBy == BoundBy.Visits)));
        Assert.Empty(seen.Hosts);
        Assert.Equal(
            [(120L, 0L, 60L), (120L, 0L, 60L), (120L, 0L, 60L)],
            story.Attend(story.Events, story.Now).Students.Select(s => (s.OwnRoomSeconds, s.OtherRoomSeconds, s.MainSeconds)));
    }

    [Fact]
    public void The_role_is_shown_with_the_student_who_has_it()
    {
        var alice = Assert.Single(InOwnRooms.BecomesCoHost("Alice").Look().BreakoutRooms[0].Occupants);
        Assert.Equal(("co-host", "1"), (alice.Role, alice.StudentId));
    }

    [Fact]
    public void A_student_with_a_role_is_no_host_to_a_class_that_has_none() =>
        Assert.Contains("host_absent", InOwnRooms.GetsRole("Alice", "host").Look(after: 600).Warnings.Select(w => w.Code));

    [Fact]
    public void A_row_of_Zooms_report_counts_for_the_student_who_was_given_a_role()
    {
        var story = InOwnRooms.GetsRole("Alice", "host").MeetingEnds();
        var attendance = story.Attend(story.Events, story.Now,
            reported: [new("run-1", new(null, null, null, null, null, "Alice"), ClassStory.Start - 30, story.Now)]);
        Assert.Equal((150, 0), (attendance.Students[0].PresentSeconds, attendance.Unmatched.Count));
    }

    [Fact]
    public void A_co_host_who_is_no_student_is_a_host_and_tells_of_no_room()
    {
        var seen = InOwnRooms.Joins("Assistant").BecomesCoHost("Assistant").After(9).Enters("Assistant", "D").Look();
        Assert.Equal(("Assistant", "co-host", 0), (Assert.Single(seen.Hosts).Name, seen.Hosts[0].Role, seen.Counts.Unmatched));
        Assert.Equal("D", Assert.Single(seen.UnboundRooms).ZoomRoomId);
    }

    [Theory, InlineData("Dr. Sarah Johnson"), InlineData(" dr. sarah  JOHNSON ")]
    public void A_guest_with_exactly_the_professors_name_is_a_host(string name)
    {
        var seen = InOwnRooms.Joins(name).Look();
        Assert.Equal(("host", 0), (Assert.Single(seen.Hosts).Role, seen.Counts.Unmatched));
    }

    [Fact]
    public void The_professors_second_device_is_a_host_also_once_it_was_renamed()
    {
        var story = InOwnRooms.Joins("Dr. Sarah Johnson", zoomUserId: "host-id").Joins("iPad").After(9);
        Assert.Equal(1, story.Look().Counts.Unmatched);
        var seen = story.Renames("iPad", "Dr. Sarah Johnson").Enters("iPad", "A").Look();
        Assert.Equal((2, 0), (seen.Hosts.Count, seen.Counts.Unmatched));
    }

    [Fact]
    public void A_student_of_the_professors_name_or_who_takes_it_on_is_no_host()
    {
        Assert.Equal(1, ClassStory.With("Dr. Sarah Johnson").MeetingStarts().Joins("Dr. Sarah Johnson").Look().Counts.InMain);
        var seen = InOwnRooms.Renames("Alice", "Dr. Sarah Johnson").GoesBackToMain("Alice").Look();
        Assert.Equal((0, Location.MainSession), (seen.Hosts.Count, seen.Where("Alice")));
    }
}
