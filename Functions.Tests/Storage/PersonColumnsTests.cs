using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Tests.Storage;

public sealed class PersonColumnsTests
{
    private static PersonState Fold(IEnumerable<MeetingEvent> events) =>
        events.Aggregate(PersonState.Empty, (state, e) => PersonState.Merge(state, PersonState.From(e)));

    // Quotes need an escape, and "€" three bytes: the longest state that events can make.
    private static IEnumerable<MeetingEvent> Longest()
    {
        string Id(int n) => $"{n:D3}" + new string(n % 2 == 0 ? '"' : '€', MeetingEvent.LongestId - 3);
        Participant Who(int n) => new(Id(0), Id(n), Id(1), Id(2), new string('€', 254), new string('"', 260), Id(3));
        for (var n = 0; n < 100; n++)
        {
            yield return new(EventKind.JoinedRoom, "run", 1_790_000_000 + n, 1_790_000_000, Id(n), Who(n));
            yield return new(EventKind.LeftRoom, "run", 1_790_000_500 + n, null, Id(n), Who(n));
            yield return new(EventKind.Joined, "run", 1_790_001_000 + n, null, null, Who(n));
            yield return new(EventKind.Joined, "run", 1_790_002_000, null, null, Who(n));
            yield return new(EventKind.Left, "run", 1_790_002_000, null, null, Who(n));
        }
    }

    [Fact]
    public void The_longest_state_fits_a_row_and_comes_back_whole()
    {
        var person = new Person("p", "run", Fold(Longest()), "1");
        var row = PersonColumns.Write("s", person);
        var bytes = ((IDictionary<string, object>)row).Values.OfType<byte[]>().Sum(b => b.Length);
        Assert.InRange(bytes, 32 * 1024, 160 * 1024);
        Assert.All(((IDictionary<string, object>)row).Values.OfType<byte[]>(), b => Assert.InRange(b.Length, 1, BinaryColumns.MostPerColumn));
        Assert.Equal(person, PersonColumns.Read(row));
    }

    [Fact]
    public void A_shorter_state_leaves_nothing_of_a_longer_one()
    {
        var row = new TableEntity("s", "person-p");
        BinaryColumns.Write(row, "state", new byte[BinaryColumns.MostPerColumn + 1]);
        BinaryColumns.Write(row, "state", [1, 2, 3]);
        Assert.Equal([1, 2, 3], BinaryColumns.Read(row, "state"));
    }

    [Fact]
    public void The_state_is_restored_as_it_was()
    {
        MeetingEvent[] events =
        [
            new(EventKind.EnteredWaitingRoom, "run", 1_790_000_000, null, null, new("p", null, null, null, null, "Zoë")),
            new(EventKind.Joined, "run", 1_790_000_010, 1_789_999_990, null, new("p", "1", "r", "z", "zoe@example.edu", "Zoë 🚒")),
            new(EventKind.JoinedRoom, "run", 1_790_000_020, null, "A==", new("p", "2", null, null, null, "Zoë")),
            new(EventKind.RoleChanged, "run", 1_790_000_030, null, null, new("p", "2", null, null, null, null, "co-host")),
        ];
        var person = new Person("p", "run", Fold(events));
        Assert.Equal(person, PersonColumns.Read(PersonColumns.Write("s", person)));
    }

    private const string KeptBefore =
        """
        {"joined_at":1790000020,"joined_by":["2"],"left_at":1790000020,"left_by":["1"],"main_joins":[1790000010,1790000020],"main_leaves":[1790000020],
        "rooms":{"A==":{"first_join":1790000020,"last_join":1790000020},"B==":{"last_left":1790000090}},
        "latest_room":{"at":1790000020,"value":"A=="},"latest_room_left":1790000090,"entered_waiting_room":1790000000,"left_waiting_room":1790000009,
        "role":{"at":1790000030,"value":"co-host"},"registrant_id":{"at":1790000010,"value":"r"},"zoom_user_id":{"at":1790000010,"value":"z"},
        "email":{"at":1790000010,"value":"zoe@example.edu"},"name":{"at":1790000090,"value":"Zoë \uD83D\uDE92"},
        "earliest_name":{"at":1790000000,"value":"Zoë <\"1\">"},"run_start":1789999990}
        """;

