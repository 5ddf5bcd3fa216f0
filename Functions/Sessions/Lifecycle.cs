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

    /// <summary>
    /// Nobody has been in this run for a while: Zoom is asked whether its end was lost. If so the run is over, not the session.
    /// </summary>
    /// <param name="EmptySince">When the last one left, or the run began.</param>
    public sealed record AskWhetherTheRunGoesOn(Run Run, DateTimeOffset EmptySince) : NextStep;

    /// <summary>Only Zoom knows whether the meeting runs. If it does not, the session is over for this reason.</summary>
    /// <param name="EndTime">When it was over, as far as events tell.</param>
    /// <param name="Run">The run that is taken to go on; null when the class was never begun.</param>
    /// <param name="MayEnd">Whether a meeting that still runs is to be ended: somebody was there, and everybody has long gone.</param>
    public sealed record AskZoom(string Reason, DateTimeOffset EndTime, Run? Run = null, bool MayEnd = false) : NextStep;
}

/// <summary>
/// When a session is over. Pure. A meeting that ends before the planned end may be started again, so only the planned end completes a
/// session. Silence alone only leads to asking Zoom: webhooks that do not arrive must never end a live class.
/// </summary>
internal static class Lifecycle
{
    /// <summary>A session whose time has come is looked at this often.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);

    /// <summary>A session that is far ahead is looked at this often: its host may start early.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>No meeting lasts longer (Zoom's longest is 30 hours): what was seen before then proves nothing of now.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromHours(36);

    private static readonly TimeSpan SilentFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EmptyFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AbandonedFor = TimeSpan.FromMinutes(60);

    public static NextStep Decide(SessionRecord record, TimeSpan restartGrace, DateTimeOffset now)
    {
        var state = record.ToState(now);
        if (state.Runs.Latest is { End: null } run) return Running(record, state, run, now);
        var (start, end) = (record.Plan.StartTime, record.Plan.PlannedEnd);
        if (!record.HasBegun)
        {
            return now >= end ? new NextStep.AskZoom(EndReason.NeverStarted, now)
                : now >= start + SilentFor ? new NextStep.AskWhetherItRuns()
                : new NextStep.Wait(start - now > ShortestWait ? Earlier(start, now + LongestWait) : now + ShortestWait);
        }

        var ended = DateTimeOffset.FromUnixTimeSeconds(state.Runs.Latest!.End!.Value);
        var over = Later(end, ended + restartGrace);
        return now >= over ? new NextStep.Complete(EndReason.EndedInZoom, ended) : new NextStep.Wait(Earlier(over, now + ShortestWait));
    }

    /// <summary>Whether anybody is in the meeting or waits for it, as far as webhooks told and as long as a meeting can last.</summary>
    public static bool IsAnybodyThere(SessionRecord record, DateTimeOffset now) => record.ToState(now).People.Any(
        p => (p.At.IsPresent || p.At.Place == Place.WaitingRoom) && p.At.Since > (now - LongestRun).ToUnixTimeSeconds());

    private static NextStep Running(SessionRecord record, ClassState state, Run run, DateTimeOffset now)
    {
        var people = state.People.Where(p => p.Person.RunUuid == run.Uuid).ToList();
        var emptySince = EmptySince(people, run);
        if (now >= record.Plan.PlannedEnd)
        {
            var isAbandoned = people.Count > 0 && people.TrueForAll(p => p.At.Place == Place.Left) && now - emptySince >= AbandonedFor;
            return new NextStep.AskZoom(EndReason.Overdue, people.Count > 0 ? emptySince ?? now : now, run, isAbandoned);
        }

        return now - emptySince >= EmptyFor
            ? new NextStep.AskWhetherTheRunGoesOn(run, emptySince!.Value)
            : new NextStep.Wait(now + ShortestWait);
    }

    // Null while somebody is there.
    private static DateTimeOffset? EmptySince(IReadOnlyList<Located> people, Run run)
    {
        if (people.Any(p => p.At.IsPresent || p.At.Place == Place.WaitingRoom)) return null;
        return Bounded.Max(people.Max(p => p.At.Since), run.Start) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
