using System.Net;
using System.Text;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>Zoom says that a recording is ready: it is noted, told, and changes nothing else.</summary>
public sealed class RecordingCompletedTests(Classroom classroom)
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-3).ToUnixTimeSeconds());
    private static readonly DateTimeOffset End = Start.AddMinutes(48);

    private Task<Answer> Get(Answer session, string what = "") => classroom.Operator.Get($"api/sessions/{session.Text("session_id")}{what}");

    private async Task Post(params IEnumerable<string> bodies)
    {
        foreach (var body in bodies) Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
    }

    private async Task<Answer> Class(bool isOver)
    {
        var session = await classroom.NewClass();
        var id = session.Text("meeting_id");
        await Post(SignedEvent.Started(id, "u", Start), SignedEvent.Joined(id, "u", "Alice Anderson", Start.AddSeconds(10)), SignedEvent.JoinedRoom(id, "u", "Alice Anderson", "Z1", Start.AddSeconds(60)));
        if (!isOver) return session;
        await Post(SignedEvent.Ended(id, "u", End));
        Assert.Equal("completed", (await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Text("status"));
        return session;
    }

    [Theory, InlineData(false, true), InlineData(false, false), InlineData(true, true), InlineData(true, false)]
    public async Task It_is_in_the_timeline_and_the_session_is_as_it_was(bool isOver, bool isKnownRun)
    {
        var session = await Class(isOver);
        var (before, attendance) = (await Get(session), await Get(session, "/attendance"));
        await Post(SignedEvent.Recording(session.Text("meeting_id"), isKnownRun ? "u" : "another", End));

        var line = (await Get(session, "/events"))["events"].EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "recording.completed");
        Assert.Equal(("webhook", End, null), (line.GetProperty("source").GetString(), line.GetProperty("occurred_at").GetDateTimeOffset(), line.GetProperty("person_id").GetString()));
        var (after, attendanceAfter) = (await Get(session), await Get(session, "/attendance"));
        Assert.Equal(before.Header("ETag"), after.Header("ETag"));
        if (isOver) Assert.Equal(attendance.Body.GetRawText(), attendanceAfter.Body.GetRawText());
    }

    [Fact]
    public async Task It_is_noted_once_and_once_more_with_other_files()
    {
        var session = await Class(isOver: true);
        var body = SignedEvent.Recording(session.Text("meeting_id"), "u", End);
        await Post(body, body, SignedEvent.Recording(session.Text("meeting_id"), "u", End, after: TimeSpan.FromHours(2)), SignedEvent.Recording(session.Text("meeting_id"), "u", End, file: "file-2"));

        Assert.Equal(2, (await Get(session, "/events"))["events"].EnumerateArray().Count(e => e.GetProperty("kind").GetString() == "recording.completed"));
    }

    [Fact]
    public async Task Neither_link_nor_passcode_nor_token_is_kept()
    {
        var session = await Class(isOver: false);
        await Post(SignedEvent.Recording(session.Text("meeting_id"), "u", End));

        var tables = classroom.App.Services.GetRequiredService<Tables>();
        var rows = await tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session.Text("session_id")}")).ToListAsync();
        var line = rows.Single(r => r.GetString("kind") == "recording.completed");
        Assert.Equal(["kind", "meeting_uuid", "occurred_at", "received_at", "recording_start", "source"], line.Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rows, r => r.Any(c => c.Value is string text && text.Contains("secret-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_passes_the_same_door_as_any_other_event()
    {
        var session = await Class(isOver: false);
        var body = SignedEvent.Recording(session.Text("meeting_id"), "u", End);
        Assert.Equal(HttpStatusCode.Unauthorized, (await classroom.App.PostEvent(body, secret: "wrong")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await classroom.App.PostEvent(body, secret: null)).Status);
        await Post(SignedEvent.Recording("99999999998", "u", End));

        var broken = SignedEvent.Recording(session.Text("meeting_id"), "", End);
        Assert.Equal("malformed", (await classroom.App.PostEvent(broken)).Problem);
        Assert.NotNull(await LetterOf(broken));
        Assert.DoesNotContain((await Get(session, "/events"))["events"].EnumerateArray(), e => e.GetProperty("kind").GetString() == "recording.completed");
    }

    [Fact]
    public async Task A_dead_letter_of_one_counts_when_it_is_replayed()
    {
        var session = await Class(isOver: true);
        var body = SignedEvent.Recording(session.Text("meeting_id"), "u", End);
        await classroom.App.Services.GetRequiredService<DeadLetterStore>().KeepAsync("reason", Encoding.UTF8.GetBytes(body), default);
        var letter = await LetterOf(body);
        Assert.Equal("recorded", (await classroom.Operator.Post($"api/dead-letters/{letter}/replay")).Text("outcome"));
        Assert.Equal("duplicate", (await classroom.Operator.Post($"api/dead-letters/{letter}/replay")).Text("outcome"));
    }

    private async Task<string?> LetterOf(string body) => (await classroom.Operator.Get("api/dead-letters?limit=100"))["dead_letters"].EnumerateArray()
        .Select(l => l.GetProperty("id").GetString()!).FirstOrDefault(id => id.EndsWith(Keys.Digest(body), StringComparison.Ordinal));

    [Fact]
    public async Task From_the_simulator_it_comes_after_the_end_and_the_recording_is_there()
    {
        var session = await classroom.NewClass(("auto_recording", "cloud"));
        var meeting = classroom.MeetingOf(session);
        classroom.Zoom.Engine.Lifecycle.Start(meeting.Id);
        classroom.Zoom.Engine.Lifecycle.End(meeting.Id);

        await Eventually.Get(() => Get(session, "/events"), t => t["events"].EnumerateArray().Any(e => e.GetProperty("kind").GetString() == "recording.completed"));
        var recording = Assert.Single((await Get(session, "/recordings"))["recordings"].EnumerateArray());
        Assert.Equal((meeting.Uuid, false), (recording.GetProperty("meeting_uuid").GetString(), recording.GetProperty("processing").GetBoolean()));
    }
}
