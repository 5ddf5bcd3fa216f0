using System.Net;
using Functions.Tests.Fixtures;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Api;

/// <summary>Changing a session before it starts: one call to Zoom, whatever changes.</summary>
public sealed class UpdateSessionTests(Classroom classroom)
{
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds());

    private Task<Answer> Update(Answer session, object change) => classroom.Operator.Send(HttpMethod.Patch, $"api/sessions/{session.Text("session_id")}", change);

    private static IEnumerable<(string, string)> Rooms(Answer snapshot) => snapshot["breakout_rooms"].EnumerateArray()
        .Select(r => (r.GetProperty("name").GetString()!, string.Join(',', r.GetProperty("students").EnumerateArray().Select(s => s.GetProperty("student_id").GetString()))));

    [Fact]
    public async Task Students_are_replanned_here_and_at_Zoom()
    {
        var session = await classroom.NewClass(("start_time", Tomorrow.ToString("O")));
        var changed = await Update(session, new { student_ids = new[] { 5, 1 } });
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal([("Ethan Evans", "5"), ("Alice Anderson", "1")], Rooms(changed));
        Assert.NotEqual(session.Text("version"), changed.Text("version"));
        Assert.Equal((session.Text("meeting_id"), session.Text("join_url")), (changed.Text("meeting_id"), changed.Text("join_url")));
        var planned = RoomPlan.Of(classroom.MeetingOf(session));
        Assert.Equal([("Ethan Evans", "ethan.evans@example.edu"), ("Alice Anderson", "alice.anderson@example.edu")], planned.Select(r => (r.Name, Assert.Single(r.Emails))));
        Assert.Equal(changed.Text("version"), (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Text("version"));
        Assert.Equal(5, (await Update(session, new { student_ids = new[] { 1, 2, 3, 4, 5 } }))["breakout_rooms"].GetArrayLength());
    }

    [Fact]
    public async Task Groups_stay_as_large_as_they_were_and_new_students_enter_the_roster()
    {
        var session = await classroom.NewClass(("start_time", Tomorrow.ToString("O")), ("students_per_room", 2));
        var email = $"{Guid.NewGuid():N}@example.edu";
        var changed = await Update(session, new { students = new[] { new { name = "Alice Anderson", email = "alice.anderson@example.edu" }, new { name = "New One", email }, new { name = "Bob Brown", email = "bob.brown@example.edu" } } });
        var added = changed["breakout_rooms"][0].GetProperty("students")[1].GetProperty("student_id").GetString();
        Assert.Equal([("Room 1", $"1,{added}"), ("Room 2", "2")], Rooms(changed));
        Assert.Equal(email, (await classroom.Operator.Get($"api/students/{added}")).Text("email"));
    }

    [Fact]
    public async Task Topic_and_time_change_and_what_is_not_named_stays()
    {
        var session = await classroom.NewClass(("start_time", Tomorrow.ToString("O")));
        var later = Tomorrow.AddHours(2);
        var changed = await Update(session, new { topic = " Loops ", start_time = later, duration = 30 });
        Assert.Equal(("Loops", later, 30, "scheduled"), (changed.Text("topic"), changed["start_time"].GetDateTimeOffset(), changed["duration"].GetInt32(), changed.Text("status")));
        Assert.Equal(Rooms(session), Rooms(changed));
        var meeting = classroom.MeetingOf(session);
        Assert.Equal(("Loops", later, 30, 5), (meeting.Topic, meeting.StartTime, meeting.Duration, RoomPlan.Of(meeting).Count));
        Assert.Equal("Loops", (await classroom.Operator.Get($"api/sessions?professor_id={session.Text("professor_id")}"))["sessions"][0].GetProperty("topic").GetString());
        Assert.Equal(changed.Text("version"), (await Update(session, new { })).Text("version"));
    }

    [Fact]
    public async Task A_session_that_waits_may_be_moved_to_later_and_one_to_come_to_now()
    {
        var session = await classroom.NewClass();
        Assert.Equal("scheduled", (await Update(session, new { start_time = Tomorrow })).Text("status"));
        Assert.Equal("active", (await Update(session, new { start_time = DateTimeOffset.UtcNow })).Text("status"));
        Assert.InRange(classroom.MeetingOf(session).StartTime, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task A_new_time_is_compared_with_the_professors_other_sessions()
    {
        var session = await classroom.NewClass(("start_time", Tomorrow.ToString("O")));
        var other = await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(session.Text("professor_id"), ("start_time", Tomorrow.AddHours(2).ToString("O"))));
        Assert.Empty(Overlaps(session));
        var there = await Update(session, new { start_time = Tomorrow.AddHours(2).AddMinutes(-10) });
        Assert.Contains(other.Text("session_id"), Assert.Single(Overlaps(there)), StringComparison.Ordinal);
        Assert.Single(Overlaps(await Update(session, new { topic = "Loops" })));
        Assert.Empty(Overlaps(await Update(session, new { duration = 10 })));

        static IEnumerable<string> Overlaps(Answer snapshot) => snapshot["warnings"].EnumerateArray()
            .Where(w => w.GetProperty("code").GetString() == "overlaps").Select(w => w.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Once_the_meeting_runs_it_is_too_late()
    {
        var session = await classroom.NewClass();
        classroom.Zoom.Engine.Lifecycle.Start(classroom.MeetingOf(session).Id);
        await Eventually.Get(() => classroom.Operator.Get($"api/sessions/{session.Text("session_id")}"), s => s.Text("meeting_status") == "started");
        Assert.Equal((HttpStatusCode.Conflict, "session-started"), await Update(session, new { topic = "Loops" }) is var late ? (late.Status, late.Problem) : default);
        await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal("session-started", (await Update(session, new { topic = "Loops" })).Problem);
    }

    [Fact]
    public async Task Zoom_knows_before_us_that_the_meeting_runs()
    {
        var session = await classroom.NewClass();
        classroom.MeetingOf(session).Runs.Add(new MeetingRun { Uuid = $"unheard-{Guid.NewGuid():N}==", StartedAt = DateTimeOffset.UtcNow });
        Assert.Equal("session-started", (await Update(session, new { topic = "Loops" })).Problem);
        Assert.Equal("Recursion", (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Text("topic"));
    }

    [Fact]
    public async Task Changes_made_at_once_all_happen_one_after_another()
    {
        var session = await classroom.NewClass(("start_time", Tomorrow.ToString("O")));
        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Update(session, new { topic = $"Topic {i}", student_ids = Enumerable.Range(1, i).ToArray() })));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        var now = await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}");
        Assert.Equal(now.Text("topic"), $"Topic {now["breakout_rooms"].GetArrayLength()}");
        Assert.Equal((now.Text("topic"), now["breakout_rooms"].GetArrayLength()), (classroom.MeetingOf(session).Topic, RoomPlan.Of(classroom.MeetingOf(session)).Count));
    }

    [Theory]
    [InlineData("""{"topic":" "}""", "topic")]
    [InlineData("""{"duration":0}""", "duration")]
    [InlineData("""{"start_time":"2020-01-01T00:00:00Z"}""", "start_time")]
    [InlineData("""{"student_ids":[]}""", "student_ids")]
    [InlineData("""{"student_ids":[1,1]}""", "student_ids[1]")]
    [InlineData("""{"student_ids":[99]}""", "student_ids[0]")]
    [InlineData("""{"student_ids":[1],"students":[{"name":"A"}]}""", "student_ids")]
    [InlineData("""{"timezone":"UTC"}""", "timezone")]
    public async Task A_wrong_field_is_named_and_nothing_changes(string change, string field)
    {
        var session = await classroom.NewClass(("start_time", Tomorrow.ToString("O")));
        var answer = await Update(session, change);
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Body.GetRawText());
        Assert.Equal(session.Text("version"), (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Text("version"));
    }
}
