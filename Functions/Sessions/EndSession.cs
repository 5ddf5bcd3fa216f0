using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Ends the meeting at Zoom, or deletes one that never started, and completes the session. Doing it again changes nothing.</summary>
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
