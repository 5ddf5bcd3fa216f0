using System.Net;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Api;

/// <summary>Events of rooms that name nobody but a connection, from the webhook to the answers.</summary>
public sealed class PeopleWithoutUuidTests(Classroom classroom)
{
    private readonly DateTimeOffset start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds());

    private static string Nameless(string body, string parent) => body
        .Replace("\"participant_uuid\":\"p-Alice Anderson\"", $"\"participant_uuid\":\"\",\"parent_user_id\":\"{parent}\"",
            StringComparison.Ordinal);

    private static string LeftRoom(string joined) => joined
        .Replace("participant_joined_breakout_room", "participant_left_breakout_room", StringComparison.Ordinal)
            .Replace("join_time", "leave_time", StringComparison.Ordinal);

    private async Task<Answer> Class()
    {
        var session = await classroom.NewClass();
        var id = session.Text("meeting_id");
        foreach (var body in new[]
        {
            SignedEvent.Started(id, "u", start), SignedEvent.Joined(id, "u", "Alice Anderson", start.AddSeconds(10), "11"),
            Nameless(SignedEvent.JoinedRoom(id, "u", "Alice Anderson", "Z1", start.AddSeconds(60)), "11"),
        }) Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        return session;
    }

    private Task<Answer> Get(Answer session, string path = "") =>
        classroom.Operator.Get($"api/sessions/{session.Text("session_id")}{path}");

    [Fact]
    public async Task A_student_leaves_the_room_when_an_event_without_a_participant_uuid_says_so()
    {
        var session = await Class();
        var seen = await Get(session);
        Assert.Equal(
            ("own_room", 1, 0),
            (seen.Where("1"), seen.Student("1").GetProperty("devices").GetInt32(), seen["unmatched"].GetArrayLength()));
        await classroom.App.PostEvent(LeftRoom(Nameless(SignedEvent.JoinedRoom(session.Text("meeting_id"), "u", "Alice Anderson",
            "Z1", start.AddSeconds(160)), "11")));
        seen = await Get(session);
        Assert.Equal(("main_session", 0), (seen.Where("1"), seen["unmatched"].GetArrayLength()));
        Assert.Equal(100, (await Get(session, "/attendance"))["students"][0].GetProperty("own_room_seconds").GetInt32());
    }

    [Fact]
    public async Task Both_ids_are_kept_in_the_log_and_its_lines_are_the_students()
    {
        var session = await Class();
        var lines = (await Get(session, "/events"))["events"].EnumerateArray()
            .Where(e => e.GetProperty("name").GetString() == "Alice Anderson").ToList();
        Assert.Equal(["1", "1"], lines.Select(l => l.GetProperty("student_id").GetString()));
        Assert.Single(lines.Select(l => l.GetProperty("person_id").GetString()).Distinct());

        List<TableEntity> rows = [];
        await foreach (var row in classroom.App.Services.GetRequiredService<Tables>()
            .Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session.Text("session_id")}")))
            rows.Add(row);
        var entered = Assert.Single(rows, r => r.GetString("kind") == "meeting.participant_joined_breakout_room");
        Assert.Equal(("x", "11"), (entered.GetString("user_id"), entered.GetString("parent_user_id")));
        Assert.Equal(2, rows.Count(r => r.RowKey.StartsWith(SessionRows.PersonPrefix, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_said_by_hand_of_either_row_holds_for_the_person()
    {
        var session = await Class();
        List<string> ids = [];
        await foreach (var row in classroom.App.Services.GetRequiredService<Tables>()
            .Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session.Text("session_id")}")))
            if (row.RowKey.StartsWith(SessionRows.PersonPrefix, StringComparison.Ordinal))
                ids.Add(row.RowKey[SessionRows.PersonPrefix.Length..]);
        for (var i = 0; i < ids.Count; i++)
        {
            var matched = await classroom.Operator.Put($"api/sessions/{session.Text("session_id")}/people/{ids[i]}/student",
                new { student_id = $"{i + 2}" });
            Assert.Equal((HttpStatusCode.OK, "hand", "absent"), 
                (matched.Status, matched.Student($"{i + 2}").GetProperty("matched_by").GetString(), matched.Where("1")));
        }
    }
}
