using Functions.Presence;

namespace Functions.Tests.Presence.Naive;

/// <summary>A person with all that the naive rules find out about them.</summary>
internal sealed record Seen(
    History Person, string? Student, MatchedBy? By, bool EmailDiffers, string Role, Place Place, string? Uuid, string? RoomId,
        Location Location, long? Since, long? Settles)
{
    /// <summary>A host or co-host who is no student.</summary>
    public bool IsHost => Student is null && Role != "attendee";

    public bool IsIn => Place is Place.MainSession or Place.Room;
}

/// <summary>
/// The rules of presence applied naively: every event kept, each question answered by going through all of them. Shares no rule with
/// the product, only the shapes of its answers and the ids that it gives to people.
/// </summary>
internal sealed class NaiveClass
{
    private readonly Dictionary<string, (long? Start, long? End)> runs;
    private readonly List<string> runOrder;

    public NaiveClass(ClassStory story, IReadOnlyCollection<MeetingEvent> received, IReadOnlyDictionary<string, string> claimed, long now, long? sessionEnd)
    {
        (Story, Plan, Now) = (story, story.Plan, now);
        Histories = Gathering.Of(received, story.Hands);
        (runOrder, runs) = RunsOf(received, Histories, sessionEnd);
        var who = new Recognition(Plan, Histories);
        var roomOfStudent = Plan.Rooms.SelectMany(r => r.Students.Select(s => (s.StudentId, r.RoomId))).ToDictionary(s => s.StudentId, s => s.RoomId);
        var known = Histories.ConvertAll(h => (Person: h, Student: who.StudentOf(h), Role: who.RoleOf(h)));

        var rooms = known
            .SelectMany(k => k.Person.Rooms.Select(uuid => (uuid, k)))
            .GroupBy(s => s.uuid)
            .Select(g => new SeenRoom(
                g.Key,
                g.Min(s => IndexOf(s.k.Person.Run)),
                g.Min(s => s.k.Person.FirstIn(g.Key)),
                g.Max(s => s.k.Person.LastIn(g.Key, EndOf(s.k.Person.Run), now)),
                [.. g.Where(s => s.k.Student is not null)
                    .Select(s => (s.k.Student!.Value.StudentId, roomOfStudent[s.k.Student.Value.StudentId], s.k.Person.FirstIn(g.Key)))]));
        Creations = RoomEvidence.Creations(rooms);
        (RoomOf, RoomNow) = RoomEvidence.Bindings(Plan, Creations, claimed);
        People = known.ConvertAll(k => Locate(k.Person, k.Student, k.Role, roomOfStudent));
    }

    public ClassStory Story { get; }

    public ClassPlan Plan { get; }

    public long Now { get; }

    public List<History> Histories { get; }

    public List<Seen> People { get; }

    public IReadOnlyList<IReadOnlyList<SeenRoom>> Creations { get; }

    public Dictionary<string, string> RoomOf { get; }

    public Dictionary<string, (string Uuid, BoundBy By)> RoomNow { get; }

    public IEnumerable<(long? Start, long? End)> Runs => runOrder.Select(r => runs[r]);

    public (long? Start, long? End)? FirstRun => runOrder.Count == 0 ? null : runs[runOrder[0]];

    public string? LatestRunUuid => runOrder.Count == 0 ? null : runOrder[^1];

    public (long? Start, long? End)? LatestRun => runOrder.Count == 0 ? null : runs[runOrder[^1]];

    public long? EndOf(string run) => runs.TryGetValue(run, out var known) ? known.End : null;

    /// <summary>The person who says where a student is: own room, other room, main session, waiting room, left; then the latest.</summary>
    public Seen? Find(string student)
    {
        var persons = People.Where(p => p.Student == student).ToList();
        return persons
            .Select(p => p.Place == Place.WaitingRoom && persons.Exists(o => o.Person.LastEntry >= p.Since) ? p with { Location = Location.Absent } : p)
            .OrderBy(p => Array.IndexOf(
                [Location.OwnRoom, Location.OtherRoom, Location.MainSession, Location.WaitingRoom, Location.Left, Location.Absent], p.Location))
            .ThenByDescending(p => p.Since)
            .FirstOrDefault();
    }

    private Seen Locate(History p, StudentMatch? student, string role, Dictionary<string, string> roomOfStudent)
    {
        var (place, uuid, since, settles) = p.Where(EndOf(p.Run), Now);
        var room = uuid is null ? null : RoomOf.GetValueOrDefault(uuid);
        var location = place switch
        {
            Place.Room when student is { } s && room == roomOfStudent[s.StudentId] => Location.OwnRoom,
            Place.Room => Location.OtherRoom,
            Place.MainSession => Location.MainSession,
            Place.WaitingRoom => Location.WaitingRoom,
            Place.Left => Location.Left,
            _ => Location.Absent,
        };
        return new(p, student?.StudentId, student?.By, student?.EmailDiffers == true, role, place, uuid, room, location, since, settles);
    }

    private int IndexOf(string run) => runOrder.Contains(run) ? runOrder.IndexOf(run) : int.MaxValue;

    private static (List<string> Order, Dictionary<string, (long? Start, long? End)> Runs) RunsOf(
        IReadOnlyCollection<MeetingEvent> received, IReadOnlyList<History> people, long? sessionEnd)
    {
        var starts = received.Where(e => e.Kind == EventKind.MeetingStarted).Select(e => (e.MeetingUuid, At: (long?)Math.Min(e.OccurredAt, e.RunStart ?? e.OccurredAt)))
            .Concat(people.Where(p => p.RunBegan is not null).Select(p => (p.Run, p.RunBegan)))
            .GroupBy(s => s.Item1).ToDictionary(g => g.Key, g => g.Min(s => s.Item2));
        var ends = received.Where(e => e.Kind == EventKind.MeetingEnded).GroupBy(e => e.MeetingUuid).ToDictionary(g => g.Key, g => g.Max(e => e.OccurredAt));
        var order = starts.Keys.Union(ends.Keys).OrderBy(r => starts.GetValueOrDefault(r) ?? ends[r]).ThenBy(r => r, StringComparer.Ordinal).ToList();
        var closed = new Dictionary<string, (long?, long?)>();
        foreach (var (run, next) in order.Zip(order.Skip(1).Append(null)))
        {
            long? end = ends.TryGetValue(run, out var stated) ? stated : null;
            if (next is not null) end = new[] { end, starts.GetValueOrDefault(next) }.Min() ?? ends[next];
            else if (end is null && sessionEnd >= starts.GetValueOrDefault(run)) end = sessionEnd;
            closed[run] = (starts.GetValueOrDefault(run), end);
        }

        return (order, closed);
    }
}
