using Functions.Http;
using Functions.Reference;
using Functions.Zoom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>The link that opens the meeting as its host. It holds the host's token, so it is asked for afresh and never stored.</summary>
public sealed class GetHostLink(SessionReader reader, IZoomClient zoom, TimeProvider time)
{
    [Function(nameof(GetHostLink))]
    [Tags("Sessions"), EndpointSummary("The host's link")]
    [ProducesResponseType<HostLink>(StatusCodes.Status200OK, Description = "The link. Nobody may store it.")]
    [AsksZoom]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/host-link")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        if (record.Facts.MeetingId is not { } meetingId) return new ProblemResult(Problems.NotFound("meeting"));
        var read = await zoom.GetMeetingAsync(meetingId, cancellationToken);
        if (!read.TryGet(out var meeting, out var error)) return new ProblemResult(error.ToProblem(time.GetUtcNow()));
        if (meeting.StartUrl is not { } startUrl) return new ProblemResult(Problems.ZoomUnavailable);
        request.HttpContext.Response.Headers.CacheControl = CacheControl.NoStore;
        return Json.Ok(new HostLink(startUrl));
    }
}

/// <summary>The link that opens the meeting as its host.</summary>
public sealed record HostLink(string StartUrl);
