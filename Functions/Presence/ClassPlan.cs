namespace Functions.Presence;

/// <summary>Who is expected where: the breakout rooms as planned, and who holds the class.</summary>
public sealed record ClassPlan(IReadOnlyList<PlannedRoom> Rooms, HostIdentity Host)
{
    public IEnumerable<PlannedStudent> Students => Rooms.SelectMany(r => r.Students);
}

/// <param name="RoomId">"001", "002", … in the order of the plan.</param>
/// <param name="Name">The room's name at Zoom, at most 32 characters.</param>
/// <param name="Label">The Zoom room uuid that the professor said this room is.</param>
public sealed record PlannedRoom(string RoomId, string Name, IReadOnlyList<PlannedStudent> Students, string? Label = null);

/// <param name="Name">As the session was planned.</param>
/// <param name="RosterName">Another name that the roster has for them; null when it is the same.</param>
public sealed record PlannedStudent(
    string StudentId, string Name, string? Email = null, string? RegistrantId = null, string? RosterName = null);

/// <summary>What the host can be recognised by; each may be unknown.</summary>
public sealed record HostIdentity(string? HostId, string? Email, string? ZoomUserId);
