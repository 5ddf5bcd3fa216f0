using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Roster;

/// <summary>The students. The whole roster is the operator's.</summary>
public sealed class Students(RosterHandler handler)
{
    [Function("ListStudents")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "students")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator sees the whole roster."));
        var list = await handler.ListAsync(request, RosterRole.Students, cancellationToken);
        return list.TryGet(out var page, out var problem) ? Json.Ok(new StudentList(page.Items, page.NextCursor)) : new ProblemResult(problem);
    }

    [Function("GetStudent")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "students/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.GetAsync(RosterRole.Students, id, cancellationToken)
            : new ProblemResult(RosterHandler.Missing(RosterRole.Students));

    [Function("PutStudent")]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "students/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.PutAsync(request, RosterRole.Students, id, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
}
