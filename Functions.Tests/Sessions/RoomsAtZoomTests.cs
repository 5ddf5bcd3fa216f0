using CsCheck;
using Functions.Presence;
using Functions.Sessions;
using Functions.Tests.Fixtures;
using Functions.Zoom;

namespace Functions.Tests.Sessions;

/// <summary>Zoom's answer about rooms, which need not be what it was asked for.</summary>
public sealed class RoomsAtZoomTests
{
    private static readonly string[] Names = ["Alice Anderson", "Bob Brown", "Charlie Chen"];

    private static IReadOnlyList<PlannedRoom> Planned { get; } =
        [.. Names.Select((name, i) => new PlannedRoom($"00{i + 1}", name, [new($"{i + 1}", name, EmailOf(name))]))];

    private static IReadOnlyList<ZoomBreakoutRoom> Asked { get; } = [.. Names.Select(name => new ZoomBreakoutRoom(name, [EmailOf(name)]))];

    [Fact]
    public void What_Zoom_took_as_it_was_asked_is_left_as_it_is() => Holds(Asked, Names, notAssigned: [], warnings: 0);

    [Fact]
    public void Rooms_in_another_order_keep_their_own_names_and_students() => Holds([.. Asked.Reverse()], Names, [], 0);

    [Fact]
    public void Whom_Zoom_left_out_of_a_room_is_named() =>
        Holds([Asked[0], Asked[1] with { Participants = [] }, Asked[2]], Names, ["Bob Brown"], 0);

    [Fact]
    public void If_Zoom_emptied_all_rooms_everybody_is_named() =>
        Holds([.. Asked.Reverse().Select(room => room with { Participants = [] })], Names, Names, 0);

    [Fact]
    public void Students_who_changed_places_are_named_both() =>
        Holds([new("Alice Anderson", [EmailOf("Bob Brown")]), new("Bob Brown", [EmailOf("Alice Anderson")]), Asked[2]], Names,
            ["Alice Anderson", "Bob Brown"], 0);

    [Fact]
    public void A_room_that_Zoom_calls_otherwise_is_known_by_its_student() =>
        Holds([Asked[2], new("Ms. A.", [EmailOf("Alice Anderson")]), Asked[1]], ["Ms. A.", "Bob Brown", "Charlie Chen"], [], 0);

    [Fact]
    public void A_name_that_differs_in_case_or_spaces_is_the_same() =>
        Holds([Asked[1], Asked[2], new("ALICE  ANDERSON", [])], ["ALICE  ANDERSON", "Bob Brown", "Charlie Chen"], ["Alice Anderson"], 0);

    [Fact]
    public void A_missing_room_is_said_and_its_student_named() => Holds([Asked[2], Asked[0]], Names, ["Bob Brown"], 1);

    [Fact]
    public void A_room_that_was_not_planned_is_said() => Holds([new("Zoom's own", []), .. Asked], Names, [], 1);

    [Fact]
    public void An_answer_without_rooms_names_everybody() => Holds([], Names, Names, 1);

    [Fact]
    public void Nulls_in_Zooms_answer_are_no_rooms_and_nobody()
    {
        var meeting = System.Text.Json.JsonSerializer.Deserialize(
            """{"id":1,"settings":{"breakout_room":{"enable":true,"rooms":[null,{"name":null,"participants":null},{"name":"Bob Brown","participants":[null]}]}}}""",
            ZoomJson.Default.ZoomMeeting)!;
        Holds(meeting.BreakoutRooms, Names, Names, 1);
    }

    [Fact]
    public void Rooms_that_Zoom_turned_off_are_none()
    {
        var meeting = new ZoomMeeting { MeetingId = "1", Settings = new() { BreakoutRoom = new(Enable: false, Asked) } };
        Holds(meeting.BreakoutRooms, Names, Names, 1);
    }

    [Fact]
    public void A_student_without_an_address_is_not_said_to_have_been_left_out()
    {
        PlannedRoom[] rooms = [new("001", "Alice Anderson", [new("1", "Alice Anderson")])];
        Assert.Empty(RoomsAtZoom.Accepted(Plan(rooms), [new("Alice Anderson", [])]).AllWarnings);
    }

