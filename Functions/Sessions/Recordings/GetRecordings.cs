using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Recordings;

/// <summary>A session's cloud recordings, as Zoom has them now. None is an empty list.</summary>
public sealed class GetRecordings(SessionReader reader, SessionRecordings recordings)
{
    [Function(nameof(GetRecordings))]
    [Tags("Sessions"), EndpointSummary("Cloud recordings"), AsksZoom]
    [ProducesResponseType<RecordingList>(StatusCodes.Status200OK, Description = "The recordings, with their passcodes.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/recordings")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        var read = await recordings.ReadAsync(record, cancellationToken);
        if (!read.TryGet(out var list, out problem)) return new ProblemResult(problem);
        if (list.Recordings.Any(r => r.HasPasscode)) request.HttpContext.Response.Headers.CacheControl = CacheControl.NoStore;
        return Json.Ok(list);
    }
}
