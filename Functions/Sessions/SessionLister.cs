using Functions.Http;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>A session in a list: no links.</summary>
public sealed record SessionSummary(
    string SessionId,
    string ProfessorId,
    string? MeetingId,
    string Topic,
    SessionStatus Status,
    MeetingStatus MeetingStatus,
    DateTimeOffset StartTime,
    DateTimeOffset? EndTime,
    int Duration,
    Counts Counts)
{
    public static SessionSummary Of(Snapshot s) =>
        new(s.SessionId, s.ProfessorId, s.MeetingId, s.Topic, s.Status, s.MeetingStatus, s.StartTime, s.EndTime, s.Duration, s.Counts);
}

/// <summary>A page of a professor's sessions, newest first.</summary>
public sealed record SessionList(IReadOnlyList<SessionSummary> Sessions, string? NextCursor);

/// <summary>
/// Lists a professor's sessions. The index gives the order, the sessions themselves the truth: a status in the index may lag behind,
/// but never says that a session is over which is not.
/// </summary>
public sealed class SessionLister(SessionStore sessions, SessionDirectory directory, TimeProvider time)
{
    private const int Parallel = 16;

    public async Task<SessionList> ListAsync(string professorId, SessionStatus? status, int limit, string? after, CancellationToken cancellationToken)
    {
        List<SessionSummary> found = [];
        List<IndexedSession> batch = [];
        var lastKey = after;
        var rest = directory.ListAsync(professorId, after, limit + 1, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (rest.ConfigureAwait(false))
        {
            var more = await rest.MoveNextAsync();
            while (more && found.Count < limit)
            {
                batch.Clear();
                while (more && batch.Count < limit - found.Count)
                {
                    if (!(rest.Current.IsOver && status is not null && status != rest.Current.Status)) batch.Add(rest.Current);
                    lastKey = rest.Current.RowKey;
                    more = await rest.MoveNextAsync();
                }

                found.AddRange((await ReadAsync(batch, cancellationToken)).Where(s => status is null || s.Status == status));
            }

            return new(found, more ? lastKey : null);
        }
    }

    private async Task<IEnumerable<SessionSummary>> ReadAsync(List<IndexedSession> batch, CancellationToken cancellationToken)
    {
        var summaries = new SessionSummary?[batch.Count];
        await System.Threading.Tasks.Parallel.ForAsync(
            0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, async (i, ct) =>
            {
                if (await sessions.ReadAsync(batch[i].SessionId, ct) is { } record) summaries[i] = SessionSummary.Of(record.ToSnapshot(time.GetUtcNow()));
            });
        return summaries.OfType<SessionSummary>();
    }
}
