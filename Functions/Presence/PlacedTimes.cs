namespace Functions.Presence;

/// <summary>A time in a place, as attendance counts it.</summary>
internal readonly record struct Placed(Location Place, string? RoomId, long From, long To);

/// <summary>One person in one run, from events.</summary>
/// <param name="Events">In order of time.</param>
internal sealed record PersonStays(string RunUuid, ReadOnlyMemory<MeetingEvent> Events, IReadOnlyList<PlaceStay> Stays);

/// <summary>
/// Joins what events say with what Zoom's report says. Where there is a report of somebody, they were there when it says so, and when
/// events saw both the coming and the going; an end that no event saw is the report's. Without a report, events alone count. The report
/// knows no rooms, so time that only it knows counts as main session, and the rooms are incomplete.
/// </summary>
internal static class PlacedTimes
{
    /// <param name="times">Where the times are added.</param>
    /// <returns>Whether the rooms are incomplete.</returns>
    public static bool Add(
        List<PersonStays> persons, IReadOnlyCollection<ReportedStay> report, string? ownRoom, RoomBindings bindings, List<Placed> times)
    {
        if (report.Count == 0)
        {
            foreach (var person in persons) AddSeen(person, ownRoom, bindings, times);
            return false;
        }

        var incomplete = false;
        foreach (var run in persons.Select(p => p.RunUuid).Concat(report.Select(r => r.MeetingUuid)).Distinct(StringComparer.Ordinal))
            incomplete |= AddRun([.. persons.Where(p => p.RunUuid == run)], [.. report.Where(r => r.MeetingUuid == run)], ownRoom, bindings, times);
        return incomplete;
    }

    private static bool AddRun(List<PersonStays> persons, List<ReportedStay> report, string? ownRoom, RoomBindings bindings, List<Placed> times)
    {
        List<Placed> seen = [];
        foreach (var person in persons) AddSeen(person, ownRoom, bindings, seen);
        if (report.Count == 0)
        {
            times.AddRange(seen);
            return false;
        }

        var present = Spans.Union([.. report.Select(r => new Span(r.From, r.To)), .. persons.SelectMany(p => Stays.Proven(p.Events.Span))]);
        var covered = Spans.Union(seen.Select(s => new Span(s.From, s.To)));
        var onlyReported = Spans.Except(present, covered).ToList();
        times.AddRange(seen.SelectMany(s => Spans.Within(new(s.From, s.To), present).Select(p => s with { From = p.From, To = p.To })));
        times.AddRange(onlyReported.Select(s => new Placed(Location.MainSession, null, s.From, s.To)));
        return onlyReported.Count > 0 || Spans.Except(covered, present).Any();
    }

    private static void AddSeen(PersonStays person, string? ownRoom, RoomBindings bindings, List<Placed> times)
    {
        foreach (var stay in person.Stays) times.Add(Place(stay, ownRoom, bindings));
    }

    private static Placed Place(PlaceStay stay, string? ownRoom, RoomBindings bindings)
    {
        if (stay.RoomUuid is null) return new(Location.MainSession, null, stay.From, stay.To);
        var room = bindings.RoomOf.GetValueOrDefault(stay.RoomUuid);
        return new(room is not null && room == ownRoom ? Location.OwnRoom : Location.OtherRoom, room, stay.From, stay.To);
    }
}
