using System.Net;
using Functions.Roster;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Forgetting;

public sealed class DeleteProfessorTests(Classroom classroom)
{
    private Task<Answer> Delete(string id) => classroom.Operator.Send(HttpMethod.Delete, $"api/professors/{id}");

    [Fact]
    public async Task A_professor_goes_when_all_their_sessions_are_over()
    {
        var professor = await classroom.NewProfessorAsync();
        var session = await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(professor.Id));
        Assert.Equal((HttpStatusCode.Conflict, "in-use"), await Delete(professor.Id) is var refused ? (refused.Status, refused.Problem) : default);
        Assert.Equal(HttpStatusCode.OK, (await classroom.Operator.Get($"api/professors/{professor.Id}")).Status);
        await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        Assert.Equal(HttpStatusCode.NoContent, (await Delete(professor.Id)).Status);
        Assert.Equal("not-found", (await classroom.Operator.Get($"api/professors/{professor.Id}")).Problem);
        Assert.Equal("not-found", (await Delete(professor.Id)).Problem);
        Assert.Equal("completed", (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Text("status"));
        Assert.Equal(HttpStatusCode.Created, (await classroom.Operator.Put($"api/professors/{professor.Id}-again", new { name = "Professor", email = professor.Email })).Status);
    }

    [Theory, InlineData("nobody"), InlineData("a%20b")]
    public async Task An_unknown_professor_is_not_found(string id) => Assert.Equal((HttpStatusCode.NotFound, "not-found"), await Delete(id) is var answer ? (answer.Status, answer.Problem) : default);
}
