using Functions.Presence;

namespace Functions.Sessions.Forgetting;

/// <summary>Plans without the people in them. Pure.</summary>
internal static class Pseudonyms
{
    public const string ErasedName = "Erased student";

    /// <summary>Nobody is named any more; students and the professor keep their ids.</summary>
    public static SessionPlan Strip(SessionPlan plan) => plan with
    {
        Professor = new(plan.Professor.Id, "Professor", null, ""),
        Passcode = null,
        Rooms = [.. plan.Rooms.Select(r => r with { Name = RoomName(r.RoomId), Students = [.. r.Students.Select(s => new PlannedStudent(s.StudentId, $"Student {s.StudentId}"))] })],
    };

    /// <summary>One student is replaced by a pseudonym; a room of their own loses their name, too.</summary>
    public static SessionPlan Erase(SessionPlan plan, PlannedStudent student, string pseudonym)
    {
        var isThere = plan.Rooms.SelectMany(r => r.Students).Any(s => s.StudentId == pseudonym);
        return plan with
        {
            Rooms = [.. plan.Rooms.Select(Without)],
            NewStudents = [.. plan.NewStudents.Where(id => id != student.StudentId)],
        };

        PlannedRoom Without(PlannedRoom room) => !room.Students.Contains(student) ? room : room with
        {
            Name = room.Students.Count == 1 ? RoomName(room.RoomId) : room.Name,
            Students = [.. room.Students.Where(s => s != student || !isThere).Select(s => s == student ? new PlannedStudent(pseudonym, ErasedName) : s)],
        };
    }

    private static string RoomName(string roomId) => $"Room {roomId}";
}
