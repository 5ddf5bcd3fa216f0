using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Sessions, newest first: a professor's own or, for the operator, anybody's and everybody's.</summary>
public sealed class ListSessions(SessionLister lister)
{
    [Function(nameof(ListSessions))]
    [Tags("Sessions"), EndpointSummary("List sessions")]
    [TakesQuery(
        "professor_id",
        "Whose sessions. A professor sees their own whether they say so or not; the operator sees everybody's without it.",
        Pattern = RosterRules.IdPattern)]
    [TakesQuery("status", "Only sessions of this status.", Type = typeof(SessionStatus)), TakesPage]
    [ProducesResponseType<SessionList>(StatusCodes.Status200OK, Description = "A page of sessions.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var professorId = Query.Text(request, "professor_id") ?? caller.ProfessorId;
        if (professorId is not null && !RosterRules.IsId(professorId))
            return new ProblemResult(Problems.Validation("professor_id", "The id of a professor is expected."));
        if (professorId is not null && !caller.MaySee(professorId))
            return new ProblemResult(Problems.Forbidden("A professor sees their own sessions only."));
        if (!Query.Limit(request).TryGet(out var limit, out var problem)) return new ProblemResult(problem);
        if (!Cursor.TryRead(request, out var after) || (after is not null && !SessionLists.IsKey(after)))
            return new ProblemResult(Cursor.Problem);
        SessionStatus? status = null;
        if (Query.Text(request, "status") is { } text)
        {
            if (text.Any(c => !char.IsAsciiLetterLower(c)) || !Enum.TryParse<SessionStatus>(text, ignoreCase: true, out var parsed))
                return new ProblemResult(Problems.Validation("status", "scheduled, active, completed or failed is expected."));
            status = parsed;
        }

        var list = await lister.ListAsync(professorId, status, limit, after, cancellationToken);
        return Json.Ok(list with { NextCursor = Cursor.Write(request, list.NextCursor) });
    }
}
