namespace Functions.Presence;

/// <summary>
/// The people of a session, each with all that is known of them. Events without a <c>participant_uuid</c> make persons of their own when
/// they are recorded; here such a person is joined with the one of the same run that has the same connection.
/// </summary>
internal sealed class JoinedPeople
{
    private readonly Dictionary<string, string> ownerOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, string UserId), string?> joined = [];
    private readonly Dictionary<(string Run, string UserId), string?> left = [];

    private JoinedPeople(IReadOnlyCollection<Person> recorded)
    {
        People = recorded;
        var loose = recorded.Where(IsLoose).ToList();
        if (loose.Count == 0) return;

        foreach (var person in recorded.Where(p => p.State.Connection is null))
        {
            foreach (var passage in person.State.MainJoins) Learn(joined, person, passage);
            foreach (var passage in person.State.MainLeaves) Learn(left, person, passage);
        }

        var ids = recorded.Select(p => p.PersonId).ToHashSet(StringComparer.Ordinal);
        foreach (var person in loose)
            if (OwnerOf(person, ids) is { } owner) ownerOf[person.PersonId] = owner;
        if (ownerOf.Count > 0) People = [.. recorded.GroupBy(p => IdOf(p.PersonId), StringComparer.Ordinal).Select(Join)];
    }

    public IReadOnlyCollection<Person> People { get; }

    public static JoinedPeople Of(IReadOnlyCollection<Person> recorded) => new(recorded);

    /// <summary>The id of the person that a recorded one belongs to: their own, or another's.</summary>
    public string IdOf(string personId)
    {
        if (ownerOf.Count == 0) return personId;
        var id = ownerOf.GetValueOrDefault(personId, personId);
        return ownerOf.GetValueOrDefault(id, id);
    }

    // Of these no join of the main meeting was recorded, and they have no key that says more than their connection does.
    private static bool IsLoose(Person p) =>
        p.State.Connection is not null || (p.State is { MainJoins.Count: 0, MainLeaves.Count: > 0 } && p.IsKnownByIdentity);

    private static void Learn(Dictionary<(string, string), string?> owners, Person person, Passage passage)
    {
        if (passage.UserId.Length == 0) return;
        var key = (person.RunUuid, passage.UserId);
        if (!owners.TryAdd(key, person.PersonId) && owners[key] != person.PersonId) owners[key] = null;
    }

    private string? OwnerOf(Person loose, HashSet<string> ids)
    {
        if (loose.State.Connection is not { } connection)
        {
            return loose.State.MainLeaves
                .Select(l => joined.GetValueOrDefault((loose.RunUuid, l.UserId)))
                .FirstOrDefault(o => o is not null);
        }

        var key = (loose.RunUuid, connection);
        if ((joined.GetValueOrDefault(key) ?? left.GetValueOrDefault(key)) is { } owner) return owner;
        return Person.IdOf(loose.RunUuid, loose.Identity) is { } id && ids.Contains(id) ? id : null;
    }

    private Person Join(IGrouping<string, Person> recorded)
    {
        var owner = recorded.First(p => p.PersonId == recorded.Key);
        owner = owner with { IsKnownByNameOnly = owner.IsKnownByNameOnly };
        foreach (var other in recorded.Where(p => p.PersonId != recorded.Key).OrderBy(p => p.PersonId, StringComparer.Ordinal))
        {
            owner = owner with
            {
                State = PersonState.Merge(owner.State, other.State) with { Connection = owner.State.Connection },
                HandStudentId = owner.HandStudentId ?? other.HandStudentId,
            };
        }

        return owner;
    }
}
