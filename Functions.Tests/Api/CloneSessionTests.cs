using System.Net;
using Functions.Tests.Fixtures;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Api;

/// <summary>The same rooms again, at another time.</summary>
public sealed class CloneSessionTests(Classroom classroom)
{
    private static readonly DateTimeOffset NextWeek = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddDays(7).ToUnixTimeSeconds());

    private Task<Answer> Clone(Answer session, object? body = null, params (string, string)[] headers) =>
        classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/clone", body, headers);

    [Fact]
    public async Task A_clone_has_the_same_rooms_and_a_meeting_of_its_own()
    {
        var session = await classroom.NewClass(("students_per_room", 2), ("waiting_room", false), ("timezone", "Europe/Zurich"));
        var clone = await Clone(session, new { start_time = NextWeek });
        Assert.Equal((HttpStatusCode.Created, "scheduled", "Recursion", "Europe/Zurich"), (clone.Status, clone.Text("status"), clone.Text("topic"), clone.Text("timezone")));
        Assert.Equal($"/api/sessions/{clone.Text("session_id")}", clone.Header("Location"));
        Assert.Equal(NextWeek, clone["start_time"].GetDateTimeOffset());
        Assert.Equal(Rooms(session), Rooms(clone));
        Assert.NotEqual((session.Text("meeting_id"), session.Text("passcode")), (clone.Text("meeting_id"), clone.Text("passcode")));
        Assert.Equal(3, RoomPlan.Of(classroom.MeetingOf(clone)).Count);
        Assert.NotEmpty(clone.Text("start_url"));

        static IEnumerable<string> Rooms(Answer a) => a["breakout_rooms"].EnumerateArray().Select(r => r.GetProperty("name").GetString() + string.Join(',', r.GetProperty("students").EnumerateArray().Select(s => s.GetProperty("student_id"))));
    }

    [Fact]
    public async Task Without_a_body_it_starts_now_also_when_the_other_is_over()
    {
        var session = await classroom.NewClass();
        await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal("active", (await Clone(session)).Text("status"));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_clone()
    {
        var session = await classroom.NewClass();
        var (first, second) = (await Clone(session, new { }, ("Idempotency-Key", "c")), await Clone(session, new { }, ("Idempotency-Key", "c")));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, first.Text("session_id")), (first.Status, second.Status, second.Text("session_id")));
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_name()
    {
        var session = await classroom.NewClass();
        Assert.True((await Clone(session, new { start_time = "2020-01-01T00:00:00Z" }))["errors"].TryGetProperty("start_time", out _));
        Assert.True((await Clone(session, new { topic = "x" }))["errors"].TryGetProperty("topic", out _));
        Assert.Equal("validation", (await Clone(session, new { }, ("Idempotency-Key", new string('k', 256)))).Problem);
        Assert.Equal("not-found", (await classroom.Operator.Post($"api/sessions/{Guid.NewGuid()}/clone")).Problem);
    }
}
