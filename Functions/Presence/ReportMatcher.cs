namespace Functions.Presence;

/// <summary>
/// Which attendee a reported stay belongs to. The report has no participant uuid, so the people of the same run are asked first, by
/// their strongest identifier, and then the plan.
/// </summary>
internal sealed class ReportMatcher
{
    private const string Host = "host";

    private readonly PeopleMatcher matcher;
    private readonly Dictionary<(string Run, string Identity), string?> known = [];

    public ReportMatcher(ClassState state)
    {
        matcher = new PeopleMatcher(state.Plan, [.. state.People.Select(p => p.Person)]);
        foreach (var person in state.People)
        {
            var attendee = AttendeeOf(person) ?? Host;
            foreach (var identity in Identities(person.Person.State)) Learn((person.Person.RunUuid, identity), attendee);
        }
    }

    /// <summary>The attendee of a person: a student, or somebody unmatched; null for hosts, who are not counted.</summary>
    public static string? AttendeeOf(Located person) =>
        person.Student is { } student ? "s:" + student.StudentId : person.IsHost ? null : "p:" + person.Person.PersonId;

    /// <summary>Somebody whom only the report knows.</summary>
    public static bool IsStranger(string attendee) => attendee.StartsWith("r:", StringComparison.Ordinal);

    public static string StudentKey(string studentId) => "s:" + studentId;

    /// <summary>Null for hosts, and for whom more than one attendee may be.</summary>
    public string? AttendeeOf(ReportedStay stay)
    {
        var isAmbiguous = false;
        foreach (var identity in Identities(stay.Who))
        {
            if (!known.TryGetValue((stay.MeetingUuid, identity), out var attendee)) continue;
            if (attendee is not null) return attendee == Host ? null : attendee;
            isAmbiguous = true;
        }

        if (isAmbiguous) return null;
        var stranger = StrangerOf(stay);
        if (matcher.StudentOf(stranger) is { } student) return StudentKey(student.StudentId);
        return matcher.IsHost(stranger) ? null : "r:" + Person.IdOf(stay.MeetingUuid, stay.Who);
    }

    // The whole name counts before its parts, as the name somebody came with does.
    private static Person StrangerOf(ReportedStay stay)
    {
        var state = PersonState.From(new(EventKind.Joined, stay.MeetingUuid, stay.From, Participant: stay.Who));
        if (stay.Who.Name is { } name)
            state = state with { Names = [.. NamesIn(name).Reverse().Select((part, i) => new Register(stay.From + i, part))] };
        return new("", stay.MeetingUuid, state);
    }

    /// <summary>
    /// The names that a reported one may stand for: Zoom's report shows somebody who was renamed as "new (original)". The whole first,
    /// then the original, then the new one. Either may hold brackets of its own.
    /// </summary>
    internal static IEnumerable<string> NamesIn(string reported)
    {
        yield return reported;
        var name = reported.TrimEnd();
        if (!name.EndsWith(')')) yield break;
        for (var bracket = name.IndexOf('(', StringComparison.Ordinal); bracket >= 0; bracket = name.IndexOf('(', bracket + 1))
        {
            var (renamed, original) = (name[..bracket].Trim(), name[(bracket + 1)..^1].Trim());
            if (renamed.Length == 0 || original.Length == 0) continue;
            yield return original;
            yield return renamed;
        }
    }

    private void Learn((string Run, string Identity) key, string attendee)
    {
        if (!known.TryAdd(key, attendee) && known[key] != attendee) known[key] = null;
    }

    private static IEnumerable<string> Identities(PersonState s)
    {
        if (s.RegistrantId is { } registrant) yield return "r\n" + registrant.Value;
        if (s.ZoomUserId is { } user) yield return "z\n" + user.Value;
        if (s.Email is { } email) yield return "e\n" + Names.FoldEmail(email.Value);
        if (s.EarliestName is { } earliest) yield return "n\n" + Names.Fold(earliest.Value);
        foreach (var name in s.Names)
            if (name.Value != s.EarliestName?.Value) yield return "later\n" + Names.Fold(name.Value);
    }

    // The name somebody came with says more than one that they took on later, which may be another's.
    private static IEnumerable<string> Identities(Participant who)
    {
        if (who.RegistrantId is { } registrant) yield return "r\n" + registrant;
        if (who.ZoomUserId is { } user) yield return "z\n" + user;
        if (who.Email is { } email) yield return "e\n" + Names.FoldEmail(email);
        if (who.Name is not { } reported) yield break;
        List<string> names = [.. NamesIn(reported).Select(Names.Fold)];
        foreach (var name in names) yield return "n\n" + name;
        foreach (var name in names) yield return "later\n" + name;
    }
}
