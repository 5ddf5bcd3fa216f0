using Functions.Storage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Webhooks;

/// <summary>The session that a meeting belongs to.</summary>
public sealed record KnownMeeting(string SessionId, string ProfessorId);

/// <summary>Finds the session of a meeting. Only what was found is cached: a meeting that is unknown now may be ours in a moment.</summary>
public sealed class MeetingDirectory([FromKeyedServices(Tables.ForWebhooks)] Tables tables, OpenWork work, TimeProvider time) : IDisposable
{
    /// <summary>A session that was stripped of personal data is forgotten here after this time, too.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public async ValueTask<KnownMeeting?> FindAsync(string meetingId, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(meetingId, out KnownMeeting? known)) return known;
        if (await tables.SessionIndex.FindAsync(IndexRows.Meeting(meetingId), IndexRows.MeetingRow, cancellationToken) is not { } row) return null;
        known = new KnownMeeting(row.GetString("session_id"), row.GetString("professor_id"));
        return cache.Set(meetingId, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
    }

    /// <summary>Whether a creation for this host is unfinished, so that an unknown meeting may be the one being created.</summary>
    public Task<bool> MayBecomeKnownAsync(string? hostId, CancellationToken cancellationToken) =>
        work.HasUnfinishedCreationAsync(hostId, time.GetUtcNow(), cancellationToken);

    public void Dispose() => cache.Dispose();
}
