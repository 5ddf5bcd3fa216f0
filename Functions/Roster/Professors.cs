using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Roster;

/// <summary>The professors. The list is the operator's; a professor sees themselves.</summary>
public sealed class Professors(RosterHandler handler)
{
    /// <summary>All professors of the roster, in pages; to a professor, themselves.</summary>
    [Function("ListProfessors")]
    [Tags("Roster"), EndpointSummary("List professors"), TakesPage, Refuses(nameof(Problems.NotFound))]
    [ProducesResponseType<ProfessorList>(StatusCodes.Status200OK, Description = "A page of professors, by id.")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "professors")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (Caller.Of(request).ProfessorId is { } own)
            return await handler.FindAsync(RosterRole.Professors, own, cancellationToken) is { } self ? Json.Ok(new ProfessorList([self], null)) : new ProblemResult(RosterHandler.Missing(RosterRole.Professors));
        var list = await handler.ListAsync(request, RosterRole.Professors, cancellationToken);
        return list.TryGet(out var page, out var problem) ? Json.Ok(new ProfessorList(page.Items, page.NextCursor)) : new ProblemResult(problem);
    }

    /// <summary>A professor of the roster.</summary>
    [Function("GetProfessor")]
    [Tags("Roster"), EndpointSummary("Get a professor")]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status200OK, Description = "The professor.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "professors/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).MaySee(id)
            ? await handler.GetAsync(RosterRole.Professors, id, cancellationToken)
            : new ProblemResult(RosterHandler.Missing(RosterRole.Professors));

    /// <summary>
    /// Adds a professor to the roster, under an id that the server makes. Whose e-mail address is there already is not added again: the
    /// answer is 200 with the entry that is there, unchanged.
    /// </summary>
    [Function("AddProfessor")]
    [Tags("Roster"), EndpointSummary("Add a professor")]
    [TakesBody<RosterEntryRequest>]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status201Created, Description = "The professor is new.")]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status200OK, Description = "The professor who has this e-mail address.")]
    public async Task<IResult> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "professors")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.PostAsync(request, RosterRole.Professors, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));

    /// <summary>Adds a professor to the roster, or changes one. The same again changes nothing.</summary>
    [Function("PutProfessor")]
    [Tags("Roster"), EndpointSummary("Put a professor")]
    [TakesBody<RosterEntryRequest>]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status201Created, Description = "The professor is new.")]
    [ProducesResponseType<RosterEntry>(StatusCodes.Status200OK, Description = "The professor was there, and is as sent now.")]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "professors/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Caller.Of(request).IsOperator
            ? await handler.PutAsync(request, RosterRole.Professors, id, cancellationToken)
            : new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
}
