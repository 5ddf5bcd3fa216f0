using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Roster;

/// <summary>The students. The whole roster is the operator's.</summary>
public sealed class Students(RosterHandler handler)
{
    /// <summary>All students of the roster, in pages.</summary>
    [Function("ListStudents")]
    [Tags("Roster"), EndpointSummary("List students"), TakesPage]
    [ProducesResponseType<StudentList>(StatusCodes.Status200OK, Description = "A page of students, by id.")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "students")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator sees the whole roster."));
        var list = await handler.ListAsync(request, RosterRole.Students, cancellationToken);
        return list.TryGet(out var page, out var problem) ? Json.Ok(new StudentList(page.Items, page.NextCursor)) : new ProblemResult(problem);
    }

    /// <summary>A student of the roster.</summary>
    [Function("GetStudent")]
    [Tags("Roster"), EndpointSummary("Get a student")]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status200OK, Description = "The student.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "students/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.GetAsync(RosterRole.Students, id, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator sees the whole roster."));

    /// <summary>
    /// Adds a student to the roster, under an id that the server makes. Whose e-mail address is there already is not added again: the
    /// answer is 200 with the entry that is there, unchanged.
    /// </summary>
    [Function("AddStudent")]
    [Tags("Roster"), EndpointSummary("Add a student")]
    [TakesBody<RosterEntryRequest>]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status201Created, Description = "The student is new.")]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status200OK, Description = "The student who has this e-mail address.")]
    public async Task<IResult> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "students")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.PostAsync(request, RosterRole.Students, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));

    /// <summary>Adds a student to the roster, or changes one. The same again changes nothing.</summary>
    [Function("PutStudent")]
    [Tags("Roster"), EndpointSummary("Put a student")]
    [TakesBody<RosterEntryRequest>]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status201Created, Description = "The student is new.")]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status200OK, Description = "The student was there, and is as sent now.")]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "students/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.PutAsync(request, RosterRole.Students, id, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
}
