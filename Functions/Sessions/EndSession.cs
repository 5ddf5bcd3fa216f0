using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Ends the meeting at Zoom, or deletes one that never started, and completes the session. Doing it again changes nothing.</summary>
public sealed class EndSession(SessionReader reader, SessionEnder ender)
{
    [Function(nameof(EndSession))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sessions/{session_id}/end")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        var ended = await ender.EndAsync(record, cancellationToken);
        return ended.TryGet(out var snapshot, out problem) ? new SnapshotResult(snapshot) : new ProblemResult(problem);
    }
}
