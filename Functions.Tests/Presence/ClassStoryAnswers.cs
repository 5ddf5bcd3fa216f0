using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>What the product answers when it is told a story.</summary>
internal sealed partial class ClassStory
{
    public Snapshot Look(int after = 10) => Fold(events, Now + after);

    public Snapshot Fold(IEnumerable<MeetingEvent> order, long now, DateTimeOffset? sessionEnd = null)
    {
        var (people, runs) = Record(order);
        return SnapshotBuilder.Build(Facts(sessionEnd), Plan, people, runs, DateTimeOffset.FromUnixTimeSeconds(now));
    }

    public ClassState Classify(IEnumerable<MeetingEvent> order, long now, DateTimeOffset? sessionEnd = null)
    {
        var (people, runs) = Record(order);
        return new(Plan, people, runs, now, sessionEnd?.ToUnixTimeSeconds());
    }

    public Attendance Attend(IEnumerable<MeetingEvent> order, long now, DateTimeOffset? sessionEnd = null, IReadOnlyList<ReportedStay>? reported = null)
    {
        var log = order.Select(e => (Person.IdOf(e), e)).ToList();
        var state = Classify(log.Select(l => l.e), now, sessionEnd);
        var time = ClassTime.Of(state.Runs, (PlannedStart, PlannedEnd), IsEndedByUser ? sessionEnd?.ToUnixTimeSeconds() : null, now);
        return AttendanceFold.Fold("s", sessionEnd is not null, state, new SessionLog(log, reported ?? []), time, now);
    }

    public SessionFacts Facts(DateTimeOffset? sessionEnd)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(PlannedStart);
        var status = sessionEnd is null ? SessionStatus.Active : SessionStatus.Completed;
        return new("s", "1", "93000000001", "Recursion", status, null, start, start, "UTC", Minutes, sessionEnd, null, null, []);
    }

    private (IReadOnlyCollection<Person> People, IReadOnlyCollection<Run> Runs) Record(IEnumerable<MeetingEvent> order)
    {
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        var runs = new Dictionary<string, Run>(StringComparer.Ordinal);
        foreach (var e in order)
        {
            if (e.Participant is null)
            {
                runs[e.MeetingUuid] = runs.TryGetValue(e.MeetingUuid, out var known) ? Run.Merge(known, Run.From(e)) : Run.From(e);
                continue;
            }

            var id = Person.IdOf(e)!;
            var before = people.GetValueOrDefault(id) ?? new Person(id, e.MeetingUuid, PersonState.Empty, hands.GetValueOrDefault(id));
            people[id] = before with { State = PersonState.Merge(before.State, PersonState.From(e)) };
        }

        return (people.Values, runs.Values);
    }
}
