using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>
/// Whose events are whose: first by the ids that the product gives, then those without a participant uuid to whoever has their connection.
/// </summary>
internal static class Gathering
{
    public static List<History> Of(IReadOnlyCollection<MeetingEvent> received, IReadOnlyDictionary<string, string> hands)
    {
        var groups = received.Where(e => e.Participant is not null).Distinct().GroupBy(e => Person.IdOf(e)!)
            .Select(g => new Group(g.Key, [.. g])).ToList();
        var owned = groups.ToDictionary(g => g, g => g);
        foreach (var group in groups) owned[group] = OwnerOf(group, groups);
        return
        [
            .. groups.GroupBy(g => owned[owned[g]])
                .Select(g => new History(g.Key.Id, g.Key.Run, g.SelectMany(o => o.Events), hands.GetValueOrDefault(g.Key.Id),
                    g.Key.IsNamedOnly))
                .OrderBy(h => h.PersonId, StringComparer.Ordinal),
        ];
    }

    private static Group OwnerOf(Group group, List<Group> all)
    {
        var others = all.Where(o => o != group && o.Run == group.Run && !o.IsConnection).ToList();
        if (!group.IsConnection)
        {
            if (group.HasUuid || group.Joins.Any() || !group.Leaves.Any()) return group;
            return group.Leaves.Order().Select(l => Only(others.Where(o => o.Joins.Any(j => j.User == l.User))))
                .FirstOrDefault(o => o is not null) ?? group;
        }

        var connection = group.Events.Select(e => e.Participant!.ParentUserId ?? e.Participant!.UserId).First();
        return Only(others.Where(o => o.Joins.Any(j => j.User == connection)))
            ?? Only(others.Where(o => o.Leaves.Any(l => l.User == connection)))
            ?? others.Find(o => o.Id == group.IdByIdentity)
            ?? group;
    }

    private static Group? Only(IEnumerable<Group> groups) => groups.ToList() is [var only] ? only : null;

    private sealed record Group(string Id, IReadOnlyList<MeetingEvent> Events)
    {
        public string Run => Events[0].MeetingUuid;

        public bool HasUuid => Events[0].Participant!.Uuid is not null;

        /// <summary>Kept under a connection, since nothing better was told.</summary>
        public bool IsConnection => !HasUuid
            && Events[0] is { Kind: not (EventKind.Joined or EventKind.Left),
            Participant: { UserId: not null } or { ParentUserId: not null } };

        public bool IsNamedOnly => !IsConnection
            && Events[0].Participant is { Uuid: null, RegistrantId: null, ZoomUserId: null, Email: null };

        public IEnumerable<(long At, string? User)> Joins => Passages(EventKind.Joined);

        public IEnumerable<(long At, string? User)> Leaves => Passages(EventKind.Left);

        public string? IdByIdentity => Person.IdOf(Run, new(
            null, null, Last(p => p.RegistrantId), Last(p => p.ZoomUserId), Last(p => p.Email), Last(p => p.Name)));

        private IEnumerable<(long At, string? User)> Passages(EventKind kind) => Events
            .Where(e => e.Kind == kind && !string.IsNullOrEmpty(e.Participant!.UserId)).Select(e => (e.OccurredAt, e.Participant!.UserId));

        private string? Last(Func<Participant, string?> field) =>
            Events.Where(e => field(e.Participant!) is not null).OrderBy(e => e.OccurredAt)
                .ThenBy(e => field(e.Participant!), StringComparer.Ordinal)
                .Select(e => field(e.Participant!)).LastOrDefault();
    }
}
