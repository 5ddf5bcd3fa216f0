using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>
/// Completes the session, and ends its meeting at Zoom; a meeting whose class has not begun is deleted. Doing it again changes nothing, but
/// ends a meeting that was started again since.
/// </summary>
public sealed class EndSession(SessionReader reader, SessionEnder ender)
{
    [Function(nameof(EndSession))]
    [Tags("Sessions"), EndpointSummary("End a session")]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session, which is over.")]
    [AsksZoom]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sessions/{session_id}/end")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        var ended = await ender.EndAsync(record, cancellationToken);
        return ended.TryGet(out var snapshot, out problem) ? new SnapshotResult(snapshot) : new ProblemResult(problem);
    }
}
