using Functions.Http;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Forgetting;

/// <summary>Erases a student everywhere: at once as far as a request has time, the rest soon after.</summary>
public sealed class DeleteStudent(StudentErasure erasure)
{
    [Function(nameof(DeleteStudent))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "students/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
        return RosterRules.IsId(id) && await erasure.BeginAsync(id, cancellationToken) ? Results.NoContent() : new ProblemResult(RosterHandler.Missing(RosterRole.Students));
    }
}
