using Functions.Http;
using Functions.Sessions.Forgetting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>The body of POST …/clone: when the new session starts; absent or null means now.</summary>
public sealed record CloneSessionRequest
{
    public DateTimeOffset? StartTime { get; init; }
}

/// <summary>Creates a session with the rooms of another, at a new time: its own meeting, its own passcode.</summary>
public sealed class CloneSession(SessionReader reader, CreateSessionRules rules, SessionCreator creator)
{
    [Function(nameof(CloneSession))]
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
        WaitingRoom = plan.WaitingRoom,
        AutoRecording = plan.AutoRecording,
    };
}
