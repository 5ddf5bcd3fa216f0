using Functions.Presence;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>How the rooms planned here and at Zoom differ, person by person. Pure.</summary>
internal static class RoomDrift
{
    public static IReadOnlyList<Check> Between(IReadOnlyList<PlannedRoom> ours, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var matches = RoomMatches.ByName(ours, theirs);
        var checks = Rooms(matches).Concat(Students(matches, theirs)).Concat(Strangers(ours, theirs)).ToList();
        return checks.Count > 0 ? checks : [new("rooms", CheckStatus.Pass, $"All {ours.Count} rooms and their students are planned at Zoom as here.")];
    }

    private static IEnumerable<Check> Rooms(RoomMatches matches)
    {
        foreach (var (ours, theirs) in matches.Rooms)
        {
            if (theirs is null) yield return Fail("rooms", $"The room “{ours.Name}” is not planned at Zoom.");
            else if (theirs.Name != ours.Name) yield return Fail("rooms", $"The room “{ours.Name}” is called “{theirs.Name}” at Zoom.");
        }

        foreach (var extra in matches.Extra) yield return Fail("rooms", $"Zoom has a room “{extra.Name}” that is not planned here.");
    }

    private static IEnumerable<Check> Students(RoomMatches matches, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        foreach (var match in matches.Rooms)
        {
            foreach (var student in match.Ours.Students.Where(student => student.Email is not null))
            {
                var others = theirs.Where(room => !ReferenceEquals(room, match.Theirs) && new RoomMatch(match.Ours, room).Holds(student));
                var elsewhere = string.Join(", ", others.Select(room => $"“{room.Name}”"));
                if (match.Holds(student) && elsewhere.Length == 0) continue;
                var place = elsewhere.Length == 0 ? "and in no room at Zoom"
                    : match.Holds(student) ? $"and at Zoom also in {elsewhere}"
                    : $"and at Zoom in {elsewhere}";
                yield return Fail("assignment", $"{student.Name} is planned in “{match.Ours.Name}” {place}.");
            }
        }
    }

    private static IEnumerable<Check> Strangers(IReadOnlyList<PlannedRoom> ours, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var students = ours.SelectMany(room => room.Students);
        var known = students.Select(student => student.Email).OfType<string>().Select(Names.FoldEmail).ToHashSet(StringComparer.Ordinal);
        return from room in theirs
               from email in room.Participants
               where !known.Contains(Names.FoldEmail(email))
               select Fail("assignment", $"Zoom has {email} in “{room.Name}”, who is not planned here.");
    }

    private static Check Fail(string name, string detail) => new(name, CheckStatus.Fail, detail);
}
