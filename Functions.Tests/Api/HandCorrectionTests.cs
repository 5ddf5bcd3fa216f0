using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Api;

/// <summary>While a class runs: saying by hand who somebody is, and which Zoom room is which.</summary>
public sealed class HandCorrectionTests(Classroom classroom)
{
    private readonly DateTimeOffset start = DateTimeOffset.UtcNow.AddMinutes(-10);

    private Task<Answer> Look(Answer session) => classroom.Operator.Get($"api/sessions/{session.Text("session_id")}");

    private Task<Answer> Match(Answer session, string personId, object? student) =>
        classroom.Operator.Put($"api/sessions/{session.Text("session_id")}/people/{personId}/student", new { student_id = student });

    private Task<Answer> Unmatch(Answer session, string personId) =>
        classroom.Operator.Send(HttpMethod.Delete, $"api/sessions/{session.Text("session_id")}/people/{personId}/student");

    private Task<Answer> Label(Answer session, string roomId, string? uuid) =>
        classroom.Operator.Put($"api/sessions/{session.Text("session_id")}/rooms/{roomId}/zoom-room", new { zoom_room_id = uuid });

    private async Task<Answer> RunningClass(params string[] more)
    {
        var session = await classroom.NewClass();
        var id = session.Text("meeting_id");
        string[] events = [SignedEvent.Started(id, "u", start), SignedEvent.Joined(id, "u", "iPhone", start.AddSeconds(10)), SignedEvent.JoinedRoom(id, "u", "iPhone", "Z1", start.AddSeconds(60))];
        foreach (var body in events.Concat(more.Select(m => m.Replace("{id}", id, StringComparison.Ordinal)))) Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        return session;
    }

    [Fact]
    public async Task A_stranger_is_said_to_be_a_student_and_that_is_taken_back()
    {
        var session = await RunningClass();
        var stranger = Assert.Single((await Look(session))["unmatched"].EnumerateArray());
        var personId = stranger.GetProperty("person_id").GetString()!;
        var matched = await Match(session, personId, 2);
        Assert.Equal((HttpStatusCode.OK, "own_room", "hand"), (matched.Status, matched.Where("2"), matched.Student("2").GetProperty("matched_by").GetString()));
        Assert.Equal((0, "Z1"), (matched["unmatched"].GetArrayLength(), matched["breakout_rooms"][1].GetProperty("zoom_room_id").GetString()));
        Assert.Equal(matched.Text("version"), (await Match(session, personId, "2")).Text("version"));
        Assert.Equal("own_room", (await Match(session, personId, "3")).Where("3"));

        var back = await Unmatch(session, personId);
        Assert.Equal(("absent", 1), (back.Where("3"), back["counts"].GetProperty("unmatched").GetInt32()));
        Assert.Equal(back.Text("version"), (await Unmatch(session, personId)).Text("version"));
        Assert.Equal(["person_unmatched", "person_matched", "person_matched"], await OperatorLines(session));
    }

