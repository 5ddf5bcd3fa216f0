namespace Functions.Presence;

/// <summary>
/// The class's own time, in seconds since 1970: what being late, leaving early and the counted seconds are measured against. A try before
/// the class and a run after it are no part of it.
/// </summary>
internal readonly record struct ClassTime(long Start, long End)
{
    /// <param name="planned">Start and end as planned.</param>
    /// <param name="endedByUser">When a user ended the session.</param>
    /// <param name="now">Where a run that goes on ends so far.</param>
    public static ClassTime Of(RunHistory runs, (long Start, long End) planned, long? endedByUser, long now)
    {
        var latest = Math.Min(planned.End, endedByUser ?? planned.End);
        Run? first = null, last = null;
        foreach (var run in runs.Ordered)
        {
            if (run.Start >= latest || run.End <= planned.Start) continue;
            first ??= run;
            last = run;
        }

        var start = Math.Max(planned.Start, first?.Start ?? planned.Start);
        var end = last is null ? latest : Math.Min(latest, last.End ?? now);
        return new(start, Math.Max(start, end));
    }

    /// <summary>The part of an interval that lies within the class, null when there is none.</summary>
    public (long From, long To)? Within(long from, long to)
    {
        var (begins, ends) = (Math.Max(from, Start), Math.Min(to, End));
        return begins < ends ? (begins, ends) : null;
    }
}
