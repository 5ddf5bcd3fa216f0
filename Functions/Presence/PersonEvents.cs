using System.Runtime.InteropServices;

namespace Functions.Presence;

/// <summary>The events of a log by person, each person's in order of time; within a second in any order.</summary>
internal sealed class PersonEvents
{
    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
    private readonly List<Range> ranges = [];
    private readonly MeetingEvent[] events;

    // Two passes, the first of which counts, put everybody's events into one array without a list for each.
    public PersonEvents(IReadOnlyList<(string? PersonId, MeetingEvent Event)> log, ClassState state)
    {
        var (persons, next) = (new int[log.Count], new List<int>());
        for (var i = 0; i < persons.Length; i++) persons[i] = log[i].PersonId is { } id ? Count(state.PersonIdOf(id), next) : -1;

        var total = 0;
        foreach (ref var slot in CollectionsMarshal.AsSpan(next))
        {
            ranges.Add(total..(total + slot));
            slot = total += slot;
        }

        // The log has the newest first, so filling from the back leaves nothing to sort.
        events = new MeetingEvent[total];
        var slots = CollectionsMarshal.AsSpan(next);
        for (var i = 0; i < persons.Length; i++)
            if (persons[i] is >= 0 and var person) events[--slots[person]] = log[i].Event;
        foreach (var range in ranges) Order(events.AsSpan(range));
    }

    /// <summary>Empty when there is none of this person.</summary>
    public ReadOnlyMemory<MeetingEvent> Of(string personId) => ordinals.TryGetValue(personId, out var person) ? events.AsMemory(ranges[person]) : default;

    private int Count(string personId, List<int> counts)
    {
        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(ordinals, personId, out var isKnown);
        if (isKnown)
        {
            counts[person]++;
        }
        else
        {
            person = counts.Count;
            counts.Add(1);
        }

        return person;
    }

    private static void Order(Span<MeetingEvent> events)
    {
        for (var i = 1; i < events.Length; i++)
        {
            if (events[i - 1].OccurredAt <= events[i].OccurredAt) continue;
            events.Sort(static (a, b) => a.OccurredAt.CompareTo(b.OccurredAt));
            return;
        }
    }
}
