using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>
/// Who is where, computed whenever it is read. It is the truth: what comes over the live channel only says that it is time to look again.
/// </summary>
public sealed class GetSession(SessionReader reader)
{
    [Function(nameof(GetSession))]
    [Tags("Sessions"), EndpointSummary("Who is where"), ChecksVersion]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session as it is now.")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}")] HttpRequest request, string session_id, CancellationToken cancellationToken) =>
        reader.SnapshotAsync(Caller.Of(request), session_id, cancellationToken);
}
