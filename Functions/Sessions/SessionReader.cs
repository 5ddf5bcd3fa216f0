using Functions.Http;

namespace Functions.Sessions;

/// <summary>Finds a session for a caller: those of others do not exist for a professor.</summary>
public sealed class SessionReader(SessionStore sessions)
{
    private static readonly Problem Missing = Problems.NotFound("session");

    public async Task<Result<SessionRecord>> FindAsync(Caller caller, string sessionId, CancellationToken cancellationToken) =>
        SessionIdentity.IsSessionId(sessionId)
        && await sessions.ReadAsync(sessionId.ToLowerInvariant(), cancellationToken) is { } record
        && caller.MaySee(record.Facts.ProfessorId)
            ? record
            : Missing;
}
