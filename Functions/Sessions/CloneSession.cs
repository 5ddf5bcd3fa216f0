using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Functions.Sessions.Forgetting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>When the new session starts.</summary>
public sealed record CloneSessionRequest
{
    /// <summary>RFC 3339; absent means now. Not over 5 minutes ago, not over two years ahead.</summary>
    public DateTimeOffset? StartTime { get; init; }
}

/// <summary>Creates a session with the rooms of another, at a new time: with its own meeting and its own passcode.</summary>
public sealed class CloneSession(SessionReader reader, CreateSessionRules rules, SessionCreator creator)
{
    [Function(nameof(CloneSession))]
    [Tags("Sessions"), EndpointSummary("Clone a session")]
    [TakesBody<CloneSessionRequest>(IsOptional = true)]
    [TakesHeader(CreateSession.KeyHeader, CreateSession.KeyDescription, Pattern = SessionIdentity.KeyPattern)]
    [ProducesResponseType<Snapshot>(StatusCodes.Status201Created, Description = "The new session, with the host's link.")]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session that an earlier request with this key made.")]
    [AsksZoom, Refuses(nameof(Problems.IdempotencyInProgress), nameof(Problems.SessionFailed), nameof(Problems.IdempotencyMismatch), nameof(Problems.TooManyRequests))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sessions/{session_id}/clone")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadOptionalAsync(request, ApiJson.Default.CloneSessionRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        if (!CreateSession.Key(request).TryGet(out var key, out problem)) return new ProblemResult(problem);
        var caller = Caller.Of(request);
        var found = await reader.FindAsync(caller, session_id, cancellationToken);
        if (!found.TryGet(out var record, out problem)) return new ProblemResult(problem);
        var again = Again(record.Plan, body.StartTime);
        if (rules.WrongWith(again) is { Count: > 0 } errors) return new ProblemResult(Problems.Validation(errors));
        return CreateSession.Answer(await creator.CreateAsync(caller, again, key.Text, cancellationToken));
    }

    private static CreateSessionRequest Again(SessionPlan plan, DateTimeOffset? start) => new()
    {
        ProfessorId = plan.Professor.Id,
        Topic = plan.Topic,
        Duration = plan.Duration,
        StartTime = start,
        Timezone = plan.Timezone,
        StudentsPerRoom = plan.StudentsPerRoom,
        StudentIds = [.. plan.Rooms.SelectMany(r => r.Students).Select(s => s.StudentId).Where(id => !Pseudonyms.Is(id))],
        Known = [.. plan.Rooms.SelectMany(r => r.Students)],
        WaitingRoom = plan.WaitingRoom,
        AutoRecording = plan.AutoRecording,
    };
}