    // Two versions may run side by side for a while: this one adds members to what the version before reads, and changes none of them.
    [Fact]
    public void The_version_before_reads_what_is_written()
    {
        MeetingEvent[] events =
        [
            new(EventKind.EnteredWaitingRoom, "run", 1_790_000_000, null, null, new("p", null, null, null, null, "Zoë <\"1\">")),
            new(EventKind.LeftWaitingRoom, "run", 1_790_000_009, null, null, new("p", null, null, null, null, "Zoë <\"1\">")),
            new(EventKind.Joined, "run", 1_790_000_010, 1_789_999_990, null, new("p", "1", "r", "z", "zoe@example.edu", "Zoë 🚒")),
            new(EventKind.Left, "run", 1_790_000_020, null, null, new("p", "1", null, null, null, "Zoë 🚒")),
            new(EventKind.Joined, "run", 1_790_000_020, null, null, new("p", "2", null, null, null, "Zoë 🚒")),
            new(EventKind.JoinedRoom, "run", 1_790_000_020, null, "A==", new("p", "2", null, null, null, "Zoë 🚒")),
            new(EventKind.LeftRoom, "run", 1_790_000_090, null, "B==", new("p", "2", null, null, null, "Zoë 🚒")),
            new(EventKind.RoleChanged, "run", 1_790_000_030, null, null, new("p", "2", null, null, null, null, "co-host")),
        ];
        var row = PersonColumns.Write("s", new Person("p", "run", Fold(events)));
        var written = JsonNode.Parse(row.GetBinary("state"))!.AsObject();
        Assert.Equal("""["1","2"]""", written["main_join_ids"]!.ToJsonString());
        Assert.Equal(1_790_000_009, (int)written["names"]!.AsArray().Single()!["at"]!);
        written.Remove("main_join_ids");
        written.Remove("names");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(KeptBefore), written), written.ToJsonString());
    }

    [Fact]
    public void A_row_of_before_is_read_as_its_latest_join_and_latest_left()
    {
        var row = new TableEntity("s", "person-p") { ["state"] = System.Text.Encoding.UTF8.GetBytes(KeptBefore) };
        var state = PersonColumns.Read(row).State;
        Assert.Equal([new Passage(1_790_000_010, ""), new Passage(1_790_000_020, "2")], state.MainJoins);
        Assert.Equal([new Passage(1_790_000_020, "1")], state.MainLeaves);
        Assert.Equal(["Zoë 🚒"], state.Names.Select(n => n.Value));
        Assert.True(Whereabouts.Of(new Person("p", "run", state), null, 1_790_000_050).IsPresent);

        // What comes then ends the connection that the row knows, and no other.
        PersonState After(string user) => PersonState.Merge(state,
            PersonState.From(new(EventKind.Left, "run", 1_790_000_200, Participant: new("p", user, null, null, null, null))));
        Assert.Equal(Place.Left, Whereabouts.Of(new Person("p", "run", After("2")), null, 1_790_000_300).Place);
        Assert.Equal(After("2"), PersonColumns.Read(PersonColumns.Write("s", new Person("p", "run", After("2")))).State);
    }

    [Fact]
    public void Somebody_known_by_name_only_who_left_before_the_update_has_left()
    {
        var name = Person.IdOf("run", new Participant(null, null, null, null, null, "Zoë"))!;
        var kept = """{"joined_at":1790000060,"joined_by":["2"],"left_at":1790000090,"left_by":["2"],"main_joins":[1790000010,1790000060],"main_leaves":[1790000060,1790000090],"name":{"at":1790000090,"value":"Zoë"}}""";
        var row = new TableEntity("s", "person-" + name) { ["state"] = System.Text.Encoding.UTF8.GetBytes(kept) };
        var state = PersonColumns.Read(row).State;
        var zoe = new Person(name, "run", state);
        Assert.Equal((true, Place.Left), (zoe.IsKnownByNameOnly, Whereabouts.Of(zoe, null, 1_790_000_300).Place));
    }

    [Fact]
    public void The_connection_of_a_row_without_a_uuid_is_kept()
    {
        var entered = new MeetingEvent(EventKind.JoinedRoom, "run", 1_790_000_020, null, "A==",
            new(null, "odd", null, null, null, "Zoë", ParentUserId: "16778240"));
        var person = new Person(Person.IdOf(entered)!, "run", PersonState.From(entered));
        Assert.Equal(("16778240", person), (person.State.Connection, PersonColumns.Read(PersonColumns.Write("s", person))));
    }

    [Fact]
    public void What_a_later_version_adds_is_passed_over()
    {
        var row = new TableEntity("s", "person-p")
        {
            ["state"] = """{"later":{"name":[1,{}]},"email":null,"name":{"value":"Zoë","later":null,"at":7},"rooms":{"A==":{"last_left":3,"later":[]}}}"""u8.ToArray(),
        };
        var rooms = RoomVisits.None with { ByUuid = RoomVisits.None.ByUuid.Add("A==", new(null, null, 3)) };
        Assert.Equal(PersonState.Empty with { Names = [new(7, "Zoë")], Rooms = rooms }, PersonColumns.Read(row).State);
    }

    [Theory]
    [InlineData("[]"), InlineData("{"), InlineData("""{"main_joins":7}"""), InlineData("""{"joined_by":{}}""")]
    [InlineData("""{"name":"Zoë"}"""), InlineData("""{"rooms":[]}"""), InlineData("""{"rooms":{"A==":3}}""")]
    public void What_is_no_state_is_not_taken_for_an_empty_one(string kept)
    {
        var row = new TableEntity("s", "person-p") { ["state"] = System.Text.Encoding.UTF8.GetBytes(kept) };
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => PersonColumns.Read(row));
    }
}
