using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>What was found out about a session.</summary>
/// <param name="Valid">No check failed.</param>
public sealed record SessionReport(bool Valid, IReadOnlyList<Check> Checks)
{
    public static SessionReport Of(IReadOnlyList<Check> checks) => new(checks.All(c => c.Status != CheckStatus.Fail), checks);
}

/// <summary>Whether a session is as it should be, here and at Zoom; and mending what can be mended without harm.</summary>
public sealed class ValidateSession(SessionReader reader, SessionCheck check, SessionRepair repair)
{
    /// <summary>
    /// Looks at a session from all sides: the meeting and its rooms at Zoom, the webhooks, the index, and work that was left half done.
    /// </summary>
    [Function(nameof(ValidateSession))]
    [Tags("Sessions"), EndpointSummary("Check a session")]
    [ProducesResponseType<SessionReport>(StatusCodes.Status200OK, Description = "What was found out.")]
    public async Task<IResult> Validate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/validate")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        return found.TryGet(out var record, out var problem) ? Json.Ok(await check.RunAsync(record, cancellationToken)) : new ProblemResult(problem);
    }

    /// <summary>
    /// Mends what can be mended without harm: missing index rows, half-done changes, rooms that Zoom has otherwise. A meeting that is gone
    /// is not made anew: that would be another link.
    /// </summary>
    [Function("RepairSession")]
    [Tags("Sessions"), EndpointSummary("Repair a session")]
    [ProducesResponseType<SessionReport>(StatusCodes.Status200OK, Description = "What is found out after the repair.")]
    public async Task<IResult> Repair(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sessions/{session_id}/repair")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var found = await reader.FindAsync(caller, session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        await repair.RunAsync(record, cancellationToken);
        found = await reader.FindAsync(caller, session_id, cancellationToken);
        return found.TryGet(out record, out problem) ? Json.Ok(await check.RunAsync(record, cancellationToken)) : new ProblemResult(problem);
    }
}
