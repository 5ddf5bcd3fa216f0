using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>What happened in a session, newest first.</summary>
public sealed class GetTimeline(SessionReader reader, TimelineReader timeline)
{
    [Function(nameof(GetTimeline))]
    [Tags("Sessions"), EndpointSummary("What happened"), TakesPage]
    [ProducesResponseType<Timeline>(StatusCodes.Status200OK, Description = "A page of events.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/events")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        if (!Query.Limit(request).TryGet(out var limit, out var problem)) return new ProblemResult(problem);
        if (!Cursor.TryRead(request, out var after)) return new ProblemResult(Cursor.Problem);
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out problem)) return new ProblemResult(problem);
        var page = await timeline.ReadAsync(record, limit, after, cancellationToken);
        return Json.Ok(page with { NextCursor = Cursor.Write(request, page.NextCursor) });
    }
}
