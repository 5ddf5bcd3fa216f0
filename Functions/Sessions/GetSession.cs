using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Who is where, now.</summary>
public sealed class GetSession(SessionReader reader, TimeProvider time)
{
    [Function(nameof(GetSession))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        return found.TryGet(out var record, out var problem) ? new SnapshotResult(record.ToSnapshot(time.GetUtcNow())) : new ProblemResult(problem);
    }
}
