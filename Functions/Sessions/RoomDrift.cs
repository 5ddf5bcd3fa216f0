using Functions.Presence;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>How the rooms planned here and at Zoom differ, person by person. Pure.</summary>
internal static class RoomDrift
{
    public static IReadOnlyList<Check> Between(IReadOnlyList<PlannedRoom> ours, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var checks = Rooms(ours, theirs).Concat(Assignments(ours, theirs)).ToList();
        return checks.Count > 0 ? checks : [new("rooms", CheckStatus.Pass, $"All {ours.Count} rooms and their students are planned at Zoom as here.")];
    }

    private static IEnumerable<Check> Rooms(IReadOnlyList<PlannedRoom> ours, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var (here, there) = (ours.Select(r => r.Name).ToHashSet(StringComparer.Ordinal), theirs.Select(r => r.Name).ToHashSet(StringComparer.Ordinal));
        foreach (var name in here.Except(there)) yield return new("rooms", CheckStatus.Fail, $"The room “{name}” is not planned at Zoom.");
        foreach (var name in there.Except(here)) yield return new("rooms", CheckStatus.Fail, $"Zoom has a room “{name}” that is not planned here.");
    }

    private static IEnumerable<Check> Assignments(IReadOnlyList<PlannedRoom> ours, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var there = theirs.SelectMany(r => r.Participants.Select(e => (Email: Names.FoldEmail(e), Room: r.Name)))
            .GroupBy(p => p.Email, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Room, StringComparer.Ordinal);
        var students = ours.SelectMany(r => r.Students.Select(s => (Student: s, Room: r.Name))).ToList();
        foreach (var (student, room) in students.Where(s => s.Student.Email is not null))
        {
            var at = there.GetValueOrDefault(Names.FoldEmail(student.Email!));
            if (at is null) yield return new("assignment", CheckStatus.Fail, $"{student.Name} is planned in “{room}” and in no room at Zoom.");
            else if (at != room) yield return new("assignment", CheckStatus.Fail, $"{student.Name} is planned in “{room}” and at Zoom in “{at}”.");
        }

        var known = students.Select(s => s.Student.Email).OfType<string>().Select(Names.FoldEmail).ToHashSet(StringComparer.Ordinal);
        foreach (var (email, room) in there.Where(p => !known.Contains(p.Key))) yield return new("assignment", CheckStatus.Fail, $"Zoom has {email} in “{room}”, who is not planned here.");
    }
}
