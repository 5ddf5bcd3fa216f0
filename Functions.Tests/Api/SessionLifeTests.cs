using System.Net;
using Functions.Tests.Fixtures;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Api;

/// <summary>A class from its creation to its end, through the simulator's signed webhooks.</summary>
public sealed class SessionLifeTests(Classroom classroom)
{
    private Task<Answer> Until(Answer session, Func<Answer, bool> right) =>
        Eventually.Get(() => classroom.Operator.Get($"api/sessions/{session.Text("session_id")}"), right);

    [Fact]
    public async Task A_class_is_followed_from_start_to_end()
    {
        var session = await classroom.NewClass(("waiting_room", false));
        var (zoom, id) = (classroom.Zoom.Engine, classroom.MeetingOf(session).Id);
        var host = zoom.Lifecycle.Start(id).Required;
        var alice = zoom.People.Join(id, new Arrival("Alice Anderson")).Required;
        var bob = zoom.People.Join(id, new Arrival("bob brown")).Required;
        var guest = zoom.People.Join(id, new Arrival("Somebody Else")).Required;
        var seen = await Until(session, s => s["counts"].GetProperty("in_main").GetInt32() == 2 && s["unmatched"].GetArrayLength() == 1);
        Assert.Equal(("started", "main_session", "absent"), (seen.Text("meeting_status"), seen.Where("1"), seen.Where("3")));
        Assert.Equal("host", (await Until(session, s => s["hosts"].GetArrayLength() == 1))["hosts"][0].GetProperty("role").GetString());

        zoom.Rooms.Open(id);
        zoom.Rooms.Move(id, alice.ParticipantUuid, run => run.Rooms[0]);
        zoom.Rooms.Move(id, bob.ParticipantUuid, run => run.Rooms[1]);
        seen = await Until(session, s => s.Where("1") == "own_room" && s.Where("2") == "own_room");
        Assert.Equal("active", seen["breakout_rooms"][0].GetProperty("status").GetString());

        // Two rooms joined in one second is a known limit: Zoom tells whole seconds.
        var entered = seen.Student("1").GetProperty("since").GetDateTimeOffset();
        await Eventually.TrueAsync(() => DateTimeOffset.UtcNow >= entered.AddSeconds(1));
        zoom.Rooms.Move(id, alice.ParticipantUuid, run => run.Rooms[1]);
        seen = await Until(session, s => s.Where("1") == "other_room");
        Assert.Equal(("002", 2), (seen.Student("1").GetProperty("current_room_id").GetString(), seen["breakout_rooms"][1].GetProperty("occupants").GetArrayLength()));

        var ended = await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal((HttpStatusCode.OK, "completed", "ended_by_user", "ended"), (ended.Status, ended.Text("status"), ended.Text("end_reason"), ended.Text("meeting_status")));
        Assert.All(ended["breakout_rooms"].EnumerateArray(), r => Assert.Equal("completed", r.GetProperty("status").GetString()));
        Assert.Equal((0, 2), (ended["counts"].GetProperty("present").GetInt32(), ended["counts"].GetProperty("left").GetInt32()));
        Assert.NotNull(classroom.MeetingOf(session).Runs[^1].EndedAt);
        Assert.Equal("completed", (await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Text("status"));
        Assert.NotEqual(host.ParticipantUuid, guest.ParticipantUuid);
    }

    [Fact]
    public async Task A_session_that_never_started_is_cancelled_and_its_meeting_deleted()
    {
        var session = await classroom.NewClass();
        var ended = await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal(("completed", "cancelled"), (ended.Text("status"), ended.Text("end_reason")));
        Assert.Null(classroom.MeetingOf(session));
    }

    [Fact]
    public async Task A_meeting_that_runs_unheard_of_is_ended_not_deleted()
    {
        var session = await classroom.NewClass();
        classroom.MeetingOf(session).Runs.Add(new MeetingRun { Uuid = $"unheard-{Guid.NewGuid():N}==", StartedAt = DateTimeOffset.UtcNow });
        var ended = await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal(("completed", "ended_by_user"), (ended.Text("status"), ended.Text("end_reason")));
        Assert.NotNull(classroom.MeetingOf(session).Runs[^1].EndedAt);
    }

    [Fact]
    public async Task A_version_that_is_known_is_not_sent_again()
    {
        var session = await classroom.NewClass();
        var path = $"api/sessions/{session.Text("session_id")}";
        var first = await classroom.Operator.Get(path);
        Assert.Equal($"\"{first.Text("version")}\"", first.Header("ETag"));
        var second = await classroom.Operator.Get(path, ("If-None-Match", $"W/\"x\", {first.Header("ETag")}"));
        Assert.Equal((HttpStatusCode.NotModified, first.Header("ETag")), (second.Status, second.Header("ETag")));
        Assert.Equal(HttpStatusCode.OK, (await classroom.Operator.Get(path, ("If-None-Match", "\"other\""))).Status);
    }

    [Fact]
    public async Task The_host_link_comes_fresh_from_Zoom()
    {
        var session = await classroom.NewClass();
        var link = await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/host-link");
        Assert.Equal("no-store", link.Header("Cache-Control"));
        Assert.Contains("zak=", link.Text("start_url"), StringComparison.Ordinal);
        await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal("zoom-refused", (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/host-link")).Problem);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/end")]
    [InlineData("GET", "/host-link")]
    [InlineData("GET", "/attendance")]
    [InlineData("GET", "/attendance.csv")]
    public async Task A_session_that_does_not_exist_is_not_found(string method, string rest)
    {
        foreach (var id in new[] { Guid.NewGuid().ToString(), "nonsense", "%2F", "a'b" })
        {
            var answer = await classroom.Operator.Send(new HttpMethod(method), $"api/sessions/{id}{rest}");
            Assert.Equal((HttpStatusCode.NotFound, "not-found"), (answer.Status, answer.Problem));
        }
    }

    [Fact]
    public async Task Sessions_are_listed_newest_first_in_pages()
    {
        var professor = await classroom.NewProfessorAsync();
        List<string> ids = [];
        for (var i = 0; i < 3; i++) ids.Insert(0, (await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(professor.Id))).Text("session_id"));
        await classroom.Operator.Post($"api/sessions/{ids[1]}/end");
        var list = $"api/sessions?professor_id={professor.Id}";

        var first = await classroom.Operator.Get($"{list}&limit=2");
        var second = await classroom.Operator.Get($"{list}&limit=2&cursor={first.Text("next_cursor")}");
        Assert.Equal(ids, first["sessions"].EnumerateArray().Concat(second["sessions"].EnumerateArray()).Select(s => s.GetProperty("session_id").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second["next_cursor"].ValueKind);
        Assert.Equal(5, first["sessions"][0].GetProperty("counts").GetProperty("absent").GetInt32());
        Assert.False(first["sessions"][0].TryGetProperty("join_url", out _));

        var active = await classroom.Operator.Get($"{list}&status=active&limit=1");
        Assert.Equal(ids[0], active["sessions"][0].GetProperty("session_id").GetString());
        active = await classroom.Operator.Get($"{list}&status=active&limit=1&cursor={active.Text("next_cursor")}");
        Assert.Equal(ids[2], active["sessions"][0].GetProperty("session_id").GetString());
        Assert.Equal(ids[1], (await classroom.Operator.Get($"{list}&status=completed"))["sessions"][0].GetProperty("session_id").GetString());
    }

    [Theory, InlineData("professor_id=a%20b", "professor_id"), InlineData("professor_id=1&limit=0", "limit"), InlineData("professor_id=1&limit=101", "limit"), InlineData("professor_id=1&limit=x", "limit"),
     InlineData("professor_id=1&cursor=made-up", "cursor"), InlineData("professor_id=1&status=running", "status"), InlineData("professor_id=1&status=1", "status")]
    public async Task A_wrong_query_is_said_by_name(string query, string field)
    {
        var answer = await classroom.Operator.Get($"api/sessions?{query}");
        Assert.Equal("validation", answer.Problem);
        Assert.True(answer["errors"].TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Attendance_counts_each_second_once()
    {
        var session = await classroom.NewClass();
        var (id, at) = (session.Text("meeting_id"), DateTimeOffset.UtcNow.AddMinutes(-10));
        foreach (var body in new[]
        {
            SignedEvent.Started(id, "u", at), SignedEvent.Joined(id, "u", "Alice Anderson", at.AddSeconds(60)), SignedEvent.JoinedRoom(id, "u", "Alice Anderson", "A", at.AddSeconds(120)),
            SignedEvent.Ended(id, "u", at.AddSeconds(300)),
        }) Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        var attendance = await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance");
        var alice = attendance["students"][0];
        Assert.Equal((240, 180, 60, 0), (Seconds("present_seconds"), Seconds("own_room_seconds"), Seconds("main_seconds"), Seconds("other_room_seconds")));
        Assert.Equal(["main_session", "own_room"], alice.GetProperty("intervals").EnumerateArray().Select(i => i.GetProperty("place").GetString()));
        Assert.False(attendance["final"].GetBoolean());

        int Seconds(string name) => alice.GetProperty(name).GetInt32();
    }
}
