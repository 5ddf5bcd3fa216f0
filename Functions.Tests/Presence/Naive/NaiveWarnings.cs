using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>The warnings about a class, from a naive look at who is where since when.</summary>
internal static class NaiveWarnings
{
    private const string Differing = "Recognised by name only, with another e-mail address than the one planned: ";

    public static IReadOnlyList<Warning> Of(NaiveClass seen, DateTimeOffset? sessionEnd)
    {
        var names = seen.Plan.Students.Where(s => seen.People.Exists(p => p.Student == s.StudentId && p.EmailDiffers))
            .Select(s => s.Name).ToList();
        return names.Count == 0
            ? OfPlaces(seen, sessionEnd)
            : [.. OfPlaces(seen, sessionEnd), new("email_differs", Differing + string.Join(", ", names) + ". Check that they are who they seem.")];
    }

    private static IReadOnlyList<Warning> OfPlaces(NaiveClass seen, DateTimeOffset? sessionEnd)
    {
        if (sessionEnd is { } end)
            return seen.LatestRun?.Start > end.ToUnixTimeSeconds() ? [new("running_after_end", "The meeting was started again after this session had been completed.")] : [];
        if (seen.LatestRun is not { End: null } run) return [];
        List<Warning> warnings = [];
        if (seen.Now >= seen.Story.PlannedEnd) warnings.Add(new("overdue", "The meeting goes on past its planned end."));

        var now = seen.People.Where(p => p.Person.Run == seen.LatestRunUuid).ToList();
        var hosts = now.Where(p => p.IsHost).ToList();
        var hostless = hosts.TrueForAll(h => !h.IsIn) && hosts.Select(h => h.Since ?? 0).Append(run.Start!.Value).All(t => t <= seen.Now - 120);
        if (hostless && seen.People.Exists(p => p.Place is Place.MainSession or Place.Room or Place.WaitingRoom))
            warnings.Add(new("host_absent", "People are in the meeting or wait for it, and no host is there: only a host can admit them and open the rooms."));

        var students = seen.Plan.Rooms.SelectMany(r => r.Students).Select(s => seen.Find(s.StudentId)).ToList();
        if (now.TrueForAll(p => p.Person.FirstEntry is null) && students.Exists(s => s?.Location == Location.MainSession && s.Since <= seen.Now - 300))
            warnings.Add(new("rooms_not_opened", "Students have been in the main session for five minutes, and no breakout room is open: the host opens them in Zoom."));
        var lost = students.FindAll(s => s?.Location == Location.OtherRoom && s.Since <= seen.Now - 300);
        if (lost.Count > 0)
            warnings.Add(new("wrong_room", $"{(lost.Count > 1 ? $"{lost.Count} students have" : "A student has")} been in another room than their own for five minutes: the host can move them."));
        return warnings;
    }
}
