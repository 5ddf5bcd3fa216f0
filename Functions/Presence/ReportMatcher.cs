namespace Functions.Presence;

/// <summary>
/// Which attendee a reported stay belongs to. The report has no participant uuid, so the people of the same run are asked first, by
/// their strongest identifier, and then the plan.
/// </summary>
internal sealed class ReportMatcher
{
    private readonly ClassState state;
    private readonly PeopleMatcher matcher;
    private readonly Dictionary<(string Run, string Identity), string?> known = [];

    public ReportMatcher(ClassState state)
    {
        this.state = state;
        matcher = new PeopleMatcher(state.Plan, [.. state.People.Select(p => p.Person)]);
        foreach (var person in state.People)
        {
            var attendee = AttendeeOf(person);
            foreach (var identity in Identities(person.Person.State))
                if (!known.TryAdd((person.Person.RunUuid, identity), attendee) && known[(person.Person.RunUuid, identity)] != attendee) known[(person.Person.RunUuid, identity)] = null;
        }
    }

    /// <summary>The attendee of a person: a student, or somebody unmatched; null for hosts, who are not counted.</summary>
    public static string? AttendeeOf(Located person) =>
        person.Student is { } student ? "s:" + student.StudentId : person.Role == "attendee" ? "p:" + person.Person.PersonId : null;

    /// <summary>Somebody whom only the report knows.</summary>
    public static bool IsStranger(string attendee) => attendee.StartsWith("r:", StringComparison.Ordinal);

    public static string StudentKey(string studentId) => "s:" + studentId;

    /// <summary>Null for hosts, and for whom more than one attendee may be.</summary>
    public string? AttendeeOf(ReportedStay stay)
    {
        foreach (var identity in Identities(stay.Who))
            if (known.TryGetValue((stay.MeetingUuid, identity), out var attendee)) return attendee;
        var stranger = new Person("", stay.MeetingUuid, PersonState.From(new(EventKind.Joined, stay.MeetingUuid, stay.From, Participant: stay.Who)));
        if (matcher.StudentOf(stranger) is { } student) return StudentKey(student.StudentId);
        return matcher.IsHost(stranger) ? null : "r:" + Person.IdOf(stay.MeetingUuid, stay.Who);
    }

    private static IEnumerable<string> Identities(PersonState s)
    {
        if (s.RegistrantId is { } registrant) yield return "r\n" + registrant.Value;
        if (s.ZoomUserId is { } user) yield return "z\n" + user.Value;
        if (s.Email is { } email) yield return "e\n" + Names.FoldEmail(email.Value);
        if (s.EarliestName is { } earliest) yield return "n\n" + Names.Fold(earliest.Value);
        if (s.Name is { } name && name.Value != s.EarliestName?.Value) yield return "n\n" + Names.Fold(name.Value);
    }

    private static IEnumerable<string> Identities(Participant who)
    {
        if (who.RegistrantId is { } registrant) yield return "r\n" + registrant;
        if (who.ZoomUserId is { } user) yield return "z\n" + user;
        if (who.Email is { } email) yield return "e\n" + Names.FoldEmail(email);
        if (who.Name is { } name) yield return "n\n" + Names.Fold(name);
    }
}
