using System.Net;
using System.Reflection;
using Functions.Http;
using Functions.Roster;
using Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.SignIn;

/// <summary>What a professor may do: every compiled function has a line here, or the test fails.</summary>
public sealed class ProfessorAccessTests(Classroom classroom)
{
    /// <summary>For a professor: their own, somebody else's.</summary>
    /// <param name="Own">The status for what is theirs, or for all of it where nothing is.</param>
    /// <param name="Others">The status for what is another professor's; null where the request names nobody.</param>
    private sealed record Line(string Path, int Own, int? Others = null, object? Body = null);

    private static readonly Dictionary<string, Line> Table = new(StringComparer.Ordinal)
    {
        ["CreateSession"] = new("sessions", 201, 403, new { professor_id = "{id}", students = new[] { new { name = "Ada" } }, topic = "Recursion", duration = 60 }),
        ["ListSessions"] = new("sessions?professor_id={id}", 200, 403),
        ["GetSession"] = new("sessions/{session}", 200, 404),
        ["UpdateSession"] = new("sessions/{session}", 200, 404, new { topic = "Iteration" }),
        ["GetHostLink"] = new("sessions/{session}/host-link", 200, 404),
        ["GetTimeline"] = new("sessions/{session}/events", 200, 404),
        ["GetAttendance"] = new("sessions/{session}/attendance", 200, 404),
        ["GetAttendanceCsv"] = new("sessions/{session}/attendance.csv", 200, 404),
        ["GetRecordings"] = new("sessions/{session}/recordings", 200, 404),
        ["GetParticipants"] = new("sessions/{session}/participants", 200, 404),
        ["MatchPerson"] = new("sessions/{session}/people/p/student", 404, 404, new { student_id = "1" }),
        ["UnmatchPerson"] = new("sessions/{session}/people/p/student", 404, 404),
        ["LabelRoom"] = new("sessions/{session}/rooms/001/zoom-room", 200, 404, new { zoom_room_id = "uuid" }),
        ["ValidateSession"] = new("sessions/{session}/validate", 200, 404),
        ["RepairSession"] = new("sessions/{session}/repair", 200, 404),
        ["CloneSession"] = new("sessions/{session}/clone", 201, 404),
        ["EndSession"] = new("sessions/{session}/end", 200, 404),
        ["ValidateZoom"] = new("zoom/credentials?professor_id={id}", 200, 404),
        ["Negotiate"] = new("negotiate?professor_id={id}", 200, 403),
        ["ListProfessors"] = new("professors", 200),
        ["GetProfessor"] = new("professors/{id}", 200, 404),
        ["AddProfessor"] = new("professors", 403, null, new { name = "Me" }),
        ["PutProfessor"] = new("professors/{id}", 403, 403, new { name = "Me" }),
        ["DeleteProfessor"] = new("professors/{id}", 403, 403),
        ["GetProfessorIdentity"] = new("professors/{id}/identity", 403, 403),
        ["PutProfessorIdentity"] = new("professors/{id}/identity", 403, 403, new { subject = "me" }),
        ["DeleteProfessorIdentity"] = new("professors/{id}/identity", 403, 403),
        ["ListStudents"] = new("students", 403),
        ["GetStudent"] = new("students/1", 403),
        ["AddStudent"] = new("students", 403, null, new { name = "Me" }),
        ["EraseSessionStudent"] = new("sessions/{session}/students/x", 404, 404),
        ["PutStudent"] = new("students/1", 403, null, new { name = "Me" }),
        ["DeleteStudent"] = new("students/1", 403),
        ["ImportRoster"] = new("roster", 403, null, new { students = Array.Empty<object>() }),
        ["ListDeadLetters"] = new("dead-letters", 403),
        ["ReplayDeadLetter"] = new("dead-letters/x/replay", 403),
    };

    private static readonly IReadOnlyList<(string Name, string Method, string Route)> Functions =
    [
        .. from method in typeof(Backend).Assembly.GetTypes().SelectMany(t => t.GetMethods())
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null && !CallerMiddleware.Open.Contains(function.Name)
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
           where trigger is not null
           from verb in trigger.Methods!
           select (function.Name, verb, trigger.Route!),
    ];

