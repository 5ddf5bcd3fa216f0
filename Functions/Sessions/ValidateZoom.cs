using Functions.Http;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Whether Zoom can be used: credentials, scopes, and for a professor the host's account.</summary>
public sealed class ValidateZoom(CredentialsCheck check, RosterStore roster)
{
    [Function(nameof(ValidateZoom))]
    [Tags("Zoom"), EndpointSummary("Check Zoom's credentials")]
    [TakesQuery("professor_id", "Whose Zoom account to look at too.")]
    [ProducesResponseType<CredentialsReport>(StatusCodes.Status200OK, Description = "What was found out.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "zoom/credentials")] HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        string? zoomUserId = null;
        if ((Query.Text(request, "professor_id") ?? caller.ProfessorId) is { } professorId)
        {
            if (!caller.MaySee(professorId)) return new ProblemResult(RosterHandler.Missing(RosterRole.Professors));
            if (!RosterRules.IsId(professorId) || await roster.FindAsync(RosterRole.Professors, professorId, cancellationToken) is not { } professor)
                return new ProblemResult(RosterHandler.Missing(RosterRole.Professors));
            zoomUserId = professor.ZoomUserId ?? professor.Email ?? "";
        }

        return Json.Ok(await check.RunAsync(zoomUserId, cancellationToken));
    }
}
