namespace Functions.Presence;

/// <summary>Who is in the meeting: as webhooks tell, or as Zoom's live list has it. Pure.</summary>
internal static class PresentPeople
{
    /// <summary>Those who, by all events so far, are in the meeting or wait to be let in.</summary>
    public static IReadOnlyList<PresentPerson> Of(ClassState state) => Ordered(
        from p in state.People
        where p.At.IsPresent || p.At.Place == Place.WaitingRoom
        let s = p.Person.State
        select new PresentPerson(
            null, p.Person.PersonId, p.Student?.StudentId, p.Student?.By, p.Name, s.Email?.Value, p.Role,
            p.Location switch
            {
                Location.WaitingRoom => PresentPlace.WaitingRoom,
                Location.OwnRoom => PresentPlace.OwnRoom,
                Location.OtherRoom => PresentPlace.OtherRoom,
                _ => PresentPlace.MainSession,
            },
            p.RoomId, p.At.RoomUuid, Time(FirstSeen(s)), Time(p.At.Since)));

    /// <summary>
    /// Those whose stay lasts, once each however often they moved. Nothing but the participant uuid tells whose an earlier stay was.
    /// </summary>
    public static IReadOnlyList<PresentPerson> Of(ClassState state, IReadOnlyList<LiveStay> stays)
    {
        var match = new LiveMatcher(state);
        return Ordered(
            from own in stays.Select((stay, i) => (stay, i)).GroupBy(s => s.stay.Who.Uuid ?? $"row {s.i}", s => s.stay, StringComparer.Ordinal)
            let now = own.Where(s => s.To is null).MaxBy(s => s.From)
            where now is not null
            select match.Show(now, own.Min(s => s.From)));
    }

    private static IReadOnlyList<PresentPerson> Ordered(IEnumerable<PresentPerson> people) =>
    [
        .. people.OrderBy(p => p.JoinTime ?? p.Since)
            .ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.PersonId ?? p.ParticipantUuid, StringComparer.Ordinal),
    ];

    private static long? FirstSeen(PersonState s)
    {
        var first = s.MainJoins.Count > 0 ? s.MainJoins[0].At : (long?)null;
        return s.Rooms.ByUuid.Values.Aggregate(first, (least, visit) => Bounded.Min(least, visit.FirstJoin));
    }

    internal static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;
}
