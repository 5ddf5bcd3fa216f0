using System.Net;
using Functions.Tests.Fixtures;
using ZoomSimulator.Meetings;
using static Functions.Tests.Fixtures.Api;

namespace Functions.Tests.Api;

public sealed class CreateSessionTests(Classroom classroom)
{
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.AddDays(1);

    [Fact]
    public async Task Everyone_gets_a_room_of_their_own_in_one_Zoom_meeting()
    {
        var created = await classroom.NewClass(("passcode", "abc123"));
        Assert.Equal(("active", "waiting", "abc123"), (created.Text("status"), created.Text("meeting_status"), created.Text("passcode")));
        Assert.Equal($"/api/sessions/{created.Text("session_id")}", created.Header("Location"));
        Assert.Equal("no-store", created.Header("Cache-Control"));
        Assert.StartsWith("http", created.Text("start_url"), StringComparison.Ordinal);
        Assert.Equal(["Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Ethan Evans"], created["breakout_rooms"].EnumerateArray().Select(r => r.GetProperty("name").GetString()));

        var meeting = classroom.MeetingOf(created);
        Assert.Equal(["alice.anderson@example.edu"], RoomPlan.Of(meeting)[0].Emails);
        Assert.StartsWith(created.Text("session_id"), meeting.Agenda, StringComparison.Ordinal);

        var read = await classroom.Operator.Get($"api/sessions/{created.Text("session_id")}");
        Assert.Equal(created.Text("version"), read.Text("version"));
        Assert.False(read.Body.TryGetProperty("start_url", out _));
    }

    [Fact]
    public async Task A_later_start_is_scheduled()
    {
        var created = await classroom.NewClass(("start_time", Tomorrow.ToString("O")), ("timezone", "Europe/Zurich"));
        Assert.Equal(("scheduled", "Europe/Zurich"), (created.Text("status"), created.Text("timezone")));
    }

    [Fact]
    public async Task Students_may_be_grouped_and_named_in_the_request()
    {
        var created = await classroom.NewClass(
            ("student_ids", null), ("students_per_room", 2),
            ("students", new object[] { new { name = "Zoë" }, new { name = "Al", email = "ALICE.anderson@example.edu " }, new { name = "New", email = $"new.{Guid.NewGuid():N}@example.edu" } }));
        Assert.Equal(["Room 1", "Room 2"], created["breakout_rooms"].EnumerateArray().Select(r => r.GetProperty("name").GetString()));
        Assert.Equal("Al", created.Student("1").GetProperty("name").GetString());
        Assert.Equal("not_preassigned", created["warnings"][0].GetProperty("code").GetString());
        var added = created["breakout_rooms"][1].GetProperty("students")[0].GetProperty("student_id").GetString();
        Assert.Equal("New", (await classroom.Operator.Get($"api/students/{added}")).Text("name"));
    }

    public static TheoryData<string, object?, string> Wrong => new()
    {
        { "professor_id", "nobody", "professor_id" }, { "professor_id", null, "professor_id" }, { "topic", " ", "topic" }, { "topic", new string('x', 201), "topic" },
        { "duration", 0, "duration" }, { "duration", 1441, "duration" }, { "duration", "long", "duration" }, { "start_time", "2020-01-01T00:00:00Z", "start_time" },
        { "timezone", "Middle/Earth", "timezone" }, { "students_per_room", 51, "students_per_room" }, { "passcode", "has space", "passcode" }, { "auto_recording", "maybe", "auto_recording" },
        { "student_ids", Array.Empty<int>(), "student_ids" }, { "student_ids", new[] { 1, 1 }, "student_ids[1]" }, { "student_ids", new[] { 1, 99 }, "student_ids[1]" }, { "student_ids", null, "student_ids" },
        { "student_ids", Enumerable.Range(1, 51).ToArray(), "student_ids" }, { "students", new[] { new { name = "x" } }, "student_ids" }, { "colour", "red", "colour" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named(string field, object? value, string named)
    {
        var professor = await classroom.NewProfessorAsync();
        var answer = await classroom.Operator.Post("api/sessions", Class(professor.Id, (field, value)));
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.True(answer["errors"].TryGetProperty(named, out _), answer.Body.GetRawText());
        Assert.Equal(0, (await classroom.Operator.Get($"api/sessions?professor_id={professor.Id}"))["sessions"].GetArrayLength());
    }

    [Theory, InlineData(""), InlineData("{"), InlineData("[]")]
    public async Task A_body_that_is_no_object_is_malformed(string body) =>
        Assert.Equal("malformed", (await classroom.Operator.Post("api/sessions", body)).Problem);

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_unread() =>
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), await classroom.Operator.Post("api/sessions", new string(' ', 1_100_000)) is var a ? (a.Status, a.Problem) : default);

    [Fact]
    public async Task The_same_key_gives_the_same_session_and_another_body_is_refused()
    {
        var professor = await classroom.NewProfessorAsync();
        var first = await classroom.Operator.Post("api/sessions", Class(professor.Id), ("Idempotency-Key", "k"));
        var second = await classroom.Operator.Post("api/sessions", Class(professor.Id), ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(first.Text("session_id"), second.Text("session_id"));
        Assert.NotEmpty(second.Text("start_url"));
        var other = await classroom.Operator.Post("api/sessions", Class(professor.Id, ("topic", "Loops")), ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-mismatch"), (other.Status, other.Problem));
        Assert.Equal("validation", (await classroom.Operator.Post("api/sessions", Class(professor.Id), ("Idempotency-Key", new string('k', 256)))).Problem);
    }

    [Fact]
    public async Task Thirty_two_at_once_with_one_key_make_one_meeting()
    {
        var professor = await classroom.NewProfessorAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => classroom.Operator.Post("api/sessions", Class(professor.Id), ("Idempotency-Key", "k"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Created or HttpStatusCode.OK, a.Body.GetRawText()));
        Assert.Single(answers.Select(a => a.Text("session_id")).Distinct());
        Assert.Single(classroom.Zoom.Engine.Meetings.All, m => m.HostEmail == professor.Email);
    }

    [Fact]
    public async Task Overlapping_sessions_are_allowed_with_a_warning()
    {
        var professor = await classroom.NewProfessorAsync();
        var first = await classroom.Operator.Post("api/sessions", Class(professor.Id));
        var second = await classroom.Operator.Post("api/sessions", Class(professor.Id));
        Assert.Contains(first.Text("session_id"), second["warnings"][0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_by_Zoom_is_passed_on_and_frees_the_key()
    {
        var professor = await classroom.NewProfessorAsync(domain: "nowhere.example");
        for (var i = 0; i < 2; i++)
        {
            var answer = await classroom.Operator.Post("api/sessions", Class(professor.Id), ("Idempotency-Key", "k"));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "zoom-host", 1001), (answer.Status, answer.Problem, answer["zoom_code"].GetInt32()));
        }

        Assert.Equal(0, (await classroom.Operator.Get($"api/sessions?professor_id={professor.Id}"))["sessions"].GetArrayLength());
    }
}
