namespace Functions.Presence;

/// <summary>How a person was recognised as a student, strongest first.</summary>
public enum MatchedBy
{
    Hand,
    Registrant,
    Email,
    Name,
}

/// <summary>Who is who: which student, or host, each person of a session is.</summary>
public sealed class PeopleMatcher
{
    private readonly Dictionary<string, PlannedStudent> students;
    private readonly Dictionary<string, string?> byEmail;
    private readonly Dictionary<string, string?> byName;
    private readonly Dictionary<string, string?> byRegistrant;
    private readonly Dictionary<string, string?> byAccountOfHand = new(StringComparer.Ordinal);
    private readonly HostIdentity host;

    public PeopleMatcher(ClassPlan plan, IReadOnlyCollection<Person> people)
    {
        host = plan.Host;
        students = plan.Students.ToDictionary(s => s.StudentId, StringComparer.Ordinal);
        byEmail = Unique(plan.Students.Select(s => (s.Email is null ? null : Names.FoldEmail(s.Email), s.StudentId)));
        byName = Unique(plan.Students.Select(s => ((string?)Names.Fold(s.Name), s.StudentId)));
        // The name that the roster has counts where it is nobody's in this class.
        var others = plan.Students.Where(s => s.RosterName is not null).Select(s => ((string?)Names.Fold(s.RosterName!), s.StudentId));
        foreach (var (name, student) in Unique(others))
            byName.TryAdd(name, student);
        byRegistrant = Unique(plan.Students.Select(s => (s.RegistrantId, s.StudentId)));
        Learn(people);
    }

    /// <summary>The student this person is, or null: a host, a guest, or somebody whom nothing identifies.</summary>
    public (string StudentId, MatchedBy By)? StudentOf(Person person)
    {
        if (ByHand(person) is { } hand) return (hand, MatchedBy.Hand);
        if (HasHostIdentity(person.State)) return null;
        var state = person.State;
        if (Accounts(state).Select(a => byAccountOfHand.GetValueOrDefault(a)).FirstOrDefault(s => s is not null) is { } same)
            return (same, MatchedBy.Hand);
        if (state.RegistrantId is { } registrant && byRegistrant.GetValueOrDefault(registrant.Value) is { } registered)
            return (registered, MatchedBy.Registrant);
        if (ByEmail(state) is { } mailed) return (mailed, MatchedBy.Email);
        if (state.EarliestName is { } name && byName.GetValueOrDefault(Names.Fold(name.Value)) is { } named)
            return (named, MatchedBy.Name);
        return null;
    }

    /// <summary>host, co-host or attendee.</summary>
    public string RoleOf(Person person) =>
        HasHostIdentity(person.State) ? "host" : person.State.Role?.Value is "host" or "co-host" ? person.State.Role.Value.Value : "attendee";

    /// <summary>Hosts and co-hosts visit every room, so they never tell which room is whose.</summary>
    public bool IsHost(Person person) => RoleOf(person) != "attendee";

    private bool HasHostIdentity(PersonState state) =>
        state.ZoomUserId is { } id && (id.Value == host.HostId || id.Value == host.ZoomUserId)
        || state.Email is { } email && host.Email is not null && Names.FoldEmail(email.Value) == Names.FoldEmail(host.Email);

    private string? ByHand(Person person) =>
        person.HandStudentId is { } id && students.ContainsKey(id) ? id : null;

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
