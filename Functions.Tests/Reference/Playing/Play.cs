using System.Globalization;
using System.Text;
using System.Text.Json;
using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Reference.Playing;

/// <summary>
/// A class of five from the roster to the attendance, through the simulator, and what may go wrong. What is kept of it are the examples of
/// the API's description.
/// </summary>
internal sealed class Play(Stage stage)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 50, 0, TimeSpan.Zero);

    private const string Challenge = """{"event":"endpoint.url_validation","event_ts":1772442000000,"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}""";
    private const string Unreadable = """{"event":"meeting.started","event_ts":1772442000000,"payload":{"object":{"topic":"Recursion"}}}""";

    private static readonly Dictionary<string, object> Lesson = new(StringComparer.Ordinal)
    {
        ["professor_id"] = "1",
        ["student_ids"] = new[] { "1", "2", "3", "4", "5" },
        ["topic"] = "Recursion",
        ["start_time"] = "2026-03-02T09:00:00Z",
        ["duration"] = 45,
        ["passcode"] = "example-1",
    };

    private readonly HttpClient caller = stage.Operator;
    private string session = "";
    private long meeting;

    public async Task RunAsync()
    {
        await PrepareAsync();
        await CreateAsync();
        await BeginAsync();
        await StrayAsync();
        await CorrectAsync();
        await ListenAsync();
        await EndAsync();
        await CloneAsync();
        await FailAsync();
    }

    private Task<Answer> Keep(string name, string summary, Task<Answer> call) => stage.Recorder.Keep(name, summary, call);

    private async Task PrepareAsync()
    {
        await Keep("healthy", "Everything works", stage.Stranger.Get("api/health"));
        var sarah = new { name = "Dr. Sarah Johnson", email = "sarah.johnson@example.edu", zoom_user_id = "sarah.johnson@example.edu" };
        await Keep("new", "Somebody new", caller.Put("api/professors/1", sarah));
        await Keep("known", "The same again", caller.Put("api/professors/1", sarah));
        for (var n = 1; n <= 5; n++)
        {
            var (_, name, email, zoomUser, _) = Classroom.Student(n);
            var put = caller.Put($"api/students/{n}", new { name, email, zoom_user_id = zoomUser });
            await (n == 1 ? Keep("new", "Somebody new", put) : put);
        }

        await Keep("page", "The first two of five", caller.Get("api/students?limit=2"));
        await Keep("page", "All there are", caller.Get("api/professors"));
        await Keep("known", "Alice", caller.Get("api/students/1"));
        await Keep("known", "Dr. Johnson", caller.Get("api/professors/1"));
        await Keep("ready", "Zoom is ready for classes", caller.Get("api/zoom/credentials?professor_id=1"));
        await Keep("connection", "Where to connect", caller.Post("api/negotiate?professor_id=1"));
    }

    private async Task CreateAsync()
    {
        await Keep("unauthorized", "Without a key", stage.Stranger.Post("api/sessions", Lesson));
        await Keep("malformed", "A body that ends too early", caller.Post("api/sessions", "{"));
        await Keep("validation", "Three mistakes", caller.Post("api/sessions", With(("topic", ""), ("duration", 0), ("students", Array.Empty<object>()))));
        var key = ("Idempotency-Key", "recursion-1");
        var created = await Keep("scheduled", "A class for later", caller.Post("api/sessions", Lesson, key));
        (session, meeting) = ($"api/sessions/{created.Text("session_id")}", long.Parse(created.Text("meeting_id"), CultureInfo.InvariantCulture));
        await Keep("replayed", "The same request again", caller.Post("api/sessions", Lesson, key));
        await Keep("idempotency-mismatch", "Another request with the same key", caller.Post("api/sessions", With(("topic", "Iteration")), key));
        await Keep("renamed", "Another topic", caller.Send(HttpMethod.Patch, session, new { topic = "Recursion and trees" }));
        await Keep("sound", "Before the class", caller.Get($"{session}/validate"));
        await Keep("link", "The host's link", caller.Get($"{session}/host-link"));
    }

    // Ethan comes with somebody else's tablet.
    private async Task BeginAsync()
    {
        stage.Clock.PassUntil(Start.AddMinutes(8));
        await stage.Happen(0, () => stage.Engine.Lifecycle.Start(meeting));
        for (var n = 1; n <= 4; n++) await stage.Happen(7, () => stage.Engine.People.Join(meeting, Student(n)));
        await stage.Happen(9, () => stage.Engine.People.Join(meeting, new Arrival("iPad")));
        await stage.Happen(20, () => stage.Engine.People.Admit(meeting, "iPad"));
        await stage.Happen(300, () => stage.Engine.Rooms.Open(meeting));
        for (var n = 1; n <= 5; n++) await EnterAsync(n == 5 ? "iPad" : Classroom.Student(n).Name, n);
    }

    private async Task StrayAsync()
    {
        await stage.Happen(240, () => stage.Engine.People.Drop(meeting, "Diana Diaz"));
        stage.Clock.Pass(60);
        await EnterAsync("Alice Anderson", 2);
        stage.Clock.Pass(6);
        var live = await Keep("live", "Alice is in Bob's room, Diana has dropped out, and nobody knows the iPad", caller.Get(session));
        var known = await caller.Get(session, ("If-None-Match", live.Header("ETag")!));
        Assert.Equal(304, (int)known.Status);
        await Keep("page", "The last five events", caller.Get($"{session}/events?limit=5"));
        await Keep("session-started", "A change that comes too late", caller.Send(HttpMethod.Patch, session, new { duration = 50 }));
    }

    private async Task CorrectAsync()
    {
        stage.Clock.Pass(30);
        var live = await caller.Get(session);
        var person = live["unmatched"][0].GetProperty("person_id").GetString();
        var room = live["unbound_rooms"][0].GetProperty("zoom_room_id").GetString();
        await Keep("label", "The room that the iPad is in", caller.Put($"{session}/rooms/005/zoom-room", new { zoom_room_id = room }));
        await Keep("label-taken", "The same Zoom room for another", caller.Put($"{session}/rooms/004/zoom-room", new { zoom_room_id = room }));
        stage.Clock.Pass(30);
        await Keep("match", "The iPad is Ethan", caller.Put($"{session}/people/{person}/student", new { student_id = "5" }));
        stage.Clock.Pass(30);
        await Keep("taken-back", "The iPad is nobody's again", caller.Send(HttpMethod.Delete, $"{session}/people/{person}/student"));
        stage.Clock.Pass(30);
        await caller.Put($"{session}/people/{person}/student", new { student_id = "5" });
        await EnterAsync("Alice Anderson", 1);
        await stage.Happen(60, () => stage.Engine.People.Rejoin(meeting, "Diana Diaz", Student(4), newUuid: false));
    }

    private async Task ListenAsync()
    {
        var entered = stage.Zoom.Deliveries.NewestFirst.First(d => d.Event.Name == "meeting.participant_joined_breakout_room");
        await Keep("event", "Somebody entered a room", stage.Post(Encoding.UTF8.GetString(entered.Event.Body.Span)));
        await Keep("challenge", "Zoom asks whether this endpoint knows the secret", stage.Post(Challenge));
        await stage.Post(Unreadable);
        var letters = await Keep("page", "An event without a meeting", caller.Get("api/dead-letters"));
        var letter = letters["dead_letters"][0].GetProperty("id").GetString();
        await Keep("unreadable", "Still the same", caller.Post($"api/dead-letters/{letter}/replay"));
    }

    private async Task EndAsync()
    {
        stage.Clock.PassUntil(Start.AddMinutes(50));
        stage.Clock.Pass(12);
        await Keep("ended", "After the class", caller.Post($"{session}/end"));
        await stage.ArriveAsync();
        stage.Clock.Pass(30);
        await Keep("attendance", "After the class", caller.Get($"{session}/attendance"));
        await Keep("attendance", "After the class", caller.Get($"{session}/attendance?format=csv"));
        await Keep("attendance", "After the class", caller.Get($"{session}/attendance.csv"));
        await Keep("page", "One class", caller.Get("api/sessions?professor_id=1"));
        await caller.Get("api/sessions");
    }

    private async Task CloneAsync()
    {
        stage.Clock.Pass(60);
        var again = caller.Post($"{session}/clone", new { start_time = "2026-03-03T09:00:00Z" }, ("Idempotency-Key", "recursion-2"));
        var cloned = await Keep("tomorrow", "The same again tomorrow", again);
        var clone = $"api/sessions/{cloned.Text("session_id")}";
        await Keep("sound", "Nothing had to be repaired", caller.Post($"{clone}/repair"));
        await Keep("in-use", "A professor with a class ahead", caller.Send(HttpMethod.Delete, "api/professors/1"));
        stage.Clock.Pass(5);
        await caller.Post($"{clone}/end");
        await Keep("zoom-refused", "The link of a meeting that is gone", caller.Get($"{clone}/host-link"));
    }

    private async Task FailAsync()
    {
        await Keep("not-found", "A session that does not exist", caller.Get("api/sessions/00000000-0000-0000-0000-000000000000"));
        await Keep("too-large", "Over a megabyte", caller.Post("api/sessions", JsonSerializer.Serialize(With(("topic", new string('x', 1024 * 1024))))));
        await caller.Put("api/professors/2", new { name = "Somebody Else", email = "somebody@elsewhere.example" });
        var later = ("start_time", (object)"2026-03-04T09:00:00Z");
        await Keep("zoom-host", "A professor whom Zoom does not know", caller.Post("api/sessions", With(("professor_id", "2"), later)));
        await FailAsync("zoom-daily-limit", "After the hundredth meeting of the day", ApiFaultKind.DailyLimited, () => caller.Post("api/sessions", With(later)));
        await FailAsync("zoom-unavailable", "Zoom is down", ApiFaultKind.ServerError, () => caller.Get($"{session}/host-link"));
        await FailAsync("zoom-busy", "Too many requests at once", ApiFaultKind.RateLimited, () => caller.Get($"{session}/host-link"));
    }

    private async Task FailAsync(string name, string summary, ApiFaultKind kind, Func<Task<Answer>> call)
    {
        stage.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = kind, Path = "/meetings" }] };
        await Keep(name, summary, call());
        stage.Zoom.Faults.Now = new FaultSet();
    }

    private Task EnterAsync(string name, int room) => stage.Happen(7, () => stage.Engine.Rooms.Move(meeting, name, run => run.Rooms[room - 1]));

    private static Arrival Student(int n) => new(Classroom.Student(n).Name, Classroom.Student(n).Email, Admit: true);

    private static Dictionary<string, object> With(params (string Field, object Value)[] changes)
    {
        var lesson = new Dictionary<string, object>(Lesson, StringComparer.Ordinal);
        foreach (var (field, value) in changes) lesson[field] = value;
        return lesson;
    }
}
