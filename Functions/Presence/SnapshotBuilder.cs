namespace Functions.Presence;

/// <summary>What a session is, apart from who is where.</summary>
/// <param name="Status">As last stored; <see cref="SnapshotBuilder"/> makes a scheduled session active when its time has come.</param>
/// <param name="Warnings">About the plan.</param>
/// <param name="MeetingLimit">After how many minutes Zoom ends a meeting, if the account's plan has a limit.</param>
/// <param name="SeenRunningAt">When Zoom last said that the meeting runs although no webhook had told of anybody in it.</param>
/// <param name="NotFoundSince">Since when Zoom has said that it does not know the meeting.</param>
public sealed record SessionFacts(
    string SessionId,
    string ProfessorId,
    string? MeetingId,
    string Topic,
    SessionStatus Status,
    string? EndReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset StartTime,
    string Timezone,
    int Duration,
    DateTimeOffset? EndTime,
    string? JoinUrl,
    string? Passcode,
    IReadOnlyList<Warning> Warnings,
    int? MeetingLimit = null,
    DateTimeOffset? SeenRunningAt = null,
    DateTimeOffset? NotFoundSince = null);

/// <summary>Renders a class and its session into the <see cref="Snapshot"/>. Pure: the same records and moment give the same answer.</summary>
public static class SnapshotBuilder
{
    /// <param name="now">Decides only whether young leaves count yet and whether a scheduled session has begun.</param>
    public static Snapshot Build(
        SessionFacts facts, ClassPlan plan, IReadOnlyCollection<Person> people, IReadOnlyCollection<Run> runs, DateTimeOffset now)
    {
        var state = new ClassState(plan, people, runs, now.ToUnixTimeSeconds(), facts.EndTime?.ToUnixTimeSeconds());
        var students = plan.Rooms.Select(r => r.Students.Select(s => Student(s, state)).ToList()).ToList();
        var unmatched = state.Unmatched.Select(Person).ToList();
        return new Snapshot(
            facts.SessionId,
            Version: "",
            facts.ProfessorId,
            facts.MeetingId,
            facts.Topic,
            StatusOf(facts, state, now),
            MeetingStatusOf(state, facts),
            facts.EndReason,
            facts.CreatedAt,
            facts.StartTime,
            facts.Timezone,
            facts.Duration,
            MeetingStartedAt: Time(state.Runs.First?.Start),
            facts.EndTime,
            facts.JoinUrl,
            facts.Passcode,
            RoomsOpenedAt: Time(people.SelectMany(p => p.State.Rooms.ByUuid.Values).Min(v => v.FirstJoin)),
            WarningsOf(facts, state, now),
            [.. plan.Rooms.Select((room, i) => Room(room, students[i], state, facts.Status))],
            [.. state.Hosts.Select(Person)],
            unmatched,
            [.. Unbound(state)],
            Count([.. students.SelectMany(s => s)], unmatched.Count),
            SettlesAt: Time(state.People.Min(p => p.At.SettlesAt)));
    }

    private static SessionStatus StatusOf(SessionFacts facts, ClassState state, DateTimeOffset now) =>
        facts.Status == SessionStatus.Scheduled && (now >= facts.StartTime || state.Runs.Latest is not null || state.People.Count > 0)
            ? SessionStatus.Active
            : facts.Status;

    private static MeetingStatus MeetingStatusOf(ClassState state, SessionFacts facts) => state.Runs.Latest switch
    {
        null => facts.Status is SessionStatus.Completed or SessionStatus.Failed ? MeetingStatus.Ended : MeetingStatus.Waiting,
        { End: null } => MeetingStatus.Started,
        _ => MeetingStatus.Ended,
    };

    private static IReadOnlyList<Warning> WarningsOf(SessionFacts facts, ClassState state, DateTimeOffset now) => facts.Status switch
    {
        SessionStatus.Active or SessionStatus.Scheduled =>
            [.. facts.Warnings, .. Concerns.Of(facts, state, now.ToUnixTimeSeconds()), .. Concerns.OfMatches(state)],
        SessionStatus.Completed when facts.EndTime is { } end && state.Runs.Latest?.Start > end.ToUnixTimeSeconds() =>
        [
            .. facts.Warnings, new("running_after_end", "The meeting was started again after this session had been completed."),
            .. Concerns.OfMatches(state),
        ],
        _ => [.. facts.Warnings, .. Concerns.OfMatches(state)],
    };

    private static RoomView Room(PlannedRoom room, IReadOnlyList<StudentView> students, ClassState state, SessionStatus session)
    {
        var bound = state.Bindings.Newest.TryGetValue(room.RoomId, out var newest);
        var entered = bound && state.People.Any(p => p.Person.State.Rooms.ByUuid.ContainsKey(newest.Uuid));
        var status = session is SessionStatus.Completed or SessionStatus.Failed ? RoomStatus.Completed
            : entered ? RoomStatus.Active
            : RoomStatus.Pending;
        return new(
            room.RoomId,
            room.Name,
            bound ? newest.Uuid : null,
            bound ? newest.By : null,
            AvatarSessionId: null,
            status,
            students,
            [.. state.People.Where(p => p.RoomId == room.RoomId).Select(Occupant)]);
    }

    private static StudentView Student(PlannedStudent student, ClassState state) => state.Find(student.StudentId) is { } found
        ? new(
            student.StudentId,
            student.Name,
            student.Email,
            found.Name,
            found.Location,
            found.RoomId,
            found.At.RoomUuid,
            state.DevicesOf(student.StudentId),
            found.Student!.Value.By,
            state.EmailDiffers(student.StudentId),
            found.Location == Location.Absent ? null : Time(found.At.Since))
        : new(student.StudentId, student.Name, student.Email, null, Location.Absent, null, null, 0, null, EmailDiffers: false, null);

    private static IEnumerable<UnboundRoomView> Unbound(ClassState state) => state.Bindings.Unbound
        .Select(u => new UnboundRoomView(
            u.Uuid,
            DateTimeOffset.FromUnixTimeSeconds(u.FirstSeen),
            [.. state.People.Where(p => p.At.RoomUuid == u.Uuid).Select(Occupant)]));

    private static OccupantView Occupant(Located p) =>
        new(p.Person.PersonId, p.Name, p.Role, p.Student?.StudentId, Time(p.At.Since));

    private static PersonView Person(Located p) =>
        new(p.Person.PersonId, p.Name, p.Role, p.Student?.StudentId, p.Location, p.RoomId, p.At.RoomUuid, Time(p.At.Since));

    private static Counts Count(IReadOnlyList<StudentView> students, int unmatched)
    {
        var own = In(Location.OwnRoom);
        var other = In(Location.OtherRoom);
        var main = In(Location.MainSession);
        return new(
            students.Count, own + other + main, own, other, main, In(Location.WaitingRoom), In(Location.Absent), In(Location.Left), unmatched);

        int In(Location location) => students.Count(s => s.Location == location);
    }

    private static DateTimeOffset? Time(long? seconds) =>
        seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;
}