    [Fact]
    public async Task Somebody_recognised_by_name_is_said_not_to_be_that_student_and_it_holds()
    {
        var session = await RunningClass(SignedEvent.Joined("{id}", "u", "Alice Anderson", start.AddSeconds(20))
            .Replace("\"email\":\"\"", "\"email\":\"someone@example.org\"", StringComparison.Ordinal));
        var seen = await Look(session);
        Assert.Equal(
            ("name", true),
            (seen.Student("1").GetProperty("matched_by").GetString(), seen.Student("1").GetProperty("email_differs").GetBoolean()));
        Assert.Contains(seen["warnings"].EnumerateArray(), w => w.GetProperty("code").GetString() == "email_differs");
        var personId = (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/events"))["events"].EnumerateArray()
            .First(e => e.GetProperty("student_id").GetString() == "1").GetProperty("person_id").GetString()!;

        var denied = await Unmatch(session, personId);
        Assert.Equal(("absent", 2), (denied.Where("1"), denied["counts"].GetProperty("unmatched").GetInt32()));
        Assert.Equal(denied.Text("version"), (await Unmatch(session, personId)).Text("version"));
        await classroom.App.PostEvent(SignedEvent.Joined(session.Text("meeting_id"), "u", "Alice Anderson", start.AddSeconds(90),
            "16779264"));
        Assert.Equal("absent", (await Look(session)).Where("1"));
        Assert.Equal(["person_unmatched"], await OperatorLines(session));
        Assert.Equal("hand", (await Match(session, personId, 1)).Student("1").GetProperty("matched_by").GetString());
    }

    [Fact]
    public async Task What_is_said_by_hand_survives_the_events_that_are_being_recorded()
    {
        var session = await RunningClass();
        var personId = (await Look(session))["unmatched"][0].GetProperty("person_id").GetString()!;
        var bodies = Enumerable.Range(0, 30).Select(i => SignedEvent.Joined(session.Text("meeting_id"), "u", "iPhone", start.AddSeconds(100 + i), $"user-{i}"));
        var posts = bodies.Select(b => classroom.App.Deliver(b)).ToList();
        var matches = Enumerable.Range(0, 6).Select(i => Match(session, personId, i % 2 + 1)).ToList();
        Assert.All(await Task.WhenAll(posts), a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.All(await Task.WhenAll(matches), a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal("hand", (await Match(session, personId, 5)).Student("5").GetProperty("matched_by").GetString());
        Assert.Equal(30, await Lines(session, row => row.GetString("user_id")?.StartsWith("user-", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task Who_and_whom_must_exist()
    {
        var session = await RunningClass();
        var personId = (await Look(session))["unmatched"][0].GetProperty("person_id").GetString()!;
        foreach (var student in new object?[] { "99", "", null })
            Assert.True((await Match(session, personId, student)) is { Problem: "validation" } wrong && wrong["errors"].TryGetProperty("student_id", out _));
        Assert.True((await classroom.Operator.Put($"api/sessions/{session.Text("session_id")}/people/{personId}/student", "{}"))["errors"].TryGetProperty("student_id", out _));
        Assert.Equal("not-found", (await Match(session, "nobody", 1)).Problem);
        Assert.Equal("not-found", (await Match(session, "a%27b", 1)).Problem);
        Assert.Equal("not-found", (await Unmatch(session, "nobody")).Problem);
    }

    [Fact]
    public async Task A_Zoom_room_is_said_to_be_somebodys_and_that_is_taken_back()
    {
        var session = await RunningClass();
        Assert.Equal("Z1", Assert.Single((await Look(session))["unbound_rooms"].EnumerateArray()).GetProperty("zoom_room_id").GetString());
        var labelled = await Label(session, "004", "Z1");
        var room = labelled["breakout_rooms"][3];
        Assert.Equal(("Z1", "label", 1), (room.GetProperty("zoom_room_id").GetString(), room.GetProperty("bound_by").GetString(), room.GetProperty("occupants").GetArrayLength()));
        Assert.Equal(0, labelled["unbound_rooms"].GetArrayLength());
        Assert.Equal(labelled.Text("version"), (await Label(session, "004", "Z1")).Text("version"));

        var taken = await Label(session, "001", "Z1");
        Assert.Equal((HttpStatusCode.Conflict, "label-taken"), (taken.Status, taken.Problem));
        var back = await Label(session, "004", null);
        Assert.Equal((JsonValueKind.Null, 1), (back["breakout_rooms"][3].GetProperty("zoom_room_id").ValueKind, back["unbound_rooms"].GetArrayLength()));
        Assert.Equal("label", (await Label(session, "001", "Z1"))["breakout_rooms"][0].GetProperty("bound_by").GetString());
        Assert.Equal(["room_labelled", "room_unlabelled", "room_labelled"], await OperatorLines(session));
    }

    [Fact]
    public async Task Of_many_labels_at_once_for_one_Zoom_room_one_holds()
    {
        var session = await RunningClass();
        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Label(session, $"00{i}", "Z1")));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(4, answers.Count(a => a.Status == HttpStatusCode.Conflict && a.Problem == "label-taken"));
        Assert.Single((await Look(session))["breakout_rooms"].EnumerateArray(), r => r.GetProperty("zoom_room_id").GetString() == "Z1");
    }

    [Fact]
    public async Task A_label_needs_a_room_and_a_uuid()
    {
        var session = await RunningClass();
        Assert.Equal("not-found", (await Label(session, "099", "Z1")).Problem);
        foreach (var uuid in new[] { "", " ", new string('z', 129), "a\u0001b" }) Assert.Equal("validation", (await Label(session, "001", uuid)).Problem);
        Assert.True((await classroom.Operator.Put($"api/sessions/{session.Text("session_id")}/rooms/001/zoom-room", "{}"))["errors"].TryGetProperty("zoom_room_id", out _));
    }

    [Fact]
    public async Task Both_also_work_after_the_class_and_count_in_attendance()
    {
        var session = await RunningClass(SignedEvent.Ended("{id}", "u", start.AddSeconds(300)));
        Assert.Equal("completed", (await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Text("status"));
        var personId = (await Look(session))["unmatched"][0].GetProperty("person_id").GetString()!;
        await Match(session, personId, 2);
        await Label(session, "002", "Z1");
        var bob = (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance"))["students"][1];
        Assert.Equal(("hand", 290, 240), (bob.GetProperty("matched_by").GetString(), bob.GetProperty("present_seconds").GetInt32(), bob.GetProperty("own_room_seconds").GetInt32()));
    }

    private async Task<IReadOnlyList<string>> OperatorLines(Answer session)
    {
        List<TableEntity> lines = [];
        await Lines(session, row =>
        {
            if (row.GetString("source") == "operator") lines.Add(row);
            return true;
        });
        return [.. lines.OrderByDescending(l => l.GetDateTimeOffset("occurred_at")).Select(l => l.GetString("kind"))];
    }

    private async Task<int> Lines(Answer session, Func<TableEntity, bool> wanted)
    {
        var count = 0;
        var tables = classroom.App.Services.GetRequiredService<Tables>();
        await foreach (var row in tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session.Text("session_id")} and RowKey lt {SessionRows.StatusFrom}")))
            if (wanted(row)) count++;
        return count;
    }
}
