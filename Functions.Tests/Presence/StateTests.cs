using CsCheck;
using Functions.Presence;
using Functions.Storage;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Presence;

/// <summary>The state is a join-semilattice: order and repetition cannot matter.</summary>
public sealed class StateTests
{
    private static readonly Gen<MeetingEvent> Events =
        from kind in Gen.OneOf(
            EventKind.Joined, EventKind.Left, EventKind.JoinedRoom, EventKind.LeftRoom, EventKind.EnteredWaitingRoom, EventKind.LeftWaitingRoom, EventKind.RoleChanged)
        from at in Gen.Long[1_790_000_000, 1_790_000_020]
        from room in Gen.Int[0, 99]
        from user in Gen.OneOf("16778240", "16779264", "16780288", "", null)
        from name in Gen.OneOf("Alice", "alice a.", "Älice", "A1", "A2", "A3", "A4", "A5", "A6", "A7")
        from email in Gen.OneOf<string?>(null, "a@example.edu")
        select new MeetingEvent(
            kind, "run-1", at, null, kind is EventKind.JoinedRoom or EventKind.LeftRoom ? $"room-{room}" : null,
            new("p", user, null, null, email, name, kind == EventKind.RoleChanged ? "co-host" : null));

    private static PersonState Fold(IEnumerable<MeetingEvent> events) =>
        events.Aggregate(PersonState.Empty, (state, e) => PersonState.Merge(state, PersonState.From(e)));

    [Fact]
    public void Any_order_with_any_duplicates_gives_the_same_state() =>
        Events.Array[1, 150].SelectMany(events => Gen.Shuffle(events.Concat(events.Where((_, i) => i % 3 == 0)).ToArray()).Select(shuffled => (events, shuffled)))
            .Sample(t => Assert.Equal(Fold(t.events), Fold(t.shuffled)), iter: Effort.Of(2_000));

    [Fact]
    public void Merging_is_associative_commutative_and_idempotent() =>
        Gen.Select(Events.Array[0, 40], Events.Array[0, 40], Events.Array[0, 40]).Sample((x, y, z) =>
        {
            var (a, b, c) = (Fold(x), Fold(y), Fold(z));
            Assert.Equal(PersonState.Merge(a, b), PersonState.Merge(b, a));
            Assert.Equal(PersonState.Merge(PersonState.Merge(a, b), c), PersonState.Merge(a, PersonState.Merge(b, c)));
            Assert.Equal(a, PersonState.Merge(a, a));
        }, iter: Effort.Of(2_000));

    [Fact]
    public void A_stored_row_keeps_all_of_it() => Events.Array[1, 150].Sample(
        events =>
        {
            var person = new Person("p", "run-1", Fold(events), "1");
            Assert.Equal(person, PersonColumns.Read(PersonColumns.Write("s", person)));
        },
        iter: Effort.Of(500));

    [Fact]
    public void At_most_64_rooms_are_kept_and_the_latest_is_known_all_the_same()
    {
        var state = Fold(Enumerable.Range(0, 200).Select(i =>
            new MeetingEvent(EventKind.JoinedRoom, "run-1", 1_790_000_000 + i, null, $"{199 - i:D3}", new("p", "1", null, null, null, "Alice"))));
        Assert.Equal(64, state.Rooms.ByUuid.Count);
        Assert.Equal(new Whereabouts(Place.Room, "000", 1_790_000_199),
            Whereabouts.Of(new Person("p", "run-1", state), null, 1_790_001_000));
    }
}
