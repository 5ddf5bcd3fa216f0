using System.Globalization;
using System.Text;
using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>Who is who, asked anew for each person by going through all students and all persons.</summary>
internal sealed class Recognition(ClassPlan plan, IReadOnlyList<History> people)
{
    public StudentMatch? StudentOf(History p)
    {
        if (ByMoreThanName(p) is { } match) return match;
        if (Hand(p) is not null || IsHost(p) || ByName(p) is not { } named) return null;
        var differs = p.Latest(x => x.Email) is { } email && plan.Students.Single(s => s.StudentId == named).Email is { } planned
            && !Same(email, planned);
        return differs && people.Any(o => ByMoreThanName(o)?.StudentId == named) ? null : new(named, MatchedBy.Name, differs);
    }

    public string RoleOf(History p) =>
        IsHost(p) ? "host"
        : p.Latest(x => x.Role) is "host" or "co-host" ? p.Latest(x => x.Role)!
        : StudentOf(p) is null && p.LaterNames.Append(p.EarliestName).Any(n => n is not null && Plain(n) == Plain(plan.Host.Name!)) ? "host"
        : "attendee";

    private StudentMatch? ByMoreThanName(History p)
    {
        if (Hand(p) is { } hand) return new(hand, MatchedBy.Hand);
        if (IsHost(p)) return null;
        foreach (var account in Accounts(p))
            if (Only(people.Where(o => Hand(o) is not null && Accounts(o).Contains(account)).Select(Hand)) is { } same)
                return new(same, MatchedBy.Hand);
        if (p.Latest(x => x.RegistrantId) is { } registrant && ByRegistrant(registrant) is { } registered)
            return new(registered, MatchedBy.Registrant);
        return ByEmail(p) is { } mailed ? new(mailed, MatchedBy.Email) : null;
    }

    // The first name decides, if anybody has it; else the last of the others that one student alone has.
    private string? ByName(History p)
    {
        var first = plan.Students.Where(s => p.EarliestName is not null && Plain(s.Name) == Plain(p.EarliestName)).ToList();
        if (first.Count > 0) return first is [var only] ? only.StudentId : null;
        if (p.EarliestName is not null && Plain(p.EarliestName) == Plain(plan.Host.Name!)) return null;
        return p.LaterNames.Select(n => Only(plan.Students.Where(s => Plain(s.Name) == Plain(n)).Select(s => s.StudentId)))
            .FirstOrDefault(s => s is not null);
    }

    private bool IsHost(History p) =>
        (p.Latest(x => x.ZoomUserId) is { } id && (id == plan.Host.HostId || id == plan.Host.ZoomUserId))
        || (p.Latest(x => x.Email) is { } email && Same(email, plan.Host.Email));

    private string? Hand(History p) => plan.Students.FirstOrDefault(s => s.StudentId == p.Hand)?.StudentId;

    private string? ByEmail(History p) => p.Latest(x => x.Email) is { } email
        ? Only(plan.Students.Where(s => Same(email, s.Email)).Select(s => s.StudentId))
        : null;

    // A registrant whose e-mail was once seen is known by the registrant id alone.
    private string? ByRegistrant(string registrant) => Only(plan.Students
        .Where(s => s.RegistrantId == registrant)
        .Select(s => s.StudentId)
        .Concat(people.Where(o => Hand(o) is null && !IsHost(o) && o.Latest(x => x.RegistrantId) == registrant).Select(ByEmail)));

    private static IEnumerable<string> Accounts(History p)
    {
        if (p.Latest(x => x.RegistrantId) is { } registrant) yield return $"registrant {registrant}";
        if (p.Latest(x => x.ZoomUserId) is { } user) yield return $"zoom {user}";
        if (p.Latest(x => x.Email) is { } email) yield return $"mail {email.Trim().ToUpperInvariant()}";
    }

    private static string? Only(IEnumerable<string?> students)
    {
        var different = students.Where(s => s is not null).Distinct().ToList();
        return different.Count == 1 ? different[0] : null;
    }

    private static bool Same(string a, string? b) => b is not null && a.Trim().Equals(b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Join(' ', string.Concat(
            name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        .ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
