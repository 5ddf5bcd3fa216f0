using Functions.Presence;

namespace Functions.Tests.Presence.Plays;

/// <summary>Who may come: students 0, 1, …, then guests, then the host. And who the product may take them for, by how they come.</summary>
internal sealed class Cast
{
    private readonly Scene scene;

    public Cast(Scene scene)
    {
        this.scene = scene;
        Rooms = [.. Enumerable.Range(0, scene.Students)
            .Chunk(scene.GroupSize)
            .Select((group, i) => new PlannedRoom($"{i + 1:D3}", $"Room {i + 1}", [.. group.Select(Student)]))];
        RoomOf = [.. Enumerable.Range(0, scene.Students).Select(i => i / scene.GroupSize)];
    }

    public IReadOnlyList<PlannedRoom> Rooms { get; }

    /// <summary>Student to the index of the planned room.</summary>
    public IReadOnlyList<int> RoomOf { get; }

    public int Size => scene.Students + scene.Guests + 1;

    public int Students => scene.Students;

    public int Guests => scene.Guests;

    public bool IsStudent(int who) => who < scene.Students;

    public bool IsHost(int who) => who == Size - 1;

    public string NameOf(int who) => IsHost(who) ? "Dr. Sarah Johnson" : !IsStudent(who) ? $"Guest {who}" : SharesName(who) ? "Kim Lee" : $"Zoë Student {who:D2}";

    /// <summary>An identity to come with, the student whom it tells (null: none) and whether Zoom gives it a participant uuid.</summary>
    public (Participant Who, string? Recognised, bool HasUuid) Arrive(int who, int device, int way)
    {
        if (IsHost(who))
            return (way % 2 == 0 ? Called("Sarah", email: " Sarah.Johnson@Example.edu") : Called("Prof", zoomUserId: "host-id"), null, true);
        if (!IsStudent(who)) return (Called(NameOf(who), zoomUserId: way % 2 == 0 ? $"zoom-{who}" : null), null, true);
        var student = Student(who);
        var named = SharesName(who) ? null : student.StudentId;
        return (way % 7) switch
        {
            0 => (Called($"  ZOE   student\u00a0{who:D2}"), SharesName(who) ? null : student.StudentId, true),
            1 when student.Email is { } email => (Called("iPad", email: email.ToUpperInvariant()), student.StudentId, true),
            2 when student.RegistrantId is { } registrant => (Called("Tablet", registrantId: registrant), student.StudentId, true),
            3 when way % 5 == 0 => (Called("Somebody"), null, true),
            4 when device == 0 && named is not null => (Called(student.Name), named, false),
            _ => (Called(student.Name), named, true),
        };
    }

    private bool SharesName(int who) => who < 2 && scene.Students > 1 && scene.Seed % 4 == 0;

    private PlannedStudent Student(int i) => new(
        $"{i + 1}", NameOf(i), SharesName(i) || i % 3 == 0 ? $"s{i}@example.edu" : null, i % 5 == 4 ? $"registrant-{i}" : null);

    private static Participant Called(string name, string? email = null, string? zoomUserId = null, string? registrantId = null) =>
        new(null, null, registrantId, zoomUserId, email, name);
}
