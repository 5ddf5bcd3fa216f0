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
        Assert.InRange(bytes, 32 * 1024, 128 * 1024);
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

    // Rows of classes that are kept were written so.
    [Fact]
    public void The_state_is_kept_as_it_always_was()
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
        const string kept =
            """
            {"joined_at":1790000020,"joined_by":["2"],"left_at":1790000020,"left_by":["1"],"main_joins":[1790000010,1790000020],"main_leaves":[1790000020],
            "rooms":{"A==":{"first_join":1790000020,"last_join":1790000020},"B==":{"last_left":1790000090}},
            "latest_room":{"at":1790000020,"value":"A=="},"latest_room_left":1790000090,"entered_waiting_room":1790000000,"left_waiting_room":1790000009,
            "role":{"at":1790000030,"value":"co-host"},"registrant_id":{"at":1790000010,"value":"r"},"zoom_user_id":{"at":1790000010,"value":"z"},
            "email":{"at":1790000010,"value":"zoe@example.edu"},"name":{"at":1790000090,"value":"Zoë \uD83D\uDE92"},
            "earliest_name":{"at":1790000000,"value":"Zoë <\"1\">"},"run_start":1789999990}
            """;
        var row = PersonColumns.Write("s", new Person("p", "run", Fold(events)));
        Assert.Equal(kept.ReplaceLineEndings(""), System.Text.Encoding.UTF8.GetString(row.GetBinary("state")));
    }

    [Fact]
    public void What_a_later_version_adds_is_passed_over()
    {
        var row = new TableEntity("s", "person-p")
        {
            ["state"] = """{"later":{"name":[1,{}]},"email":null,"name":{"value":"Zoë","later":null,"at":7},"rooms":{"A==":{"last_left":3,"later":[]}}}"""u8.ToArray(),
        };
        Assert.Equal(PersonState.Empty with { Name = new(7, "Zoë"), Rooms = RoomVisits.None with { ByUuid = RoomVisits.None.ByUuid.Add("A==", new(null, null, 3)) } }, PersonColumns.Read(row).State);
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
