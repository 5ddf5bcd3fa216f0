using Functions.Presence;

namespace Functions.Tests.Presence.Plays;

/// <summary>How events reach the backend: in any order, some of them several times, some never.</summary>
internal static class Delivery
{
    public static MeetingEvent[] ShuffledWithDuplicates(IReadOnlyList<MeetingEvent> events, Random random)
    {
        var delivered = events.Concat(events.Where(_ => random.Next(4) == 0)).Concat(events.Where(_ => random.Next(20) == 0)).ToArray();
        random.Shuffle(delivered);
        return delivered;
    }

    /// <summary>Loses each event with a chance of one in ten.</summary>
    public static IReadOnlyList<MeetingEvent> WithLosses(IReadOnlyList<MeetingEvent> events, Random random) =>
        [.. events.Where(_ => random.Next(10) != 0)];

    /// <summary>In which order the two events of ghost pairs came first.</summary>
    public static IEnumerable<Case> GhostPairOrders(IEnumerable<MeetingEvent> delivered) => delivered
        .Where(e => e.Kind is EventKind.Joined or EventKind.Left)
        .GroupBy(e => (e.MeetingUuid, e.Participant!.Uuid, e.OccurredAt))
        .Select(g => g.ToList())
        .Where(g => g.Select(e => e.Kind).Distinct().Count() == 2)
        .Select(g => g[0].Kind == EventKind.Left ? Case.GhostPairLeftFirst : Case.GhostPairJoinedFirst)
        .Distinct();
}
