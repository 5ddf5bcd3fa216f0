using Functions.Presence;

namespace Functions.Tests.Presence;

internal static class SnapshotReading
{
    public static Location Where(this Snapshot snapshot, string student) =>
        snapshot.BreakoutRooms.SelectMany(r => r.Students).Single(s => s.Name == student).Location;

    public static StudentView Student(this Snapshot snapshot, string student) =>
        snapshot.BreakoutRooms.SelectMany(r => r.Students).Single(s => s.Name == student);

    public static string? RoomOf(this Snapshot snapshot, string student) =>
        snapshot.BreakoutRooms.Single(r => r.Students.Any(s => s.Name == student)).ZoomRoomId;
}
