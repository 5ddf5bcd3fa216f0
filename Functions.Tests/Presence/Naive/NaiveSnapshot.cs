using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>Renders a naively computed class as the product renders its own.</summary>
internal static class NaiveSnapshot
{
    public static Snapshot Of(NaiveClass seen, DateTimeOffset? sessionEnd)
    {
        var facts = seen.Story.Facts(sessionEnd);
        var rooms = seen.Plan.Rooms.Select(r => Room(seen, r, facts)).ToList();
        var students = rooms.SelectMany(r => r.Students).ToList();
        var unmatched = seen.People.Where(p => p.Student is null && !p.IsHost).Select(Person).ToList();
        return new(
            facts.SessionId, "", facts.ProfessorId, facts.MeetingId, facts.Topic, facts.Status,
            seen.LatestRun is { } run ? (run.End is null ? MeetingStatus.Started : MeetingStatus.Ended) : sessionEnd is null ? MeetingStatus.Waiting : MeetingStatus.Ended,
            facts.EndReason, facts.CreatedAt, facts.StartTime, facts.Timezone, facts.Duration, Time(seen.FirstRun?.Start), facts.EndTime, facts.JoinUrl, facts.Passcode,
            Time(seen.Histories.Min(h => h.FirstEntry)), NaiveWarnings.Of(seen, sessionEnd), rooms,
            [.. seen.People.Where(p => p.IsHost).Select(Person)],
            unmatched,
            [.. (seen.Creations.Count == 0 ? [] : seen.Creations[^1]).Where(z => !seen.RoomOf.ContainsKey(z.Uuid)).Select(z => new UnboundRoomView(
                z.Uuid, Time(z.First)!.Value, Occupants(seen.People.Where(p => p.Uuid == z.Uuid))))],
            Count(students, unmatched.Count),
            Time(seen.People.Min(p => p.Settles)));
    }

    private static RoomView Room(NaiveClass seen, PlannedRoom room, SessionFacts facts)
    {
        var bound = seen.RoomNow.TryGetValue(room.RoomId, out var now);
        var entered = bound && seen.Histories.Exists(h => h.Rooms.Contains(now.Uuid));
        return new(
            room.RoomId, room.Name, bound ? now.Uuid : null, bound ? now.By : null, null,
            facts.Status == SessionStatus.Completed ? RoomStatus.Completed : entered ? RoomStatus.Active : RoomStatus.Pending,
            [.. room.Students.Select(s => Student(seen, s))],
            Occupants(seen.People.Where(p => p.RoomId == room.RoomId)));
    }

    private static StudentView Student(NaiveClass seen, PlannedStudent s) => seen.Find(s.StudentId) is { } found
        ? new(
            s.StudentId, s.Name, s.Email, found.Person.Latest(p => p.Name), found.Location, found.RoomId, found.Uuid,
            seen.People.Count(p => p.Student == s.StudentId && p.IsIn), found.By,
                seen.People.Exists(p => p.Student == s.StudentId && p.EmailDiffers),
            found.Location == Location.Absent ? null : Time(found.Since))
        : new(s.StudentId, s.Name, s.Email, null, Location.Absent, null, null, 0, null, false, null);

    private static List<OccupantView> Occupants(IEnumerable<Seen> people) =>
        [.. people.Select(p => new OccupantView(p.Person.PersonId, p.Person.Latest(x => x.Name), p.Role, p.Student, Time(p.Since)))];

    private static PersonView Person(Seen p) =>
        new(p.Person.PersonId, p.Person.Latest(x => x.Name), p.Role, p.Student, p.Location, p.RoomId, p.Uuid, Time(p.Since));

    private static Counts Count(List<StudentView> students, int unmatched)
    {
        var at = students.CountBy(s => s.Location).ToDictionary();
        int In(Location place) => at.GetValueOrDefault(place);
        return new(
            students.Count, In(Location.OwnRoom) + In(Location.OtherRoom) + In(Location.MainSession), In(Location.OwnRoom), In(Location.OtherRoom),
            In(Location.MainSession), In(Location.WaitingRoom), In(Location.Absent), In(Location.Left), unmatched);
    }

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.UnixEpoch.AddSeconds(s) : null;
}
