using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>
/// Changes a session's topic, time or students while its meeting does not run and its planned end lies ahead: a meeting that was only tried
/// does not close it. Zoom is told in one call, whatever changes.
/// </summary>
public sealed class UpdateSession(SessionReader reader, CreateSessionRules rules, SessionUpdater updater)
{
    [Function(nameof(UpdateSession))]
    [Tags("Sessions"), EndpointSummary("Change a session")]
    [TakesBody<UpdateSessionRequest>]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session as it is now.")]
    [AsksZoom, Refuses(nameof(Problems.SessionStarted))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "sessions/{session_id}")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.UpdateSessionRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        var caller = Caller.Of(request);
        var found = await reader.FindAsync(caller, session_id, cancellationToken);
        if (!found.TryGet(out var record, out problem)) return new ProblemResult(problem);
        if (!caller.IsOperator && body.StudentIds?.Except(record.Rooms.SelectMany(r => r.Students).Select(s => s.StudentId), StringComparer.Ordinal).Any() == true)
            return new ProblemResult(CreateSession.NotById);
        if (rules.WrongWith(body.AppliedTo(record.Plan)) is { Count: > 0 } errors) return new ProblemResult(Problems.Validation(errors));
        if (rules.TooLate(body.AppliedTo(record.Plan)) is { } late) return new ProblemResult(late);
        var updated = await updater.UpdateAsync(record, body, cancellationToken);
        return updated.TryGet(out var snapshot, out problem) ? new SnapshotResult(snapshot) : new ProblemResult(problem);
    }
}
