using System.Globalization;

namespace Functions.Presence;

/// <summary>
/// What somebody should look after in a class that is planned or running, and how. Pure: the same class at the same moment gives the same
/// warnings. The codes are stable, the details are sentences for people.
/// </summary>
internal static class Concerns
{
    private const long RoomsOpenWithin = 5 * 60;
    private const long WrongRoomFor = 5 * 60;
    private const long HostAwayFor = 2 * 60;
    private const long LimitAnnounced = 10 * 60;

    /// <param name="now">Seconds since 1970.</param>
    public static IEnumerable<Warning> Of(SessionFacts facts, ClassState state, long now)
    {
        if (facts.NotFoundSince is not null)
            yield return new("meeting_not_found", "Zoom says that there is no such meeting. If it was deleted there, nobody can join by its link.");
        if (IsUnheard(facts, state)) yield return new("no_webhooks", "Zoom says that the meeting runs, but its webhooks do not arrive: check the app's event subscription.");
        if (facts.MeetingLimit is { } limit && Limit(facts, state.Runs.Latest, limit, now) is { } soon) yield return soon;
        if (state.Runs.Latest is not { End: null } run) yield break;
        if (IsOverdue(facts, now)) yield return new("overdue", "The meeting goes on past its planned end.");
        if (HostLeftAt(state, run) is { } left && now - left >= HostAwayFor && state.People.Any(IsThere))
            yield return new("host_absent", "People are in the meeting or wait for it, and no host is there: only a host can admit them and open the rooms.");
        var students = state.Plan.Rooms.SelectMany(r => r.Students).Select(s => state.Find(s.StudentId)).OfType<Located>().ToList();
        if (!state.People.Any(p => p.Person.RunUuid == run.Uuid && p.Person.State.Rooms.LatestJoin is not null)
            && students.Exists(s => s.Location == Location.MainSession && now - s.At.Since >= RoomsOpenWithin))
            yield return new("rooms_not_opened", "Students have been in the main session for five minutes, and no breakout room is open: the host opens them in Zoom.");
        var astray = students.Count(s => s.Location == Location.OtherRoom && now - s.At.Since >= WrongRoomFor);
        if (astray > 0)
            yield return new("wrong_room", $"{(astray == 1 ? "A student has" : $"{astray} students have")} been in another room than their own for five minutes: the host can move them.");
    }

    /// <summary>What is uncertain about who is who. It matters to attendance, so it is said after the class as well.</summary>
    public static IEnumerable<Warning> OfMatches(ClassState state)
    {
        var differing = state.Plan.Students.Where(s => state.EmailDiffers(s.StudentId)).Select(s => s.Name).ToList();
        if (differing.Count == 0) yield break;
        var names = string.Join(", ", differing);
        yield return new(
            "email_differs",
            $"Recognised by name only, with another e-mail address than the one planned: {names}. Check that they are who they seem.");
    }

    private static bool IsOverdue(SessionFacts facts, long now) => now >= facts.StartTime.AddMinutes(facts.Duration).ToUnixTimeSeconds();

    private static bool IsThere(Located person) => person.At.IsPresent || person.At.Place == Place.WaitingRoom;

    // Somebody is in a meeting that runs: whoever sees nobody, since before Zoom was asked, is not told.
    private static bool IsUnheard(SessionFacts facts, ClassState state) =>
        facts.SeenRunningAt is { } seen && !state.People.Any(IsThere)
        && seen.ToUnixTimeSeconds() > (Bounded.Max(state.Runs.Latest?.End ?? state.Runs.Latest?.Start, state.People.Max(p => p.At.Since)) ?? 0);

    private static Warning? Limit(SessionFacts facts, Run? run, int limit, long now)
    {
        if (run is null)
            return facts.Duration > limit ? new("plan_limit", $"Zoom ends this meeting after {limit} minutes: the account's plan allows no more.") : null;
        if (run is not { End: null, Start: { } start } || now < start + (limit * 60) - LimitAnnounced) return null;
        var end = DateTimeOffset.FromUnixTimeSeconds(start + (limit * 60));
        return new("plan_limit", string.Create(CultureInfo.InvariantCulture, $"Zoom ends this meeting at {end:HH:mm} UTC, after {limit} minutes: the account's plan allows no more."));
    }

    // Null while a host is there; from the start of the run if none was seen.
    private static long? HostLeftAt(ClassState state, Run run)
    {
        var hosts = state.People.Where(p => p.IsHost && p.Person.RunUuid == run.Uuid).ToList();
        return hosts.Exists(h => h.At.IsPresent) ? null : Bounded.Max(run.Start, hosts.Max(h => h.At.Since));
    }
}
