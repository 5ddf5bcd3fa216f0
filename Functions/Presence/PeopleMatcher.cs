namespace Functions.Presence;

/// <summary>How a person was recognised as a student, strongest first.</summary>
public enum MatchedBy
{
    Hand,
    Registrant,
    Email,
    Name,
}

/// <summary>Which student somebody is, and how that is known.</summary>
/// <param name="EmailDiffers">Known by name only, and under another e-mail address than the student's.</param>
public readonly record struct StudentMatch(string StudentId, MatchedBy By, bool EmailDiffers = false);

/// <summary>Who is who: which student, or host, each person of a session is.</summary>
public sealed class PeopleMatcher
{
    private readonly Dictionary<string, PlannedStudent> students;
    private readonly Dictionary<string, string?> byEmail;
    private readonly Dictionary<string, string?> byName;
    private readonly Dictionary<string, string?> byRegistrant;
    private readonly Dictionary<string, string?> byAccountOfHand = new(StringComparer.Ordinal);
    private readonly HashSet<string> knownByMoreThanName;
    private readonly HostIdentity host;
    private readonly string? hostName;

    public PeopleMatcher(ClassPlan plan, IReadOnlyCollection<Person> people)
    {
        host = plan.Host;
        hostName = host.Name is { } name && Names.Fold(name) is { Length: > 0 } folded ? folded : null;
        students = plan.Students.ToDictionary(s => s.StudentId, StringComparer.Ordinal);
        byEmail = Unique(plan.Students.Select(s => (s.Email is null ? null : Names.FoldEmail(s.Email), s.StudentId)));
        byName = Unique(plan.Students.Select(s => ((string?)Names.Fold(s.Name), s.StudentId)));

        // The name that the roster has counts where it is nobody's in this class.
        var inRoster = plan.Students.Where(s => s.RosterName is not null).Select(s => ((string?)Names.Fold(s.RosterName!), s.StudentId));
        foreach (var (known, student) in Unique(inRoster)) byName.TryAdd(known, student);
        byRegistrant = Unique(plan.Students.Select(s => (s.RegistrantId, s.StudentId)));
        Learn(people);
        knownByMoreThanName = people.Select(ByEvidence).OfType<StudentMatch>().Select(m => m.StudentId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The student this person is, or null: a host, a guest, or somebody whom nothing identifies.</summary>
    public StudentMatch? StudentOf(Person person)
    {
        if (ByEvidence(person) is { } match) return match;
        if (IsNobody(person) || HasHostIdentity(person.State) || ByName(person.State) is not { } named) return null;
        var differs = EmailDiffers(person.State, students[named]);
        return differs && knownByMoreThanName.Contains(named) ? null : new(named, MatchedBy.Name, differs);
    }

    /// <summary>host, co-host or attendee, in the meeting. Only somebody who is no student is a host by it.</summary>
    public string RoleOf(Person person) => RoleOf(person, StudentOf(person));

    internal string RoleOf(Person person, StudentMatch? student) =>
        HasHostIdentity(person.State) ? "host"
        : person.State.Role?.Value is "host" or "co-host" ? person.State.Role.Value.Value
        : student is null && HasHostName(person.State) ? "host"
        : "attendee";

    /// <summary>Hosts and co-hosts who are no students visit every room, so they never tell which room is whose.</summary>
    public bool IsHost(Person person) => StudentOf(person) is null && RoleOf(person, null) != "attendee";

    // By hand, registrant id or e-mail: by more than a name.
    private StudentMatch? ByEvidence(Person person)
    {
        if (ByHand(person) is { } hand) return hand == Person.Nobody ? null : new(hand, MatchedBy.Hand);
        var state = person.State;
        if (HasHostIdentity(state)) return null;
        if (ByAccountOfHand(state) is { } same) return same == Person.Nobody ? null : new(same, MatchedBy.Hand);
        if (state.RegistrantId is { } registrant && byRegistrant.GetValueOrDefault(registrant.Value) is { } registered)
            return new(registered, MatchedBy.Registrant);
        return ByEmail(state) is { } mailed ? new(mailed, MatchedBy.Email) : null;
    }

    private bool IsNobody(Person person) => (ByHand(person) ?? ByAccountOfHand(person.State)) == Person.Nobody;

    private string? ByAccountOfHand(PersonState state) => byAccountOfHand.Count == 0
        ? null
        : Accounts(state).Select(a => byAccountOfHand.GetValueOrDefault(a)).FirstOrDefault(s => s is not null);

    // The first name decides, if anybody of the class has it, also when two have. Only where it says nothing, a later one may.
    private string? ByName(PersonState state)
    {
        if (state.EarliestName is { } earliest)
        {
            var folded = Names.Fold(earliest.Value);
            if (byName.TryGetValue(folded, out var first) || folded == hostName) return first;
        }

        for (var i = state.Names.Count - 1; i >= 0; i--)
        {
            var name = state.Names[i].Value;
            if (name != state.EarliestName?.Value && byName.GetValueOrDefault(Names.Fold(name)) is { } later) return later;
        }

        return null;
    }

    private static bool EmailDiffers(PersonState state, PlannedStudent student) =>
        state.Email is { } email && student.Email is { } planned && Names.FoldEmail(email.Value) != Names.FoldEmail(planned);

    private bool HasHostIdentity(PersonState state) =>
        state.ZoomUserId is { } id && (id.Value == host.HostId || id.Value == host.ZoomUserId)
        || state.Email is { } email && host.Email is not null && Names.FoldEmail(email.Value) == Names.FoldEmail(host.Email);

    private bool HasHostName(PersonState state) => hostName is not null
        && (IsHostName(state.EarliestName) || state.Names.Any(n => n.Value != state.EarliestName?.Value && IsHostName(n)));

    private bool IsHostName(Register? name) => name is { } known && Names.Fold(known.Value) == hostName;

    private string? ByHand(Person person) =>
        person.HandStudentId is { } id && (id == Person.Nobody || students.ContainsKey(id)) ? id : null;

    private string? ByEmail(PersonState state) =>
        state.Email is { } email ? byEmail.GetValueOrDefault(Names.FoldEmail(email.Value)) : null;

    // Somebody matched by hand keeps their account when they drop and come back as a new participant; so does a registrant.
    private void Learn(IReadOnlyCollection<Person> people)
    {
        foreach (var person in people)
        {
            if (ByHand(person) is { } hand)
                foreach (var account in Accounts(person.State)) Teach(byAccountOfHand, account, hand);
            else if (person.State.RegistrantId is { } registrant && !HasHostIdentity(person.State) && ByEmail(person.State) is { } mailed)
                Teach(byRegistrant, registrant.Value, mailed);
        }
    }

    private static IEnumerable<string> Accounts(PersonState state)
    {
        if (state.RegistrantId is { } registrant) yield return "r\n" + registrant.Value;
        if (state.ZoomUserId is { } user) yield return "z\n" + user.Value;
        if (state.Email is { } email) yield return "e\n" + Names.FoldEmail(email.Value);
    }

    private static Dictionary<string, string?> Unique(IEnumerable<(string? Key, string Student)> pairs)
    {
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, student) in pairs)
            if (!string.IsNullOrEmpty(key)) Teach(map, key, student);
        return map;
    }

    // A key that points to two students points to none.
    private static void Teach(Dictionary<string, string?> map, string key, string student)
    {
        if (!map.TryAdd(key, student) && map[key] != student) map[key] = null;
    }
}
