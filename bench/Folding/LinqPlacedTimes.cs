using Functions.Presence;

namespace Bench.Folding;

/// <summary>A time in a place, as attendance counts it.</summary>
internal sealed record LinqPlaced(Location Place, string? RoomId, long From, long To);

/// <summary>One person in one run, from events.</summary>
/// <param name="Proven">Times whose beginning and end were both seen.</param>
internal sealed record LinqPersonStays(string RunUuid, IReadOnlyList<PlaceStay> Stays, IReadOnlyList<Span> Proven);

/// <summary>
/// Joins what events say with what Zoom's report says. Where there is a report of somebody, they were there when it says so, and when
/// events saw both the coming and the going; an end that no event saw is the report's. Without a report, events alone count. The report
/// knows no rooms, so time that only it knows counts as main session, and the rooms are incomplete.
/// </summary>
internal static class LinqPlacedTimes
{
    public static (IReadOnlyList<LinqPlaced> Times, bool RoomsIncomplete) Of(
        IReadOnlyList<LinqPersonStays> persons, IReadOnlyList<ReportedStay> report, string? ownRoom, RoomBindings bindings)
    {
        List<LinqPlaced> times = [];
        var incomplete = false;
        foreach (var run in persons.Select(p => p.RunUuid).Concat(report.Select(r => r.MeetingUuid)).Distinct(StringComparer.Ordinal))
        {
            var here = persons.Where(p => p.RunUuid == run).ToList();
            var reported = report.Where(r => r.MeetingUuid == run).Select(r => new Span(r.From, r.To)).ToList();
            var seen = here.SelectMany(p => p.Stays).Select(s => Place(s, ownRoom, bindings)).ToList();
            if (reported.Count == 0)
            {
                times.AddRange(seen);
                continue;
            }

            var present = Spans.Union([.. reported, .. here.SelectMany(p => p.Proven)]);
            var covered = Spans.Union(seen.Select(s => new Span(s.From, s.To)));
            var onlyReported = Spans.Except(present, covered).ToList();
            times.AddRange(seen.SelectMany(s => Spans.Within(new(s.From, s.To), present).Select(p => s with { From = p.From, To = p.To })));
            times.AddRange(onlyReported.Select(s => new LinqPlaced(Location.MainSession, null, s.From, s.To)));
            incomplete |= onlyReported.Count > 0 || Spans.Except(covered, present).Any();
        }

        return (times, incomplete);
    }

    private static LinqPlaced Place(PlaceStay stay, string? ownRoom, RoomBindings bindings)
    {
        if (stay.RoomUuid is null) return new(Location.MainSession, null, stay.From, stay.To);
        var room = bindings.RoomOf.GetValueOrDefault(stay.RoomUuid);
        return new(room is not null && room == ownRoom ? Location.OwnRoom : Location.OtherRoom, room, stay.From, stay.To);
    }
}
