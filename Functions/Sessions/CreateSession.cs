using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>
/// Creates a meeting with its breakout rooms and students, now or scheduled. With an Idempotency-Key the same request can be sent again
/// after any failure, and makes no second session; a refusal by Zoom frees the key. After 504 it is being found out whether the meeting
/// was made.
/// </summary>
public sealed class CreateSession(CreateSessionRules rules, SessionCreator creator)
{
    public const string KeyHeader = "Idempotency-Key";

    internal const string KeyDescription =
        "A text of your own for this request: sent again with it, the request gives the session that it made the first time.";

    /// <summary>Ids can be guessed, and the session would tell whose they are.</summary>
    internal static readonly Problem NotById = Problems.Forbidden("A professor names students by name and e-mail address: who has which id is the operator's to know.");

    [Function(nameof(CreateSession))]
    [Tags("Sessions"), EndpointSummary("Create a session")]
    [TakesBody<CreateSessionRequest>, TakesHeader(KeyHeader, KeyDescription, Pattern = SessionIdentity.KeyPattern)]
    [ProducesResponseType<Snapshot>(StatusCodes.Status201Created, Description = "The session, with the host's link.")]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session that an earlier request with this key made.")]
    [AsksZoom, Refuses(nameof(Problems.IdempotencyInProgress), nameof(Problems.SessionFailed), nameof(Problems.IdempotencyMismatch), nameof(Problems.TooManyRequests))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sessions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.CreateSessionRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        var caller = Caller.Of(request);
        if (!caller.IsOperator) body = body with { ProfessorId = body.ProfessorId ?? caller.ProfessorId };
        if (rules.WrongWith(body) is { Count: > 0 } errors) return new ProblemResult(Problems.Validation(errors));
        if (!caller.MaySee(body.ProfessorId!)) return new ProblemResult(Problems.Forbidden("A professor creates their own sessions only."));
        if (!caller.IsOperator && body.StudentIds is not null) return new ProblemResult(NotById);
        if (!Key(request).TryGet(out var key, out problem)) return new ProblemResult(problem);
        return Answer(await creator.CreateAsync(caller, body, key.Text, cancellationToken));
    }

    /// <summary>The idempotency key of a request, if it has one.</summary>
    internal static Result<IdempotencyKey> Key(HttpRequest request)
    {
        var keys = request.Headers[KeyHeader];
        return keys.Count > 1 || (keys is [{ } one] && !SessionIdentity.IsKey(one))
            ? Problems.Validation(KeyHeader, "One key of 1 to 255 printable ASCII characters is expected.")
            : new IdempotencyKey(keys is [{ } key] ? key : null);
    }

    internal static IResult Answer(Result<CreatedSession> created)
    {
        if (!created.TryGet(out var session, out var problem)) return new ProblemResult(problem);
        return session.IsReplay
            ? new SnapshotResult(session.Snapshot)
            : new SnapshotResult(session.Snapshot, StatusCodes.Status201Created, $"/api/sessions/{session.Snapshot.SessionId}");
    }
}

/// <param name="Text">Null when none was sent.</param>
internal readonly record struct IdempotencyKey(string? Text);
