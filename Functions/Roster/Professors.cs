using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Roster;

/// <summary>The professors. The list is the operator's; a professor sees themselves.</summary>
public sealed class Professors(RosterHandler handler)
{
    [Function("ListProfessors")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "professors")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator sees all professors."));
        var list = await handler.ListAsync(request, RosterRole.Professors, cancellationToken);
        return list.TryGet(out var page, out var problem) ? Json.Ok(new ProfessorList(page.Items, page.NextCursor)) : new ProblemResult(problem);
    }

    [Function("GetProfessor")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "professors/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).MaySee(id)
            ? await handler.GetAsync(RosterRole.Professors, id, cancellationToken)
            : new ProblemResult(RosterHandler.Missing(RosterRole.Professors));

    [Function("PutProfessor")]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "professors/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.PutAsync(request, RosterRole.Professors, id, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
}
