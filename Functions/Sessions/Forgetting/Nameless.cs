using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions.Forgetting;

/// <summary>A person of whom only times and rooms are left, under a key that leads nowhere. Pure, but for that key.</summary>
internal static class Nameless
{
    /// <param name="studentId">The pseudonym, when they were a student of the class.</param>
    /// <param name="goneAt">While the class runs: from now on, in seconds since 1970, nobody is seen where they were.</param>
    public static Person Of(Person person, string? studentId, long? goneAt)
    {
        var state = person.State with { RegistrantId = null, ZoomUserId = null, Email = null, Names = [], EarliestName = null };
        if (goneAt is { } now) state = Gone(person with { State = state }, now);
        return new(Keys.Digest(Guid.NewGuid().ToString("N")), person.RunUuid, state, studentId);
    }

    private static PersonState Gone(Person person, long now) => (Whereabouts.Of(person, null, now), person.State) switch
    {
        ({ IsPresent: true }, var state) =>
            state with { MainLeaves = Bounded.Greatest(state.MainLeaves.Union(LeavesAfter(state, now)), PersonState.PassagesKept) },
        ({ Place: Place.WaitingRoom }, var state) => state with { LeftWaitingRoom = Math.Max(now, state.EnteredWaitingRoom ?? 0) },
        (_, var state) => state,
    };

    // A leave ends the connection that it names, and one that was never seen to join by its time.
    private static IEnumerable<Passage> LeavesAfter(PersonState state, long now)
    {
        var at = Math.Max(now, 1 + (Bounded.Max(state.Rooms.LatestJoin?.At, state.LastJoin) ?? 0));
        return state.MainJoins
            .Where(j => j.At == state.LastJoin)
            .Select(j => j.UserId)
            .DefaultIfEmpty("")
            .Select(user => new Passage(at, user));
    }
}
