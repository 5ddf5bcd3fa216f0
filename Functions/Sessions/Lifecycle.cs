using Functions.Presence;

namespace Functions.Sessions;

/// <summary>What a session needs at a moment.</summary>
internal abstract record NextStep
{
    /// <summary>Nothing until then.</summary>
    public sealed record Wait(DateTimeOffset Until) : NextStep;

    /// <summary>It is over, and nothing has to be found out.</summary>
    public sealed record Complete(string Reason, DateTimeOffset EndTime) : NextStep;

    /// <summary>It should have begun, and nothing was heard of it: Zoom is asked whether it is webhooks that are silent.</summary>
    public sealed record AskWhetherItRuns : NextStep;

    /// <summary>Only Zoom knows whether the meeting runs. If it does not, the session is over for this reason.</summary>
    /// <param name="EndTime">When it was over, as far as events tell.</param>
    /// <param name="MayEnd">Whether a meeting that still runs is to be ended: somebody was there, and everybody has long gone.</param>
    public sealed record AskZoom(string Reason, DateTimeOffset EndTime, bool MayEnd = false) : NextStep;
}

/// <summary>
/// When a session is over. Pure. A webhook that is silent must never end a live class, so silence alone only leads to asking Zoom.
/// </summary>
internal static class Lifecycle
{
    /// <summary>A session whose time has come is looked at this often.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);

    /// <summary>A session that is far ahead is looked at this often: its host may start early.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan SilentFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EmptyFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AbandonedFor = TimeSpan.FromMinutes(60);

    public static NextStep Decide(SessionRecord record, TimeSpan restartGrace, DateTimeOffset now)
    {
        var state = record.ToState(now);
        var plannedEnd = record.Facts.StartTime.AddMinutes(record.Facts.Duration);
        if (state.Runs.Latest is not { } run)
        {
            return now >= plannedEnd ? new NextStep.AskZoom(EndReason.NeverStarted, now)
                : now >= record.Facts.StartTime + SilentFor ? new NextStep.AskWhetherItRuns()
                : new NextStep.Wait(UntilStart(record, now));
        }

        if (run.End is { } ended)
        {
            var over = DateTimeOffset.FromUnixTimeSeconds(ended) + restartGrace;
            return now >= over ? new NextStep.Complete(EndReason.EndedInZoom, DateTimeOffset.FromUnixTimeSeconds(ended)) : new NextStep.Wait(Earlier(over, now + ShortestWait));
        }

        var people = state.People.Where(p => p.Person.RunUuid == run.Uuid).ToList();
        var emptySince = EmptySince(people, run);
        if (now >= plannedEnd)
            return new NextStep.AskZoom(EndReason.Overdue, emptySince ?? now, MayEnd: people.Count > 0 && people.TrueForAll(p => p.At.Place == Place.Left) && now - emptySince >= AbandonedFor);
        return now - emptySince >= EmptyFor ? new NextStep.AskZoom(EndReason.EndedInZoom, emptySince!.Value) : new NextStep.Wait(now + ShortestWait);
    }

    // Null while somebody is there.
    private static DateTimeOffset? EmptySince(IReadOnlyList<Located> people, Run run)
    {
        if (people.Any(p => p.At.IsPresent || p.At.Place == Place.WaitingRoom)) return null;
        return Bounded.Max(people.Max(p => p.At.Since), run.Start) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private static DateTimeOffset UntilStart(SessionRecord record, DateTimeOffset now) =>
        record.Facts.StartTime - now > ShortestWait ? Earlier(record.Facts.StartTime, now + LongestWait) : now + ShortestWait;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
