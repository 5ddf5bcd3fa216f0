using System.Net;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Api;

/// <summary>What happened, newest first; and attendance as a table.</summary>
public sealed class TimelineTests(Classroom classroom)
{
    private readonly DateTimeOffset start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds());

    private async Task<Answer> Class()
    {
        var session = await classroom.NewClass();
        var id = session.Text("meeting_id");
        foreach (var body in new[]
        {
            SignedEvent.Started(id, "u", start), SignedEvent.Joined(id, "u", "Alice Anderson", start.AddSeconds(10)),
            SignedEvent.Joined(id, "u", "Guest", start.AddSeconds(20)), SignedEvent.JoinedRoom(id, "u", "Alice Anderson", "Z1", start.AddSeconds(60)),
        }) Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        return session;
    }

    [Fact]
    public async Task Events_come_newest_first_in_pages_with_who_and_where()
    {
        var session = await Class();
        var guest = (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}"))["unmatched"][0].GetProperty("person_id").GetString();
        await classroom.Operator.Put($"api/sessions/{session.Text("session_id")}/people/{guest}/student", new { student_id = 2 });
        List<(string?, string?, string?, string?, string?)> seen = [];
        HashSet<string> ids = [];
        var cursor = "";
        do
        {
            var page = await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/events?limit=2{cursor}");
            Assert.InRange(page["events"].GetArrayLength(), 1, 2);
            foreach (var e in page["events"].EnumerateArray())
            {
                Assert.True(ids.Add(e.GetProperty("event_id").GetString()!));
                seen.Add((e.GetProperty("kind").GetString(), e.GetProperty("source").GetString(), e.GetProperty("student_id").GetString(), e.GetProperty("name").GetString(), e.GetProperty("room_id").GetString()));
            }

            cursor = page["next_cursor"].GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(
            [
                ("person_matched", "operator", "2", null, null),
                ("meeting.participant_joined_breakout_room", "webhook", "1", "Alice Anderson", "001"),
                ("meeting.participant_joined", "webhook", "2", "Guest", null),
                ("meeting.participant_joined", "webhook", "1", "Alice Anderson", null),
                ("meeting.started", "webhook", null, null, null),
            ],
            seen);
    }

    [Theory, InlineData("limit=0", "limit"), InlineData("cursor=x", "cursor")]
    public async Task A_wrong_query_is_said_by_name(string query, string field) =>
        Assert.True((await classroom.Operator.Get($"api/sessions/{Guid.NewGuid()}/events?{query}"))["errors"].TryGetProperty(field, out _));

    [Fact]
    public async Task A_cursor_is_good_for_its_own_list_only()
    {
        var (session, other) = (await Class(), await Class());
        var professor = session.Text("professor_id");
        await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(professor));
        var events = (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/events?limit=1")).Text("next_cursor");
        var sessions = (await classroom.Operator.Get($"api/sessions?professor_id={professor}&limit=1")).Text("next_cursor");
        Assert.Equal(HttpStatusCode.OK, (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/events?limit=7&cursor={events}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await classroom.Operator.Get($"api/sessions?cursor={sessions}&professor_id={professor}")).Status);
        foreach (var path in new[]
        {
            $"api/sessions/{other.Text("session_id")}/events?cursor={events}", $"api/students?cursor={events}", $"api/dead-letters?cursor={sessions}",
            $"api/sessions?professor_id={other.Text("professor_id")}&cursor={sessions}", $"api/sessions?professor_id={professor}&status=active&cursor={sessions}",
        })
        {
            var refused = await classroom.Operator.Get(path);
            Assert.True(refused.Status == HttpStatusCode.BadRequest && refused["errors"].TryGetProperty("cursor", out _), path);
        }
    }

    [Fact]
    public async Task A_session_that_does_not_exist_has_no_timeline() =>
        Assert.Equal("not-found", (await classroom.Operator.Get($"api/sessions/{Guid.NewGuid()}/events")).Problem);

    [Theory]
    [InlineData("?format=csv", "application/json", true)]
    [InlineData("", "text/csv", true)]
    [InlineData("", "application/json;q=0.5, text/csv", true)]
    [InlineData("", "text/csv;q=0.5, application/json", false)]
    [InlineData("", "*/*", false)]
    [InlineData("?format=json", "text/csv", false)]
    public async Task Attendance_comes_as_a_table_when_asked_for(string query, string accept, bool csv)
    {
        var session = await Class();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/sessions/{session.Text("session_id")}/attendance{query}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await classroom.Operator.SendAsync(request);
        Assert.Equal(csv ? "text/csv" : "application/json", answer.Content.Headers.ContentType!.MediaType);
        if (csv) Assert.StartsWith("student_id,name,email", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData("application/json"), InlineData("*/*"), InlineData("text/csv")]
    public async Task The_table_has_a_path_of_its_own_where_it_comes_whatever_is_accepted(string accept)
    {
        var session = await Class();
        // While the class runs its times grow between two requests.
        await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        var path = $"api/sessions/{session.Text("session_id")}/attendance";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}.csv");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await classroom.Operator.SendAsync(request);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"attachment; filename=\"attendance-{session.Text("session_id")}.csv\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal(await classroom.Operator.GetStringAsync($"{path}?format=csv"), await answer.Content.ReadAsStringAsync());
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'s'], (await classroom.Operator.GetByteArrayAsync($"{path}.csv?bom=true"))[..4]);
    }

    [Fact]
    public async Task A_byte_order_mark_is_for_those_who_want_it()
    {
        var session = await Class();
        var path = $"api/sessions/{session.Text("session_id")}/attendance?format=csv";
        Assert.Equal((byte)'s', (await classroom.Operator.GetByteArrayAsync(path))[0]);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'s'], (await classroom.Operator.GetByteArrayAsync($"{path}&bom=true"))[..4]);
        Assert.Equal("validation", (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance?format=xml")).Problem);
    }
}
