using System.Globalization;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Scenarios;

/// <summary>Who plays what. In a small class one student has several parts; somebody stays away from five on.</summary>
internal sealed record ClassCast(IReadOnlyList<Student> Students)
{
    private const int SomebodyIsAbsentFrom = 5;

    public IReadOnlyList<Student> Coming => Students.Count >= SomebodyIsAbsentFrom ? [.. Students.SkipLast(1)] : Students;

    /// <summary>Joins without being signed in.</summary>
    public Student? Guest => Coming.Skip(1).FirstOrDefault(student => student.KnownByName);

    public Student Stray => Coming[0];

    /// <summary>Whose room the stray enters; null in a class of one room.</summary>
    public Student? Host => Coming.FirstOrDefault(student => student.RoomName != Stray.RoomName);

    public Student LeavesEarly => Coming[2 % Coming.Count];

    public Student Drops => Coming[3 % Coming.Count];

    public IReadOnlyList<string> RoomsVisited => [.. Coming.Select(student => student.RoomName).Distinct(StringComparer.Ordinal).Take(2)];

    public static ClassCast Of(Meeting meeting)
    {
        var plan = RoomPlan.Of(meeting);
        return new ClassCast([.. plan.SelectMany(room => Occupants(room, plan))]);
    }

    private static IEnumerable<Student> Occupants(PlannedRoom room, IReadOnlyList<PlannedRoom> plan) => room.Emails.Count switch
    {
        0 => [new Student(room.Name, email: null, room.Name, knownByName: true)],
        1 => [new Student(BareName(room.Name), room.Emails[0], room.Name, IsTelling(room, plan))],
        _ => room.Emails.Select(email => new Student(NameOf(email), email, room.Name, knownByName: false)),
    };

    /// <summary>"Ann Ash (2)" is the room of the second Ann Ash.</summary>
    private static string BareName(string room) =>
        room.EndsWith(')') && room.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var cut ? room[..cut] : room;

    private static bool IsTelling(PlannedRoom room, IReadOnlyList<PlannedRoom> plan)
    {
        const int longestRoomName = 32;
        return room.Name.Length < longestRoomName
            && plan.Count(other => string.Equals(BareName(other.Name), BareName(room.Name), StringComparison.OrdinalIgnoreCase)) == 1;
    }

    private static string NameOf(string email) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(email.Split('@')[0].Replace('.', ' '));
}
