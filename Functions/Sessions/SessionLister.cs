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

/// <summary>A page of a list of sessions, newest first.</summary>
/// <param name="NextCursor">Null at the end. A page may hold fewer sessions than its limit, or none, and not be the last.</param>
public sealed record SessionList(IReadOnlyList<SessionSummary> Sessions, string? NextCursor);

/// <summary>
/// Lists sessions. The index gives the order, and the summary of those that are over; open ones are asked themselves. What a request
/// reads is bounded, however few of the sessions it is for and however many months are without any: the next page goes on.
/// </summary>
public sealed class SessionLister(SessionStore sessions, SessionLists lists, TimeProvider time)
{
    private const int Parallel = 16;
    private const int MostLines = 1000;
    private const int MostMonths = 12;

    /// <summary>Where few lines are of the status that is looked for.</summary>
    private const int LargePage = 200;

    /// <param name="professorId">Null for everybody's.</param>
    /// <param name="after">The key of the last place of the page before.</param>
    public async Task<SessionList> ListAsync(
        string? professorId, SessionStatus? status, int limit, string? after, CancellationToken cancellationToken)
    {
        List<SessionSummary> found = [];
        List<IndexedSession> batch = [];
        var (lastKey, lines, months) = (after, 0, 0);
        var pageSize = status is null ? limit + 1 : LargePage;
        var rest = PlacesAsync(professorId, after, pageSize, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (rest.ConfigureAwait(false))
        {
            var more = await rest.MoveNextAsync();
            while (MayGoOn())
            {
                batch.Clear();
                while (MayGoOn() && batch.Count < limit - found.Count)
                {
                    var place = rest.Current;
                    if (place.Session is null) months++;
                    else lines++;
                    if (place.Session is { } session && !(session.IsOver && status is not null && status != session.Status))
                        batch.Add(session);
                    lastKey = place.Key;
                    more = await rest.MoveNextAsync();
                }

                found.AddRange((await ReadAsync(batch, cancellationToken)).Where(s => status is null || s.Status == status));
            }

            return new(found, more ? lastKey : null);

            bool MayGoOn() => more && found.Count < limit && lines < MostLines && months < MostMonths;
        }
    }

    private IAsyncEnumerable<ListedPlace> PlacesAsync(
        string? professorId, string? after, int pageSize, CancellationToken cancellationToken) =>
        professorId is null ? lists.OfAllAsync(after, pageSize, cancellationToken)
        : lists.OfProfessorAsync(professorId, after, pageSize, cancellationToken).Select(session => new ListedPlace(session.RowKey, session));

    private async Task<IEnumerable<SessionSummary>> ReadAsync(List<IndexedSession> batch, CancellationToken cancellationToken)
    {
        var summaries = batch.Select(session => session.Summary).ToArray();
        await System.Threading.Tasks.Parallel.ForAsync(
            0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, async (i, ct) =>
            {
                if (summaries[i] is null && await sessions.ReadAsync(batch[i].SessionId, ct) is { } record)
                    summaries[i] = SessionSummary.Of(record.ToSnapshot(time.GetUtcNow()));
            });
        return summaries.OfType<SessionSummary>();
    }
}
