using Functions.Http;
using Functions.Presence;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>How long each student was where; during the class, the state so far.</summary>
public sealed class GetAttendance(SessionReader reader, SessionStore sessions, TimeProvider time)
{
    [Function(nameof(GetAttendance))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/attendance")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        var log = await sessions.ReadLogAsync(record.Facts.SessionId, cancellationToken);
        return Json.Ok(record.ToAttendance(log, time.GetUtcNow()));
    }
}
