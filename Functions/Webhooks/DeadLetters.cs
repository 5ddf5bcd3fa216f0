using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Webhooks;

/// <summary>What Zoom signed and nobody could read: the operator's alone, since it may be about anybody.</summary>
public sealed class DeadLetters(DeadLetterStore letters, DeadLetterReplay replay)
{
    private static readonly ProblemResult NotYours = new(Problems.Forbidden("Only the operator sees dead letters."));

    /// <summary>What Zoom signed and nobody could read, newest first, without the bodies.</summary>
    [Function("ListDeadLetters")]
    [Tags("Dead letters"), EndpointSummary("List dead letters"), TakesPage]
    [ProducesResponseType<DeadLetterList>(StatusCodes.Status200OK, Description = "A page of dead letters.")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dead-letters")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return NotYours;
        if (!Query.Limit(request).TryGet(out var limit, out var problem)) return new ProblemResult(problem);
        if (!Cursor.TryRead(request, out var after)) return new ProblemResult(Cursor.Problem);
        var page = await letters.ListAsync(limit, after, cancellationToken);
        return Json.Ok(page with { NextCursor = Cursor.Write(request, page.NextCursor) });
    }

    /// <summary>Sends a dead letter through parsing and recording again. Twice records once.</summary>
    [Function("ReplayDeadLetter")]
    [Tags("Dead letters"), EndpointSummary("Replay a dead letter")]
    [ProducesResponseType<ReplayReport>(StatusCodes.Status200OK, Description = "What came of it.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/{id}/replay")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return NotYours;
        return await replay.ReplayAsync(id, cancellationToken) is { } report ? Json.Ok(report) : new ProblemResult(Problems.NotFound("dead letter"));
    }
}