    [Fact]
    public async Task Every_function_knows_what_a_professor_may_do()
    {
        Assert.Equal(Functions.Select(f => f.Name).Order(StringComparer.Ordinal), Table.Keys.Order(StringComparer.Ordinal));
        await using var campus = await Campus.StartAsync(classroom);
        var (own, other) = (await campus.NewProfessorAsync(), await campus.NewProfessorAsync());
        var (mine, stranger) = (campus.With(campus.TokenOf(own)), campus.With(campus.Issuer.Token("nobody-here")));
        foreach (var (name, method, _) in Functions.OrderBy(f => Table.Keys.ToList().IndexOf(f.Name)))
        {
            var line = Table[name];
            Assert.Equal((name, line.Own), (name, await CallAsync(mine, line, method, own)));
            if (line.Others is { } expected) Assert.Equal((name, expected), (name, await CallAsync(mine, line, method, other)));

            // A right token of nobody who is known, whatever is asked for.
            Assert.Equal((name, 403), (name, await CallAsync(stranger, line, method, own)));
        }

        Effort.Report($"sign-in: {Table.Count} functions called as a professor for what is theirs and what is another's, and as nobody known");

        async Task<int> CallAsync(HttpClient caller, Line line, string method, RosterEntry whose)
        {
            var path = "api/" + line.Path.Replace("{id}", whose.Id, StringComparison.Ordinal);
            if (path.Contains("{session}", StringComparison.Ordinal)) path = path.Replace("{session}", await PlanAsync(campus, whose), StringComparison.Ordinal);
            var body = line.Body is null ? null : System.Text.Json.JsonSerializer.Serialize(line.Body).Replace("{id}", whose.Id, StringComparison.Ordinal);
            return (int)(await caller.Send(new HttpMethod(method.ToUpperInvariant()), path, body)).Status;
        }
    }

    [Fact]
    public async Task A_professor_need_not_say_who_they_are()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var (own, other) = (await campus.NewProfessorAsync(), await campus.NewProfessorAsync());
        var mine = campus.With(campus.TokenOf(own));
        var created = await mine.Post("api/sessions", new { students = new[] { new { name = "Ada", email = $"ada@{own.Id}.example" } }, topic = "Recursion", duration = 60 });
        Assert.Equal((HttpStatusCode.Created, own.Id), (created.Status, created.Text("professor_id")));
        await PlanAsync(campus, other);
        var listed = await mine.Get("api/sessions");
        Assert.Equal(created.Text("session_id"), Assert.Single(listed["sessions"].EnumerateArray().ToArray()).GetProperty("session_id").GetString());
        Assert.Equal(HttpStatusCode.OK, (await mine.Post("api/negotiate")).Status);
        Assert.Contains((await mine.Get("api/zoom/credentials"))["checks"].EnumerateArray(), c => c.GetProperty("name").GetString() == "host");
        Assert.Equal([own.Id], (await mine.Get("api/professors?limit=100"))["professors"].EnumerateArray().Select(p => p.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_anothers_look_the_same()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var mine = campus.With(campus.TokenOf(await campus.NewProfessorAsync()));
        var others = await PlanAsync(campus, await campus.NewProfessorAsync());
        foreach (var (name, method, route) in Functions.Where(f => f.Route.Contains("{session_id}", StringComparison.Ordinal)))
        {
            var texts = new List<string>();
            foreach (var id in new[] { others, $"{Guid.NewGuid()}" })
            {
                var path = "api/" + route.Replace("{session_id}", id, StringComparison.Ordinal).Replace("{person_id}", "p", StringComparison.Ordinal).Replace("{room_id}", "001", StringComparison.Ordinal);
                var answer = await mine.Send(new HttpMethod(method.ToUpperInvariant()), path, Table[name].Body);
                texts.Add($"{answer.Status} {answer.Problem} {answer.Text("title")} {answer.Text("detail")} {answer.Header("Cache-Control")}");
            }

            Assert.Equal($"{name} {texts[0]}", $"{name} {texts[1]}");
            Assert.StartsWith("NotFound not-found", texts[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Guessed_ids_of_students_tell_nothing()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var own = await campus.NewProfessorAsync();
        var mine = campus.With(campus.TokenOf(own));
        foreach (var ids in new[] { new[] { "1" }, ["no-such-student"] })
        {
            var refused = await mine.Post("api/sessions", Fixtures.Api.Class(own.Id, ("student_ids", ids)));
            Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (refused.Status, refused.Problem));
            Assert.DoesNotContain("Alice", refused.ToString(), StringComparison.Ordinal);
        }

        var session = $"api/sessions/{await PlanAsync(campus, own)}";
        Assert.Equal("forbidden", (await mine.Send(HttpMethod.Patch, session, new { student_ids = new[] { "1", "5" } })).Problem);
        Assert.Equal(HttpStatusCode.OK, (await mine.Send(HttpMethod.Patch, session, new { student_ids = new[] { "1" } })).Status);
        Assert.Equal(HttpStatusCode.Created, (await mine.Post($"{session}/clone")).Status);
    }

    // Of students 1 and 2, by the operator, for later.
    private static async Task<string> PlanAsync(Campus campus, RosterEntry professor)
    {
        var start = campus.Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var created = await campus.Operator.Post("api/sessions", Fixtures.Api.Class(professor.Id, ("student_ids", new[] { 1, 2 }), ("start_time", start)));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created.Text("session_id");
    }
}
