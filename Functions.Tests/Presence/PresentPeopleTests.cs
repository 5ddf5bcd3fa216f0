using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>Zoom's live list beside what webhooks told: who is who, and where.</summary>
public sealed class PresentPeopleTests
{
    private const long Noon = 1_790_000_000;

    private static readonly ClassPlan Plan = new(
        [
            new("001", "Alice Anderson", [new("1", "Alice Anderson", "alice.anderson@example.edu")]),
            new("002", "Bob Brown", [new("2", "Bob Brown", "bob.brown@example.edu")]),
        ],
        new("host-id", "sarah.johnson@example.edu", null));

    private readonly List<MeetingEvent> events = [];

    private static Participant Who(string? uuid, string? name, string? email = null, string? registrant = null, string? zoomUser = null, string? role = null) =>
        new(uuid, "16778240", registrant, zoomUser, email, name, role);

    private PresentPeopleTests Heard(EventKind kind, int at, Participant who, string? room = null)
    {
        events.Add(new(kind, "run", Noon + at, null, room, who));
        return this;
    }

    private ClassState State(int now = 600)
    {
        var people = events.GroupBy(e => Person.IdOf(e)!, StringComparer.Ordinal)
            .Select(g => new Person(g.Key, "run", g.Select(PersonState.From).Aggregate(PersonState.Merge))).ToList();
        return new(Plan, people, [new("run", Noon, null)], Noon + now, null);
    }

    private IReadOnlyList<PresentPerson> Live(params LiveStay[] stays) => PresentPeople.Of(State(), stays);

    private static LiveStay Stay(Participant who, int from, string? room = null, int? to = null, bool waiting = false) =>
        new(who, waiting, room, Noon + from, to is { } end ? Noon + end : null);

    private static DateTimeOffset At(int seconds) => DateTimeOffset.FromUnixTimeSeconds(Noon + seconds);

    [Fact]
    public void Webhooks_tell_who_is_there_and_who_waits_but_not_who_has_left()
    {
        Heard(EventKind.Joined, 10, Who("a", "Alice Anderson")).Heard(EventKind.JoinedRoom, 60, Who("a", "Alice Anderson"), "R1")
            .Heard(EventKind.Joined, 20, Who("b", "Bob Brown")).Heard(EventKind.JoinedRoom, 70, Who("b", "Bob Brown"), "R2")
            .Heard(EventKind.Joined, 30, Who("g", "Guest", "guest@example.org")).Heard(EventKind.EnteredWaitingRoom, 40, Who("w", "Late"))
            .Heard(EventKind.Joined, 5, Who("l", "Gone")).Heard(EventKind.Left, 50, Who("l", "Gone"));

        Assert.Equal(
            [
                ("1", "Alice Anderson", PresentPlace.OwnRoom, "001", "R1", At(10), At(60)),
                ("2", "Bob Brown", PresentPlace.OwnRoom, "002", "R2", At(20), At(70)),
                (null, "Guest", PresentPlace.MainSession, null, null, At(30), At(30)),
                (null, "Late", PresentPlace.WaitingRoom, null, null, (DateTimeOffset?)null, (DateTimeOffset?)At(40)),
            ],
            PresentPeople.Of(State()).Select(p => (p.StudentId, p.Name, p.Location, p.RoomId, p.ZoomRoomId, p.JoinTime, p.Since)));
        Assert.Equal("guest@example.org", PresentPeople.Of(State())[2].Email);
    }

    [Fact]
    public void Somebody_who_moved_is_there_once_where_the_last_stay_is()
    {
        Heard(EventKind.Joined, 10, Who("a", "Alice Anderson")).Heard(EventKind.JoinedRoom, 60, Who("a", "Alice Anderson"), "R1");

        var alice = Assert.Single(Live(Stay(Who("a", "Alice"), 10, to: 60), Stay(Who("a", "Alice"), 60, "R1"), Stay(Who("x", "Gone"), 0, to: 90)));

        Assert.Equal(("a", "1", MatchedBy.Name, "Alice"), (alice.ParticipantUuid, alice.StudentId, alice.MatchedBy, alice.Name));
        Assert.Equal((PresentPlace.OwnRoom, "001", "R1", At(10), At(60)), (alice.Location, alice.RoomId, alice.ZoomRoomId, alice.JoinTime, alice.Since));
        Assert.Equal(State().People.Single().Person.PersonId, alice.PersonId);
    }

    [Fact]
    public void A_room_under_an_id_that_webhooks_do_not_have_is_the_one_that_webhooks_say()
    {
        Heard(EventKind.Joined, 10, Who("a", "Alice Anderson")).Heard(EventKind.JoinedRoom, 60, Who("a", "Alice Anderson"), "R1")
            .Heard(EventKind.Joined, 10, Who("b", "Bob Brown"));

        var found = Live(Stay(Who("a", "Alice"), 60, "other id"), Stay(Who("b", "Bob"), 61, "another id"));

        Assert.Equal([("1", PresentPlace.OwnRoom, "R1"), ("2", PresentPlace.BreakoutRoom, null)], found.Select(p => (p.StudentId, p.Location, p.ZoomRoomId)));
    }

