namespace Functions.Presence;

/// <summary>
/// Who somebody in Zoom's live list is, and which room they are in. The participant uuid leads to the person whom webhooks told of;
/// what the list knows beyond that, such as an e-mail, may tell who they are where webhooks could not.
/// </summary>
internal sealed class LiveMatcher
{
    private readonly ClassState state;
    private readonly PeopleMatcher matcher;
    private readonly Dictionary<string, Located> people;
    private readonly IReadOnlyList<string> runs;
    private readonly HashSet<string> rooms;
    private readonly Dictionary<string, string> roomOfStudent;

    public LiveMatcher(ClassState state)
    {
        this.state = state;
        matcher = new PeopleMatcher(state.Plan, [.. state.People.Select(p => p.Person)]);
        people = state.People.ToDictionary(p => p.Person.PersonId, StringComparer.Ordinal);
        runs = [.. state.People.Select(p => p.Person.RunUuid).Distinct(StringComparer.Ordinal).OrderByDescending(state.Runs.IndexOf)];
        rooms = state.People.SelectMany(p => p.Person.State.Rooms.ByUuid.Keys).ToHashSet(StringComparer.Ordinal);
        roomOfStudent = state.Plan.Rooms.SelectMany(r => r.Students.Select(s => (s.StudentId, r.RoomId)))
            .ToDictionary(p => p.StudentId, p => p.RoomId, StringComparer.Ordinal);
    }

    /// <param name="stay">The stay that lasts.</param>
    /// <param name="first">When the first stay began.</param>
    public PresentPerson Show(LiveStay stay, long? first)
    {
        var known = Find(stay.Who);
        var stated = PersonState.From(new(EventKind.RoleChanged, "", stay.From ?? long.MaxValue, Participant: stay.Who));
        var person = known is null ? new Person("", "", stated) : known.Person with { State = PersonState.Merge(known.Person.State, stated) };
        var student = matcher.StudentOf(person);
        var (place, room, zoomRoom) = Place(stay, known, student?.StudentId);
        return new(
            stay.Who.Uuid, known?.Person.PersonId, student?.StudentId, student?.By, stay.Who.Name ?? known?.Name, person.State.Email?.Value,
            matcher.RoleOf(person), place, room, zoomRoom, PresentPeople.Time(first), PresentPeople.Time(stay.From));
    }

    private (PresentPlace Place, string? RoomId, string? ZoomRoomId) Place(LiveStay stay, Located? known, string? studentId)
    {
        if (stay.IsWaiting) return (PresentPlace.WaitingRoom, null, null);
        if (RoomOf(stay, known) is not { } uuid) return (stay.RoomUuid is null ? PresentPlace.MainSession : PresentPlace.BreakoutRoom, null, null);
        var room = state.Bindings.RoomOf.GetValueOrDefault(uuid);
        var isOwn = room is not null && studentId is not null && room == roomOfStudent[studentId];
        return (isOwn ? PresentPlace.OwnRoom : PresentPlace.OtherRoom, room, uuid);
    }

    // The list's own id, where webhooks have the same one; else what webhooks say, unless the list has a newer stay in the main session.
    private string? RoomOf(LiveStay stay, Located? known)
    {
        if (stay.RoomUuid is { } listed && rooms.Contains(listed)) return listed;
        if (known?.At is not { Place: Presence.Place.Room } at) return null;
        return stay.RoomUuid is not null || at.Since >= stay.From - Whereabouts.GraceSeconds ? at.RoomUuid : null;
    }

    // The list does not say which run it is of; a participant uuid is of one only. Where webhooks had none, the next best identifier counts.
    private Located? Find(Participant who)
    {
        foreach (var identity in new[] { who, who with { Uuid = null } })
            foreach (var run in runs)
                if (Person.IdOf(run, identity) is { } id && people.TryGetValue(id, out var found)) return found;
        return null;
    }
}
