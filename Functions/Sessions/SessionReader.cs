using Azure;
using Functions.Http;
using Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions;

/// <summary>Finds a session for a caller: those of others do not exist for a professor.</summary>
public sealed partial class SessionReader(SessionStore sessions, OpenWork work, TimeProvider time, ILogger<SessionReader> logger)
{
    private static readonly Problem Missing = Problems.NotFound("session");

    public async Task<Result<SessionRecord>> FindAsync(Caller caller, string sessionId, CancellationToken cancellationToken)
    {
        if (!SessionIdentity.IsSessionId(sessionId)) return Missing;
        if (await sessions.ReadAsync(sessionId.ToLowerInvariant(), cancellationToken) is not { } record) return Missing;
        if (!caller.MaySee(record.Facts.ProfessorId)) return Missing;
        if (record.Reopened is not null) await WakeAsync(record.Facts.SessionId, cancellationToken);
        return record;
    }

    /// <summary>Answers with the session as it is now.</summary>
    public async Task<IResult> SnapshotAsync(Caller caller, string sessionId, CancellationToken cancellationToken) =>
        (await FindAsync(caller, sessionId, cancellationToken)).TryGet(out var record, out var problem)
            ? new SnapshotResult(record.ToSnapshot(time.GetUtcNow()))
            : new ProblemResult(problem);

    // The event that reopened the session may have been lost. What is read is right without this, so its failure fails nobody.
    private async Task WakeAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await work.WakeAsync(sessionId, time.GetUtcNow(), lookAtZoom: false, cancellationToken);
        }
        catch (RequestFailedException exception)
        {
            Log.NotWoken(logger, sessionId, exception.Status);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(560, LogLevel.Warning, "Session {SessionId} goes on, and could not be put among the open ones yet: status {Status}.")]
        public static partial void NotWoken(ILogger logger, string sessionId, int status);
    }
}
