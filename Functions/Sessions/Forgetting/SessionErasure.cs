using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions.Forgetting;

/// <summary>A session's rows as they were read, and what in them is of the student who is being erased. Pure.</summary>
internal sealed class SessionErasure
{
    /// <summary>So many persons with what follows them, one room and the session fit into a transaction.</summary>
    private const int MostPersons = 48;

    private readonly ErasedStudent who;
    private readonly IReadOnlyList<TableEntity> rows;
    private readonly HashSet<string> othersPersons;
    private readonly IReadOnlyList<Person> persons;

    private SessionErasure(IReadOnlyList<TableEntity> rows, SessionRecord record, ErasedStudent who)
    {
        (this.rows, this.who, Record) = (rows, who, record);
        (Planned, PlannedNext) = (Find(record.Plan), record.Pending is { } pending ? Find(pending.Plan) : null);
        var joined = JoinedPeople.Of(record.People);
        var whole = joined.People.ToDictionary(p => p.PersonId, StringComparer.Ordinal);
        var matcher = new PeopleMatcher(new ClassPlan(record.Rooms, record.Host), joined.People);
        persons = [.. record.People.Where(p => IsStudent(p, matcher) || IsStudent(Whole(p), matcher))];
        othersPersons = record.People
            .Where(p => matcher.StudentOf(Whole(p)) is not null || matcher.RoleOf(Whole(p)) == "host")
            .Select(p => p.PersonId).Except(PersonIds).ToHashSet(StringComparer.Ordinal);

        Person Whole(Person p) => whole[joined.IdOf(p.PersonId)];
    }

    public SessionRecord Record { get; }

    /// <summary>The plan's entry of the student, still under their name or id.</summary>
    public PlannedStudent? Planned { get; }

    /// <summary>The same in the plan that Zoom has not confirmed.</summary>
    public PlannedStudent? PlannedNext { get; }

    /// <summary>Names that the session was planned with in place of the roster's: whoever comes under one later is the student.</summary>
    public IReadOnlyList<string> GivenNames =>
        [.. new[] { Planned, PlannedNext }.OfType<PlannedStudent>().Where(s => s.RosterName is not null).Select(s => s.Name)];

    /// <summary>Ids under which these plans add the student to the roster.</summary>
    public IEnumerable<string> NewToRoster => new[] { (Planned, Record.Plan), (PlannedNext, Record.Pending?.Plan) }
        .Where(p => p.Item1 is not null && p.Item2!.NewStudents.Contains(p.Item1.StudentId)).Select(p => p.Item1!.StudentId);

    public bool IsAbout => Planned is not null || PlannedNext is not null || persons.Count > 0 || HasPseudonym || Record.Frozen?.Students.Any(s => who.HasId(s.StudentId)) == true;

    private bool HasPseudonym => Record.Rooms.SelectMany(r => r.Students).Any(s => s.StudentId == who.Pseudonym);

    private IEnumerable<string> PersonIds => persons.Select(p => p.PersonId);

    public static async Task<SessionErasure?> ReadAsync(SessionStore sessions, string sessionId, ErasedStudent who, CancellationToken cancellationToken)
    {
        List<TableEntity> read = [];
        await foreach (var row in sessions.RowsAsync(sessionId, cancellationToken)) read.Add(row);
        return SessionStore.Read(read) is { } record ? new(read, record, who) : null;
    }

    /// <summary>The columns that <see cref="IsStudentsLine"/> looks at.</summary>
    public static IReadOnlyList<string> LogColumns => ["person_id", "student_id", "name", "email", "zoom_user_id", "registrant_id"];

    /// <summary>Whether a line of the log, whatever wrote it, is about the student.</summary>
    public bool IsStudentsLine(TableEntity line)
    {
        if (line.GetString("person_id") is { } personId && PersonIds.Contains(personId, StringComparer.Ordinal)) return true;
        if (who.HasId(line.GetString("student_id")) || who.HasAccount(line.GetString("email")) || who.HasAccount(line.GetString("zoom_user_id"))) return true;
        if (line.GetString("registrant_id") is { } registrant && persons.Any(p => p.State.RegistrantId?.Value == registrant)) return true;
        return who.HasName(line.GetString("name"), Record.Facts.SessionId)
            && !(line.GetString("person_id") is { } other && othersPersons.Contains(other));
    }

