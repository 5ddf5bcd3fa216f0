using System.Net;
using Functions.Tests.Fixtures;
using ZoomSimulator;

namespace Functions.Tests.Api;

public sealed class CredentialsTests(Classroom classroom)
{
    private static IEnumerable<(string?, string?)> Checks(Answer answer) =>
        answer["checks"].EnumerateArray().Select(c => (c.GetProperty("name").GetString(), c.GetProperty("status").GetString()));

    [Fact]
    public async Task Credentials_scopes_and_the_host_are_checked()
    {
        var professor = await classroom.NewProfessorAsync();
        var answer = await classroom.Operator.Get($"api/zoom/credentials?professor_id={professor.Id}");
        Assert.Equal((HttpStatusCode.OK, true, "account"), (answer.Status, answer["valid"].GetBoolean(), answer.Text("account_id")));
        Assert.Equal(
            [("credentials", "pass"), ("scopes", "pass"), ("host", "pass"), ("plan", "pass"), ("breakout_room", "pass"), ("breakout_room_schedule", "pass")], Checks(answer));
        Assert.Equal(0, answer["missing_scopes"].GetArrayLength());
    }

    [Fact]
    public async Task A_host_whom_Zoom_does_not_know_makes_it_invalid()
    {
        var professor = await classroom.NewProfessorAsync(domain: "nowhere.example");
        var answer = await classroom.Operator.Get($"api/zoom/credentials?professor_id={professor.Id}");
        Assert.False(answer["valid"].GetBoolean());
        Assert.Contains(("host", "fail"), Checks(answer));
    }

    [Fact]
    public async Task A_professor_without_a_Zoom_account_can_be_told_apart_and_can_start_nothing()
    {
        var id = $"nobody-{Guid.NewGuid():N}";
        await classroom.Operator.Put($"api/professors/{id}", new { name = "Dr. Nobody" });
        var answer = await classroom.Operator.Get($"api/zoom/credentials?professor_id={id}");
        Assert.Equal((HttpStatusCode.OK, false), (answer.Status, answer["valid"].GetBoolean()));
        Assert.Contains(("host", "fail"), Checks(answer));
        var refused = await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(id));
        Assert.Equal((HttpStatusCode.BadRequest, true), (refused.Status, refused["errors"].TryGetProperty("professor_id", out _)));
    }

    [Fact]
    public async Task An_unknown_professor_is_not_found() =>
        Assert.Equal("not-found", (await classroom.Operator.Get("api/zoom/credentials?professor_id=nobody")).Problem);

    [Fact]
    public async Task Wrong_credentials_and_missing_scopes_are_said()
    {
        await using var zoom = await SimulatorHost.StartAsync(classroom.Zoom.Options with { ClientId = "another" });
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, zoom.BaseUrl);
        using var client = app.Client();
        var refused = await client.Get("api/zoom/credentials");
        Assert.Equal((HttpStatusCode.OK, false), (refused.Status, refused["valid"].GetBoolean()));

        classroom.Zoom.Tokens.Scopes = new HashSet<string> { "meeting:write:admin", "meeting:read:admin" };
        try
        {
            var lacking = await classroom.Operator.Get("api/zoom/credentials");
            Assert.False(lacking["valid"].GetBoolean());
            Assert.Equal(["user:read:user:admin", "user:read:settings:admin"], lacking["missing_scopes"].EnumerateArray().Select(s => s.GetString()));
        }
        finally
        {
            classroom.Zoom.Tokens.Scopes = classroom.Zoom.Options.Scopes.ToHashSet();
            await classroom.Operator.Get("api/zoom/credentials");
        }
    }
}
