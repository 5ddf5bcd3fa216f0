using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Who is where, now.</summary>
public sealed class GetSession(SessionReader reader)
{
    [Function(nameof(GetSession))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}")] HttpRequest request, string session_id, CancellationToken cancellationToken) =>
        reader.SnapshotAsync(Caller.Of(request), session_id, cancellationToken);
}
