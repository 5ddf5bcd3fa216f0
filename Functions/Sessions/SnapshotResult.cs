using Functions.Http;
using Functions.Presence;
using Microsoft.AspNetCore.Http;

namespace Functions.Sessions;

/// <summary>Answers with a snapshot and its ETag; 304 to a caller who has this version. It holds a passcode, so nobody may store it.</summary>
internal sealed class SnapshotResult(Snapshot snapshot, int status = StatusCodes.Status200OK, string? location = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var rendered = snapshot.Version.Length > 0 ? new RenderedSnapshot(snapshot) : RenderedSnapshot.Of(snapshot);
        response.Headers.ETag = rendered.ETag;
        response.Headers.CacheControl = CacheControl.NoStore;
        if (location is not null) response.Headers.Location = location;
        if (KnownVersion.Is(request, rendered.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = status;
        await response.WriteAsJsonAsync(rendered.Snapshot, ApiJson.Default.Snapshot, cancellationToken: httpContext.RequestAborted);
    }
}
