using Functions.Presence;
using Functions.Zoom;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// What no webhook told of a session's runs, from Zoom: runs of which not one came, and ends that were lost. It costs one Medium call, and
/// a Light one for each run, of the five latest at most, that is new or has no end.
/// </summary>
public sealed class PastRuns(SessionStore sessions, IZoomClient zoom, TimeProvider time)
{
    public const int Most = 5;

    /// <summary>
    /// When a run was over of which Zoom says by now that it does not go on: as Zoom's list of past meetings has it, else not before what
    /// is known. Keeps that.
    /// </summary>
    /// <param name="atLeast">The run still went on then.</param>
    public async Task EndAsync(string sessionId, Run run, DateTimeOffset atLeast, CancellationToken cancellationToken)
    {
        var read = await zoom.GetPastMeetingAsync(run.Uuid, cancellationToken);
        var ended = read.TryGet(out var past, out _) && past.EndTime is { } stated
            ? run with { End = stated.ToUnixTimeSeconds() }
            : run with { PresumedEnd = atLeast.ToUnixTimeSeconds() };
        await sessions.MergeRunAsync(sessionId, ended, cancellationToken);
    }

    /// <returns>The session with what was found, or why Zoom does not say.</returns>
    public async Task<ZoomResult<SessionRecord>> FindAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.MeetingId is not { } meetingId) return record;
        var listed = await zoom.ListPastInstancesAsync(meetingId, cancellationToken);
        if (!listed.TryGet(out var instances, out var error)) return error.Kind == ZoomErrorKind.NotFound ? record : error;
        var ended = record.History.Ordered.Where(r => r.End is not null).Select(r => r.Uuid).ToHashSet(StringComparer.Ordinal);
        var known = record.Runs.Where(r => r.End is not null).Select(r => r.Uuid).ToHashSet(StringComparer.Ordinal);
        var hasNews = false;
        foreach (var instance in instances.OrderBy(i => i.StartTime).TakeLast(Most))
        {
            if (instance.Uuid is not { Length: > 0 and <= MeetingEvent.LongestId } uuid || known.Contains(uuid)) continue;
            var read = await zoom.GetPastMeetingAsync(uuid, cancellationToken);
            if (!read.TryGet(out var past, out error) && !IsSettled(error)) return error;

            // Only instances that have ended are listed. A free account is not told when.
            var run = past?.EndTime is { } end
                ? new Run(uuid, Seconds(past.StartTime ?? instance.StartTime), Seconds(end))
                : new Run(uuid, Seconds(instance.StartTime), null, Seconds(time.GetUtcNow()));
            var isNews = run.End is not null
                || (run.Start is not null && !ended.Contains(uuid) && error is { Kind: ZoomErrorKind.NotAvailable });
            if (!isNews) continue;
            await sessions.MergeRunAsync(record.Facts.SessionId, run, cancellationToken);
            hasNews = true;
        }

        return hasNews ? await sessions.ReadAsync(record.Facts.SessionId, cancellationToken) ?? record : record;
    }

    /// <summary>Zoom would say the same again: an account or a scope, not a moment, is what it lacks.</summary>
    internal static bool IsSettled(ZoomError error) => error.IsFinal() || error.Kind == ZoomErrorKind.NotAvailable;

    private static long? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds();
}
