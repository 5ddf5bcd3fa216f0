using Functions.Presence;
using Functions.Zoom;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// What no webhook told of a session's runs, from Zoom: runs of which not one came, and ends that were lost. It costs one Medium call, and
/// a Light one for each run, of the five latest at most, that is new or has no end.
/// </summary>
public sealed class PastRuns(SessionStore sessions, IZoomClient zoom)
{
    public const int Most = 5;

    /// <returns>The session with what was found, or why Zoom does not say.</returns>
    public async Task<ZoomResult<SessionRecord>> FindAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.MeetingId is not { } meetingId) return record;
        var listed = await zoom.ListPastInstancesAsync(meetingId, cancellationToken);
        if (!listed.TryGet(out var instances, out var error)) return error.Kind == ZoomErrorKind.NotFound ? record : error;
        var known = record.Runs.Where(r => r.End is not null).Select(r => r.Uuid).ToHashSet(StringComparer.Ordinal);
        var hasNews = false;
        foreach (var instance in instances.OrderBy(i => i.StartTime).TakeLast(Most))
        {
            if (instance.Uuid is not { Length: > 0 and <= MeetingEvent.LongestId } uuid || known.Contains(uuid)) continue;
            var read = await zoom.GetPastMeetingAsync(uuid, cancellationToken);
            if (!read.TryGet(out var past, out error))
            {
                if (error.Kind == ZoomErrorKind.NotFound) continue;
                return error;
            }

            if (past.EndTime is not { } end) continue;
            await sessions.MergeRunAsync(record.Facts.SessionId, new(uuid, (past.StartTime ?? instance.StartTime)?.ToUnixTimeSeconds(), end.ToUnixTimeSeconds()), cancellationToken);
            hasNews = true;
        }

        return hasNews ? await sessions.ReadAsync(record.Facts.SessionId, cancellationToken) ?? record : record;
    }
}
