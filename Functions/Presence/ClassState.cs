namespace Functions.Presence;

/// <summary>
/// A class at one moment: the plan and everything recorded, folded into who is where. Pure; the snapshot is a rendering of it.
/// </summary>
internal sealed class ClassState
{
    private readonly Dictionary<string, List<Located>> byStudent;
    private readonly JoinedPeople joined;

    /// <param name="recorded">The people as they were recorded.</param>
    /// <param name="now">Seconds since 1970; only leaves that are younger than the grace time depend on it.</param>
    /// <param name="sessionEnd">When the session was ended, in seconds since 1970.</param>
    public ClassState(ClassPlan plan, IReadOnlyCollection<Person> recorded, IEnumerable<Run> runs, long now, long? sessionEnd)
    {
        Plan = plan;
        joined = JoinedPeople.Of(recorded);
        var people = joined.People;
        Runs = new RunHistory(runs, people, sessionEnd);
        var matcher = new PeopleMatcher(plan, people);
        var roomOfStudent = plan.Rooms
            .SelectMany(r => r.Students.Select(s => (s.StudentId, r.RoomId)))
            .ToDictionary(p => p.StudentId, p => p.RoomId, StringComparer.Ordinal);
        var matched = people
            .OrderBy(p => p.PersonId, StringComparer.Ordinal)
            .Select(p => (Person: p with { IsKnownByNameOnly = p.IsKnownByNameOnly }, Student: matcher.StudentOf(p)))
            .Select(p => (
                p.Person, p.Student, Role: matcher.RoleOf(p.Person, p.Student), End: Runs.EndOf(p.Person.RunUuid),
                Main: MainMeeting.Of(p.Person.State, p.Person.IsKnownByNameOnly)))
            .ToList();

        var stays = matched.SelectMany(m => m.Person.State.Rooms.ByUuid.Select(r => new Stay(
            r.Key,
            Runs.IndexOf(m.Person.RunUuid),
            m.Student is { } s ? (s.StudentId, roomOfStudent[s.StudentId]) : null,
            r.Value.FirstJoin ?? r.Value.LastLeft ?? 0,
            RoomStay.EndOf(m.Person.State, m.Main, r.Key, m.End, now))));
        Bindings = RoomBinder.Bind(plan.Rooms, stays);

        People = [.. matched.Select(m =>
            Locate(m.Person, m.Student, m.Role, Whereabouts.Of(m.Person.State, m.Main, m.End, now), roomOfStudent))];
        byStudent = People
            .Where(p => p.Student is not null)
            .GroupBy(p => p.Student!.Value.StudentId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    }

    public ClassPlan Plan { get; }

    public RunHistory Runs { get; }

    public RoomBindings Bindings { get; }

    public IReadOnlyList<Located> People { get; }

    public IEnumerable<Located> Hosts => People.Where(p => p.IsHost);

    public IEnumerable<Located> Unmatched => People.Where(p => p.Student is null && !p.IsHost);

    /// <summary>
    /// The one of a student's persons (devices, or before and after a drop) that says where they are: own room before other room
    /// before main session before waiting room before left, then the latest. Null when nobody was recognised as this student.
    /// </summary>
    public Located? Find(string studentId) => byStudent.TryGetValue(studentId, out var persons)
        ? persons
            .Select(p => p.Location == Location.WaitingRoom && persons.Exists(o => o.Person.State.LastEntry >= p.At.Since) ? p with { Location = Location.Absent } : p)
            .OrderByDescending(p => p.Location).ThenByDescending(p => p.At.Since).First()
        : null;

    /// <summary>A student's persons, in the order of their ids: devices, or before and after a drop.</summary>
    public IReadOnlyList<Located> PersonsOf(string studentId) => byStudent.TryGetValue(studentId, out var persons) ? persons : [];

    /// <summary>The person that an id in the log stands for: some are joined with others when they are read.</summary>
    public string PersonIdOf(string recordedId) => joined.IdOf(recordedId);

    /// <summary>Whether somebody was taken for this student by name although their e-mail address is another one.</summary>
    public bool EmailDiffers(string studentId) => PersonsOf(studentId).Any(p => p.Student!.Value.EmailDiffers);

    /// <summary>How many of a student's persons are in the meeting.</summary>
    public int DevicesOf(string studentId) =>
        byStudent.TryGetValue(studentId, out var persons) ? persons.Count(p => p.At.IsPresent) : 0;

    private Located Locate(
        Person person, StudentMatch? student, string role, Whereabouts at, Dictionary<string, string> roomOfStudent)
    {
        var room = at.RoomUuid is null ? null : Bindings.RoomOf.GetValueOrDefault(at.RoomUuid);
        var location = at.Place switch
        {
            Place.Room => student is { } s && room == roomOfStudent[s.StudentId] ? Location.OwnRoom : Location.OtherRoom,
            Place.MainSession => Location.MainSession,
            Place.WaitingRoom => Location.WaitingRoom,
            Place.Left => Location.Left,
            _ => Location.Absent,
        };
        return new(person, student, role, at, location, room);
    }
}

/// <summary>A person with everything that was found out about them.</summary>
/// <param name="Role">Their role in the meeting: host, co-host or attendee. A student stays a student whatever it is.</param>
/// <param name="RoomId">The planned room they are in, when they are in a Zoom room that is bound to one.</param>
internal sealed record Located(
    Person Person, StudentMatch? Student, string Role, Whereabouts At, Location Location, string? RoomId)
{
    public string? Name => Person.State.Name?.Value;

    /// <summary>A host or co-host who is no student of the session.</summary>
    public bool IsHost => Student is null && Role != "attendee";
}
