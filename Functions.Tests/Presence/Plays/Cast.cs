using Functions.Presence;

namespace Functions.Tests.Presence.Plays;

/// <summary>How somebody comes.</summary>
/// <param name="Recognised">The student whom it tells; null: none.</param>
/// <param name="HasUuid">Whether Zoom gives them a participant uuid.</param>
/// <param name="IsSure">Told by more than a name.</param>
/// <param name="IsNamedAsStudent">Under a name that somebody of the class has.</param>
/// <param name="Seems">The student whose name it is, where the e-mail address is another.</param>
/// <param name="IsUuidInMainOnly">Events of rooms and the waiting room don't have it.</param>
internal sealed record Arrival(
    Participant Who, string? Recognised, bool HasUuid = true, bool IsSure = false, bool IsNamedAsStudent = false,
        string? Seems = null, bool IsUuidInMainOnly = false);

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

    /// <summary>A way to come that tells nothing but a name.</summary>
    public const int WayWithoutUuid = 4;

    /// <summary>The one student who has this name, if there is one.</summary>
    public string? StudentNamed(string name) =>
        Enumerable.Range(0, Students).Where(i => NameOf(i) == name).ToList() is [var only] ? Student(only).StudentId : null;

    public Arrival Arrive(int who, int way) => Identify(who, way) with { IsUuidInMainOnly = way % 11 < 4 };

    private Arrival Identify(int who, int way)
    {
        if (IsHost(who))
            return new((way % 3) switch
            {
                0 => Called("Sarah", email: " Sarah.Johnson@Example.edu"),
                1 => Called("Prof", zoomUserId: "host-id"),
                _ => Called("dr. sarah  JOHNSON"),
            }, null);
        if (!IsStudent(who)) return new(Called(NameOf(who), zoomUserId: way % 2 == 0 ? $"zoom-{who}" : null), null);
        var student = Student(who);
        var named = SharesName(who) ? null : student.StudentId;
        return (way % 7) switch
        {
            0 => Named(Called($"  ZOE   student\u00a0{who:D2}")) with { IsNamedAsStudent = !SharesName(who) },
            1 when student.Email is { } email => new(Called("iPad", email: email.ToUpperInvariant()), student.StudentId, IsSure: true),
            2 when student.RegistrantId is { } registrant => new(Called("Tablet", registrantId: registrant), student.StudentId,
                IsSure: true),
            3 when way % 5 < 3 => new(Called("Somebody"), null),
            WayWithoutUuid when named is not null => Named(Called(student.Name)) with { HasUuid = false },
            5 when student.Email is not null && named is not null =>
                Named(Called(student.Name, email: $"private{who}@example.org")) with { Seems = named },
            _ => Named(Called(student.Name)),
        };

        Arrival Named(Participant called) => new(called, named, IsNamedAsStudent: true);
    }

    private bool SharesName(int who) => who < 2 && scene.Students > 1 && scene.Seed % 4 == 0;

    private PlannedStudent Student(int i) => new(
        $"{i + 1}", NameOf(i), SharesName(i) || i % 3 == 0 ? $"s{i}@example.edu" : null, i % 5 == 4 ? $"registrant-{i}" : null);

    private static Participant Called(string name, string? email = null, string? zoomUserId = null, string? registrantId = null) =>
        new(null, null, registrantId, zoomUserId, email, name);
}
