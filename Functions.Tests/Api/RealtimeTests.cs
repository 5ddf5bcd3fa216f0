using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.SignalR.Client;

namespace Functions.Tests.Api;

/// <summary>A professor's page listens with the real SignalR client.</summary>
public sealed class RealtimeTests(Classroom classroom)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private async Task<(HubConnection Connection, ChannelReader<(string Name, JsonElement Message)> Messages)> Listen(string professorId)
    {
        var negotiated = await classroom.Operator.Post($"api/negotiate?professor_id={professorId}");
        Assert.Equal("no-store", negotiated.Header("Cache-Control"));
        var messages = Channel.CreateUnbounded<(string, JsonElement)>();
        var connection = new HubConnectionBuilder()
            .WithUrl(negotiated.Text("url"), o => o.AccessTokenProvider = () => Task.FromResult<string?>(negotiated.Text("accessToken"))).Build();
        foreach (var name in new[] { "SessionChanged", "SessionCreated", "SessionEnded" })
            connection.On<JsonElement>(name, message => messages.Writer.TryWrite((name, message)));
        await connection.ListenAsync();
        return (connection, messages.Reader);
    }

    private static async Task<JsonElement> Next(ChannelReader<(string Name, JsonElement Message)> messages, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        var (got, message) = await messages.ReadAsync(patience.Token);
        Assert.Equal(name, got);
        return message;
    }

    [Fact]
    public async Task A_professor_is_told_of_their_sessions_and_of_no_others()
    {
        var (mine, others) = (await classroom.NewProfessorAsync(), await classroom.NewProfessorAsync());
        var (connection, messages) = await Listen(mine.Id);
        var (otherConnection, otherMessages) = await Listen(others.Id);
        await using var _ = connection;
        await using var __ = otherConnection;

        var session = await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(mine.Id));
        var created = await Next(messages, "SessionCreated");
        Assert.Equal(session.Text("session_id"), created.GetProperty("session_id").GetString());
        Assert.Equal(("active", "waiting", 5), (created.GetProperty("status").GetString(), created.GetProperty("meeting_status").GetString(), created.GetProperty("counts").GetProperty("absent").GetInt32()));
        Assert.False(created.TryGetProperty("join_url", out JsonElement _));

        var at = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        await classroom.App.PostEvent(SignedEvent.Started(session.Text("meeting_id"), "u", at));
        var changed = await Next(messages, "SessionChanged");
        Assert.Equal(["session_id", "kind", "student_id", "room_id", "occurred_at"], changed.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("meeting_started", at), (changed.GetProperty("kind").GetString(), changed.GetProperty("occurred_at").GetDateTimeOffset()));

        // A burst within half a second: the first was told of, the rest is one more hint.
        for (var i = 0; i < 5; i++) await classroom.App.PostEvent(SignedEvent.Joined(session.Text("meeting_id"), "u", $"Guest {i}", at));
        Assert.Equal("person_changed", (await Next(messages, "SessionChanged")).GetProperty("kind").GetString());

        await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        JsonElement ended;
        using (var patience = new CancellationTokenSource(Patience))
        {
            (string Name, JsonElement Message) next;
            do next = await messages.ReadAsync(patience.Token);
            while (next.Name == "SessionChanged");
            Assert.Equal("SessionEnded", next.Name);
            ended = next.Message;
        }

        Assert.Equal(("completed", session.Text("session_id")), (ended.GetProperty("status").GetString(), ended.GetProperty("session_id").GetString()));
        Assert.False(otherMessages.TryRead(out var __2), $"{__2}");
    }

    [Fact]
    public async Task A_recording_that_is_ready_is_told_of()
    {
        var professor = await classroom.NewProfessorAsync();
        var session = await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(professor.Id));
        var (connection, messages) = await Listen(professor.Id);
        await using var _ = connection;

        var end = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds());
        await classroom.App.PostEvent(SignedEvent.Recording(session.Text("meeting_id"), "u", end));
        var changed = await Next(messages, "SessionChanged");
        Assert.Equal(("recording_ready", session.Text("session_id"), end), (changed.GetProperty("kind").GetString(), changed.GetProperty("session_id").GetString(), changed.GetProperty("occurred_at").GetDateTimeOffset()));
        Assert.DoesNotContain("secret-", changed.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_connects_without_a_token()
    {
        var professor = await classroom.NewProfessorAsync();
        var negotiated = await classroom.Operator.Post($"api/negotiate?professor_id={professor.Id}");
        await using var connection = new HubConnectionBuilder().WithUrl(negotiated.Text("url")).Build();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task An_operator_says_whose_sessions()
    {
        Assert.Equal("validation", (await classroom.Operator.Post("api/negotiate")).Problem);
        Assert.Equal("not-found", (await classroom.Operator.Post("api/negotiate?professor_id=nobody")).Problem);
    }
}