    [Theory]
    [InlineData(10, PresentPlace.OwnRoom)]
    [InlineData(63, PresentPlace.OwnRoom)]
    [InlineData(90, PresentPlace.MainSession)]
    public void Without_a_room_in_the_list_webhooks_count_unless_the_list_is_newer(int from, PresentPlace place)
    {
        Heard(EventKind.Joined, 10, Who("a", "Alice Anderson")).Heard(EventKind.JoinedRoom, 60, Who("a", "Alice Anderson"), "R1");

        Assert.Equal(place, Assert.Single(Live(Stay(Who("a", "Alice"), from))).Location);
    }

    [Fact]
    public void Whom_no_webhook_told_of_is_matched_by_registrant_email_or_name()
    {
        Heard(EventKind.Joined, 10, Who("r", "Somebody", "bob.brown@example.edu", registrant: "reg-2"));

        var found = Live(
            Stay(Who("1", "iPhone", "ALICE.anderson@example.edu"), 20), Stay(Who("2", "alice  ANDERSON"), 30), Stay(Who("3", "iPad", registrant: "reg-2"), 40), Stay(Who("4", "Nobody we know"), 50));

        Assert.Equal(
            [("1", MatchedBy.Email), ("1", MatchedBy.Name), ("2", MatchedBy.Registrant), (null, (MatchedBy?)null)],
            found.Select(p => (p.StudentId, p.MatchedBy)));
        Assert.All(found, p => Assert.Null(p.PersonId));
    }

    [Fact]
    public void An_email_that_only_the_list_has_tells_who_a_known_person_is()
    {
        Heard(EventKind.Joined, 10, Who("a", "iPhone"));

        var found = Assert.Single(Live(Stay(Who("a", "iPhone", "alice.anderson@example.edu"), 10)));

        Assert.Equal(("1", MatchedBy.Email, true), (found.StudentId, found.MatchedBy, found.PersonId is not null));
    }

    [Fact]
    public void A_name_changed_since_does_not_change_who_somebody_is()
    {
        Heard(EventKind.Joined, 10, Who("a", "Alice Anderson"));

        var found = Assert.Single(Live(Stay(Who("a", "Bob Brown"), 90)));

        Assert.Equal(("1", "Bob Brown"), (found.StudentId, found.Name));
    }

    [Fact]
    public void A_host_is_known_by_identity_by_webhooks_or_by_the_list()
    {
        Heard(EventKind.Joined, 10, Who("c", "Assistant")).Heard(EventKind.RoleChanged, 20, Who("c", "Assistant", role: "co-host"));

        var found = Live(Stay(Who("h", "Dr. Sarah Johnson", "sarah.johnson@example.edu"), 5), Stay(Who("c", "Assistant"), 10), Stay(Who("x", "Helper", role: "host"), 15), Stay(Who("y", "Guest"), 25));

        Assert.Equal(["host", "co-host", "host", "attendee"], found.Select(p => p.Role));
        Assert.All(found, p => Assert.Null(p.StudentId));
    }

    [Fact]
    public void Who_waits_is_in_the_waiting_room()
    {
        var found = Live(Stay(Who("a", "Alice Anderson"), 10, to: 20, waiting: true), Stay(Who("a", "Alice Anderson"), 20), Stay(Who("b", "Bob Brown"), 30, waiting: true));

        Assert.Equal([PresentPlace.MainSession, PresentPlace.WaitingRoom], found.Select(p => p.Location));
    }

    [Fact]
    public void Without_a_participant_uuid_nobody_is_taken_for_another()
    {
        var nobody = new Participant(null, null, null, null, null, null);

        Assert.Equal(4, Live(Stay(Who(null, "iPhone"), 10), Stay(Who(null, "iPhone"), 20), new(nobody, false, null, null, null), new(nobody, false, null, null, null)).Count);
    }

    [Fact]
    public void Webhooks_without_a_participant_uuid_are_met_by_the_next_best_identifier()
    {
        Heard(EventKind.Joined, 10, Who(null, "Alice Anderson", zoomUser: "z1")).Heard(EventKind.JoinedRoom, 60, Who(null, "Alice Anderson", zoomUser: "z1"), "R1");

        var found = Assert.Single(Live(Stay(Who("a", "A.", zoomUser: "z1"), 60, "R1")));

        Assert.Equal(("1", State().People.Single().Person.PersonId), (found.StudentId, found.PersonId));
    }
}
