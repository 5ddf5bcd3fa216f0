using Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Functions.Sessions;

/// <summary>Finds a session for a caller: those of others do not exist for a professor.</summary>
public sealed class SessionReader(SessionStore sessions, TimeProvider time)
{
    private static readonly Problem Missing = Problems.NotFound("session");

    public async Task<Result<SessionRecord>> FindAsync(Caller caller, string sessionId, CancellationToken cancellationToken) =>
        SessionIdentity.IsSessionId(sessionId)
        && await sessions.ReadAsync(sessionId.ToLowerInvariant(), cancellationToken) is { } record
        && caller.MaySee(record.Facts.ProfessorId)
            ? record
            : Missing;

    /// <summary>Answers with the session as it is now.</summary>
    public async Task<IResult> SnapshotAsync(Caller caller, string sessionId, CancellationToken cancellationToken) =>
        (await FindAsync(caller, sessionId, cancellationToken)).TryGet(out var record, out var problem)
            ? new SnapshotResult(record.ToSnapshot(time.GetUtcNow()))
            : new ProblemResult(problem);
}
