using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Creates a meeting with its breakout rooms and students, now or scheduled.</summary>
public sealed class CreateSession(CreateSessionRules rules, SessionCreator creator)
{
    public const string KeyHeader = "Idempotency-Key";

    [Function(nameof(CreateSession))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sessions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.CreateSessionRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        var caller = Caller.Of(request);
        if (!caller.IsOperator) body = body with { ProfessorId = body.ProfessorId ?? caller.ProfessorId };
        if (rules.WrongWith(body) is { Count: > 0 } errors) return new ProblemResult(Problems.Validation(errors));
        if (!caller.MaySee(body.ProfessorId!)) return new ProblemResult(Problems.Forbidden("A professor creates their own sessions only."));
        var keys = request.Headers[KeyHeader];
        if (keys.Count > 1 || (keys is [{ } one] && !SessionIdentity.IsKey(one)))
            return new ProblemResult(Problems.Validation(KeyHeader, "One key of 1 to 255 printable ASCII characters is expected."));

        var created = await creator.CreateAsync(caller, body, keys is [{ } key] ? key : null, cancellationToken);
        if (!created.TryGet(out var session, out problem)) return new ProblemResult(problem);
        return session.IsReplay
            ? new SnapshotResult(session.Snapshot)
            : new SnapshotResult(session.Snapshot, StatusCodes.Status201Created, $"/api/sessions/{session.Snapshot.SessionId}");
    }
}
