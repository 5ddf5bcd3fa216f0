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
        var state = person.State with { RegistrantId = null, ZoomUserId = null, Email = null, Name = null, EarliestName = null };
        if (goneAt is { } now) state = Gone(state, now);
        return new(Keys.Digest(Guid.NewGuid().ToString("N")), person.RunUuid, state, studentId);
    }

    private static PersonState Gone(PersonState state, long now) => Whereabouts.Of(state, null, now) switch
    {
        { IsPresent: true } => state with { Left = Moment.Of(Math.Max(now, 1 + (Bounded.Max(state.Rooms.LatestJoin?.At, state.Joined?.At) ?? 0)), "") },
        { Place: Place.WaitingRoom } => state with { LeftWaitingRoom = Math.Max(now, state.EnteredWaitingRoom ?? 0) },
        _ => state,
    };
}
