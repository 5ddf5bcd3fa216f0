namespace Functions.Presence;

/// <summary>
/// One run of a meeting, from start to end under one uuid. A meeting may be started again, which makes a new run.
/// Earliest start and latest end that any event stated, in seconds since 1970.
/// </summary>
/// <param name="PresumedEnd">
/// When the run must have been over, since Zoom said later that the meeting does not run. Counts only while no event states an end, and
/// nobody is known to have entered after it.
/// </param>
public sealed record Run(string Uuid, long? Start, long? End, long? PresumedEnd = null)
{
    public static Run From(MeetingEvent e) => e.Kind switch
    {
        EventKind.MeetingStarted => new(e.MeetingUuid, Bounded.Min(e.RunStart, e.OccurredAt), null),
        EventKind.MeetingEnded => new(e.MeetingUuid, e.RunStart <= e.OccurredAt ? e.RunStart : null, e.OccurredAt),
        _ => throw new ArgumentException($"{e.Kind} is not about the meeting.", nameof(e)),
    };

    public static Run Merge(Run a, Run b) => new(
        a.Uuid, Bounded.Min(a.Start, b.Start), Bounded.Max(a.End, b.End), Bounded.Max(a.PresumedEnd, b.PresumedEnd));
}

/// <summary>All runs of a session in order, each closed by its own end or by the start of the next.</summary>
public sealed class RunHistory
{
    private readonly Dictionary<string, Run> byUuid;

    /// <param name="stated">Runs that meeting events told of.</param>
    /// <param name="people">People tell of runs too: their <c>meeting.started</c> may have been lost.</param>
    /// <param name="sessionEnd">When the session was ended: closes what had started by then and has no end of its own.</param>
    public RunHistory(IEnumerable<Run> stated, IEnumerable<Person> people, long? sessionEnd)
    {
        var inside = people.Where(p => p.State.RunStart is not null).ToList();
        var entered = inside
            .GroupBy(p => p.RunUuid, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(p => p.State.LastEntry), StringComparer.Ordinal);
        var seen = inside.Select(p => new Run(p.RunUuid, p.State.RunStart, null));
        var ordered = stated.Concat(seen)
            .GroupBy(r => r.Uuid, StringComparer.Ordinal)
            .Select(g => Settled(Sane(g.Aggregate(Run.Merge)), entered.GetValueOrDefault(g.Key)))
            .OrderBy(r => r.Start ?? r.End).ThenBy(r => r.Uuid, StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var run = ordered[i];
            if (i + 1 < ordered.Count) run = run with { End = Bounded.Min(run.End, ordered[i + 1].Start) ?? run.End ?? ordered[i + 1].End };
            else if (run.End is null && sessionEnd >= run.Start) run = run with { End = sessionEnd };
            ordered[i] = run;
        }

        Ordered = ordered;
        byUuid = ordered.ToDictionary(r => r.Uuid, StringComparer.Ordinal);
    }

    // Zoom has been seen to state a start long after the event that states it.
    private static Run Sane(Run run) => run.Start > run.End ? run with { Start = null } : run;

    public IReadOnlyList<Run> Ordered { get; }

    public Run? First => Ordered.Count == 0 ? null : Ordered[0];

    public Run? Latest => Ordered.Count == 0 ? null : Ordered[^1];

    private static Run Settled(Run run, long? lastEntry) =>
        run is { End: null, PresumedEnd: { } presumed } && !(lastEntry > presumed) ? run with { End = presumed } : run;

    /// <summary>When the run was over, or null while it goes on. A run that nobody was seen to enter has no end to speak of.</summary>
    public long? EndOf(string uuid) => byUuid.TryGetValue(uuid, out var run) ? run.End : null;

    /// <summary>The place of a run in time, from 0; runs that only a waiting room told of come last.</summary>
    public int IndexOf(string uuid)
    {
        for (var i = 0; i < Ordered.Count; i++)
            if (Ordered[i].Uuid == uuid) return i;
        return Ordered.Count;
    }
}
