using Functions.Presence;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>What Zoom made of a plan's rooms. Pure.</summary>
internal static class RoomsAtZoom
{
    /// <summary>Zoom has fewer, or other, rooms than were planned.</summary>
    public const string RoomsDiffer = "rooms_differ";

    /// <summary>
    /// The plan with the rooms' names as Zoom has them, with a mark at each student whom Zoom did not assign to their room, and with a
    /// warning where rooms are missing or were not planned.
    /// </summary>
    public static SessionPlan Accepted(SessionPlan plan, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var matches = RoomMatches.ByName(plan.Rooms, theirs).OrByStudents();
        return plan.Warned(RoomsDiffer, Differences(matches)) with { Rooms = [.. matches.Rooms.Select(Accepted)] };
    }

    /// <summary>The warning that names whom Zoom did not assign; empty when it assigned all.</summary>
    public static IReadOnlyList<Warning> NotAssigned(IReadOnlyList<PlannedRoom> rooms)
    {
        var students = rooms.SelectMany(room => room.Students).Where(student => student.NotAtZoom == true);
        var names = string.Join(", ", students.Select(student => student.Name));
        return names.Length == 0 ? []
            : [new(SessionPlanner.NotPreassigned, $"Zoom did not assign these students to their rooms, so the host must: {names}.")];
    }

    /// <summary>A warning where rooms are others at Zoom than Zoom had taken; empty where they are the same.</summary>
    public static IReadOnlyList<Warning> Changed(SessionPlan plan, IReadOnlyList<ZoomBreakoutRoom> theirs)
    {
        var accepted = Accepted(plan, theirs);
        if (accepted.Warnings.Where(w => w.Code == RoomsDiffer).ToList() is { Count: > 0 } differences) return differences;
        var pairs = plan.Rooms.Zip(accepted.Rooms);
        var isSame = pairs.All(rooms => rooms.First.Name == rooms.Second.Name && !LosesSomebody(rooms.First, rooms.Second));
        return isSame ? []
            : [new(RoomsDiffer, "The rooms were changed at Zoom. GET …/validate says how, POST …/repair sends the planned ones again.")];
    }

    private static bool LosesSomebody(PlannedRoom before, PlannedRoom now) =>
        before.Students.Zip(now.Students).Any(students => students.Second.NotAtZoom == true && students.First.NotAtZoom != true);

    private static PlannedRoom Accepted(RoomMatch match) => match.Ours with
    {
        Name = match.Theirs is { Name.Length: > 0 } room ? room.Name : match.Ours.Name,
        Students = [.. match.Ours.Students.Select(student => student with { NotAtZoom = IsLeftOut(match, student) ? true : null })],
    };

    private static bool IsLeftOut(RoomMatch match, PlannedStudent student) => student.Email is not null && !match.Holds(student);

    // Without names: a room has its student's, and what is written here stays when the student is forgotten.
    private static IReadOnlyList<Warning> Differences(RoomMatches matches)
    {
        var missing = matches.Rooms.Count(match => match.Theirs is null);
        List<string> parts = [];
        if (missing > 0) parts.Add($"{missing} of {matches.Rooms.Count} breakout rooms are not planned at Zoom.");
        if (matches.Extra.Count > 0) parts.Add($"Zoom has {matches.Extra.Count} breakout rooms that are not planned here.");
        return parts.Count == 0 ? []
            : [new(RoomsDiffer, $"{string.Join(' ', parts)} Check the host's settings. GET …/validate names the rooms.")];
    }
}