    [Fact]
    public void What_was_said_of_an_earlier_answer_is_forgotten_with_the_next()
    {
        var once = RoomsAtZoom.Accepted(Plan(Planned), []);
        Assert.Equal(["rooms_differ", "not_preassigned"], once.AllWarnings.Select(w => w.Code));
        Assert.Empty(RoomsAtZoom.Accepted(once, Asked).AllWarnings);
    }

    [Fact]
    public void The_stored_plan_holds_no_name_in_a_warning()
    {
        var plan = RoomsAtZoom.Accepted(Plan(Planned), [Asked[0] with { Name = "Erna" }]);
        Assert.DoesNotContain(plan.Warnings, warning => Names.Append("Erna")
            .Any(name => warning.Detail.Contains(name, StringComparison.Ordinal)));
        Assert.Contains("Bob Brown", plan.AllWarnings[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_order_and_whoever_is_left_out_the_same_rooms_and_people_are_named() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 6).ToArray()), Gen.Bool.Array[6], Gen.Bool.Array[6]).Sample(
            (order, there, taken) =>
            {
                var rooms = Enumerable.Range(0, 6)
                    .Select(i => new PlannedRoom($"{i}", $"Room of {i}", [new($"{i}", $"Student {i}", $"s{i}@example.edu")])).ToList();
                var answer = order.Where(i => there[i])
                    .Select(i => new ZoomBreakoutRoom($"Room of {i}", taken[i] ? [$"s{i}@example.edu"] : [])).ToList();
                var plan = RoomsAtZoom.Accepted(Plan(rooms), answer);

                Assert.Equal(rooms.Select(r => (r.RoomId, r.Name, r.Students[0].StudentId)),
                    plan.Rooms.Select(r => (r.RoomId, r.Name, r.Students[0].StudentId)));
                Assert.Equal(rooms.Where((_, i) => !there[i] || !taken[i]).Select(r => r.RoomId),
                    plan.Rooms.Where(r => r.Students[0].NotAtZoom == true).Select(r => r.RoomId));
                Assert.Equal(there.Contains(false), plan.Warnings.Any(w => w.Code == "rooms_differ"));
                Assert.Equal(there.Contains(false) || taken.Contains(false), RoomDrift.Between(rooms, answer)
                    .Any(c => c.Status == CheckStatus.Fail));
            },
            iter: Effort.Of(2_000));

    [Fact]
    public void Validate_names_a_renamed_room_and_a_student_in_two_rooms()
    {
        var checks = RoomDrift.Between(Planned,
            [new("ALICE ANDERSON", [EmailOf("Alice Anderson")]), Asked[1],
                new("Charlie Chen", [EmailOf("Charlie Chen"), EmailOf("Bob Brown")])]);
        Assert.Equal(
            ["The room “Alice Anderson” is called “ALICE ANDERSON” at Zoom.",
                "Bob Brown is planned in “Bob Brown” and at Zoom also in “Charlie Chen”."],
            checks.Select(check => check.Detail));
    }

    private static void Holds(IReadOnlyList<ZoomBreakoutRoom> answer, string[] names, string[] notAssigned, int warnings)
    {
        var plan = RoomsAtZoom.Accepted(Plan(Planned), answer);
        Assert.Equal(names, plan.Rooms.Select(room => room.Name));
        Assert.Equal(["1", "2", "3"], plan.Rooms.Select(room => room.Students.Single().StudentId));
        Assert.Equal(notAssigned, plan.Rooms.SelectMany(room => room.Students).Where(student => student.NotAtZoom == true)
            .Select(student => student.Name));
        Assert.Equal(warnings, plan.Warnings.Count);
        var said = plan.AllWarnings.Where(warning => warning.Code == "not_preassigned").Select(warning => warning.Detail);
        Assert.Equal(notAssigned.Length == 0 ? []
            : [$"Zoom did not assign these students to their rooms, so the host must: {string.Join(", ", notAssigned)}."], said);
    }

    private static SessionPlan Plan(IReadOnlyList<PlannedRoom> rooms) => new()
    {
        SessionId = "s",
        Professor = new("1", "P", null, "p"),
        Topic = "T",
        StartTime = DateTimeOffset.UnixEpoch,
        Timezone = "UTC",
        Duration = 20,
        StartsNow = false,
        WaitingRoom = true,
        AutoRecording = "none",
        Rooms = rooms,
    };

    private static string EmailOf(string name) => name.ToLowerInvariant().Replace(' ', '.') + "@example.edu";
}
