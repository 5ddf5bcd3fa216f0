using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Participants;

/// <summary>Who is in the meeting now, as Zoom itself sees it where the plan allows that, else as webhooks tell.</summary>
public sealed class GetParticipants(SessionReader reader, ParticipantReader participants)
{
    [Function(nameof(GetParticipants))]
    [Tags("Sessions"), EndpointSummary("Who is in the meeting")]
    [ProducesResponseType<ParticipantList>(StatusCodes.Status200OK, Description = "Who is there or waits, and who says so.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/participants")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        return found.TryGet(out var record, out var problem)
            ? Json.Ok(await participants.ReadAsync(record, cancellationToken))
            : new ProblemResult(problem);
    }
}
