using Functions.Http;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Forgetting;

/// <summary>Erases a student everywhere: at once as far as a request has time, the rest soon after.</summary>
public sealed class DeleteStudent(StudentErasure erasure)
{
    [Function(nameof(DeleteStudent))]
    [Tags("Roster"), EndpointSummary("Erase a student")]
    [ProducesResponseType(StatusCodes.Status204NoContent, Description = "The student is off the roster, and being erased everywhere.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "students/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
        return RosterRules.IsId(id) && await erasure.BeginAsync(id, cancellationToken) ? Results.NoContent() : new ProblemResult(RosterHandler.Missing(RosterRole.Students));
    }
}