    /// <summary>The student's totals in a session that is over, as long as nothing of them is gone; null when they are kept or there are none.</summary>
    public TableEntity? WithTotals(SessionLog log, DateTimeOffset now)
    {
        var planned = Planned!;
        var known = PersonIds.ToHashSet(StringComparer.Ordinal);
        var recognised = Record with { People = [.. Record.People.Select(p => known.Contains(p.PersonId) ? p with { HandStudentId = planned.StudentId } : p)] };
        if (recognised.ToAttendance(log, now).Students.FirstOrDefault(s => s.StudentId == planned.StudentId) is not { } totals) return null;
        BinaryColumns.Write(Session, SessionColumns.Attendance, FrozenAttendance.With(Record.Frozen, totals with { StudentId = who.Pseudonym }).Zip());
        return Session;
    }

    public bool NeedsTotals => Planned is not null && persons.Count > 0 && Record.IsOver && Record.Frozen is not { IsWhole: true } && Record.Frozen?.Has(who.Pseudonym) != true;

    /// <summary>Persons beyond what fits into one transaction: they go first, without a trace.</summary>
    public IEnumerable<string> TooMany => PersonIds.Skip(MostPersons).Select(SessionRows.Person);

    /// <summary>
    /// Everything but the log in one transaction: the plan, the room, the totals' id, and the persons. In a person's place stays a
    /// nameless one with times and rooms, or the others' rooms could not be told from each other any more.
    /// </summary>
    public IReadOnlyList<TableTransactionAction> Changes(DateTimeOffset now)
    {
        List<TableTransactionAction> actions = [];
        foreach (var person in persons.Take(MostPersons))
        {
            var row = rows.First(r => r.RowKey == SessionRows.Person(person.PersonId));
            var left = Nameless.Of(person, StudentLeft(person), Record.IsOver ? null : now.ToUnixTimeSeconds());
            actions.Add(new(TableTransactionActionType.Delete, row, row.ETag));
            actions.Add(new(TableTransactionActionType.Add, PersonColumns.Write(Record.Facts.SessionId, left)));
        }

        var plan = Planned is null ? Record.Plan : Pseudonyms.Erase(Record.Plan, Planned, who.Pseudonym);
        foreach (var room in plan.Rooms.Except(Record.Plan.Rooms))
        {
            var row = rows.First(r => r.RowKey == SessionRows.Room(room.RoomId));
            row["name"] = room.Name;
            row["student_id"] = string.Join(',', room.Students.Select(s => s.StudentId));
            actions.Add(new(TableTransactionActionType.UpdateReplace, row, row.ETag));
        }

        var isFrozen = Record.Frozen?.Students.Any(s => who.HasId(s.StudentId)) == true;
        if (isFrozen) BinaryColumns.Write(Session, SessionColumns.Attendance, (Record.Frozen! with { Students = [.. Record.Frozen.Students.Select(Renamed)] }).Zip());
        if (Planned is not null) BinaryColumns.Write(Session, SessionColumns.Configuration, plan.Zip());
        // Under another id: whoever has the plan in hand does not write it any more.
        if (PlannedNext is not null) PendingPlans.Write(Session, new(Guid.NewGuid().ToString("N"), Pseudonyms.Erase(Record.Pending!.Plan, PlannedNext, who.Pseudonym)));
        if (Planned is not null || PlannedNext is not null || isFrozen) actions.Add(new(TableTransactionActionType.UpdateReplace, Session, Session.ETag));
        return actions;
    }

    private PlannedStudent? Find(SessionPlan plan)
    {
        var students = plan.Rooms.SelectMany(r => r.Students).ToList();
        return students.Find(s => who.HasId(s.StudentId)) ?? students.Find(s => who.HasAccount(s.Email));
    }

    private TableEntity Session => rows.First(r => r.RowKey == SessionRows.Session);

    // Another student whom the professor took this person for stays who they are.
    private string? StudentLeft(Person person) =>
        person.HandStudentId is { } hand && hand != Planned?.StudentId && !who.HasId(hand) ? hand
        : Planned is not null || HasPseudonym ? who.Pseudonym
        : null;

    private Attendee Renamed(Attendee a) => who.HasId(a.StudentId) ? a with { StudentId = who.Pseudonym } : a;

    private bool IsStudent(Person person, PeopleMatcher matcher)
    {
        if (who.HasAccount(person.State.Email?.Value) || who.HasAccount(person.State.ZoomUserId?.Value) || who.HasId(person.HandStudentId)) return true;
        if (matcher.StudentOf(person) is { } matched) return matched.StudentId == Planned?.StudentId;
        return matcher.RoleOf(person) != "host"
            && (IsName(person.State.EarliestName) || person.State.Names.Any(n => IsName(n)));

        bool IsName(Register? name) => who.HasName(name?.Value, Record.Facts.SessionId);
    }
}
