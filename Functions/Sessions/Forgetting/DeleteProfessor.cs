using Functions.Http;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Forgetting;

/// <summary>Takes a professor off the roster, unless they have sessions that are not over. Sessions that are over stay.</summary>
public sealed class DeleteProfessor(RosterStore roster, SessionLists lists, SessionStore sessions)
{
    private const int PageSize = 100;

    [Function(nameof(DeleteProfessor))]
    [Tags("Roster"), EndpointSummary("Delete a professor")]
    [ProducesResponseType(StatusCodes.Status204NoContent, Description = "The professor is off the roster.")]
    [Refuses(nameof(Problems.NotFound), nameof(Problems.InUse))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "professors/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
        if (RosterRules.IsId(id) && await HasOpenSessionAsync(id, cancellationToken)) return new ProblemResult(Problems.InUse);
        return RosterRules.IsId(id) && await roster.RemoveAsync(RosterRole.Professors, id, cancellationToken)
            ? Results.NoContent()
            : new ProblemResult(RosterHandler.Missing(RosterRole.Professors));
    }

    // The index may lag behind: a session that it says is open is asked itself.
    private async Task<bool> HasOpenSessionAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var indexed in lists.OfProfessorAsync(id, null, PageSize, cancellationToken))
            if (!indexed.IsOver && await sessions.ReadAsync(indexed.SessionId, cancellationToken) is { IsOver: false }) return true;
        return false;
    }
}
