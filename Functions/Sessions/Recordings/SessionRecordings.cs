using Functions.Http;
using Functions.Zoom;

namespace Functions.Sessions.Recordings;

/// <summary>
/// Asks Zoom for the recordings of a session. A meeting that was started again has one for each run, so each known run is asked for, the
/// latest five at most, all at once; where no run is known, the meeting's number. Nothing of the answers is kept.
/// </summary>
public sealed class SessionRecordings(IZoomClient zoom, TimeProvider time)
{
    private const int MostRuns = 5;

    /// <summary>Our clock and Zoom's may differ by so much.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public async Task<Result<RecordingList>> ReadAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.MeetingId is not { } meetingId) return List([]);
        var now = time.GetUtcNow();
        var runs = record.ToState(now).Runs.Ordered;
        var asked = runs.Count > 0 ? runs.TakeLast(MostRuns).Select(r => r.Uuid) : [meetingId];
        List<ZoomRecording> found = [];
        foreach (var read in await Task.WhenAll(asked.Select(a => zoom.GetRecordingAsync(a, cancellationToken))))
        {
            if (read.TryGet(out var recording, out var error)) found.Add(recording);
            else if (error.Kind is not ZoomErrorKind.NotFound) return error.ToProblem(now);
        }

        return List(runs.Count > 0 ? found : found.Where(r => IsOf(record, r)));

        RecordingList List(IEnumerable<ZoomRecording> recordings) =>
            new(record.Facts.SessionId, [.. recordings.OrderBy(r => r.StartTime).Select(RecordingRendering.Show)]);
    }

    // By now Zoom may have given the number to another meeting.
    private static bool IsOf(SessionRecord record, ZoomRecording recording) =>
        (recording.HostId is null || record.Host.HostId is null || recording.HostId == record.Host.HostId)
        && !(recording.StartTime < record.Facts.CreatedAt - Slack)
        && !(recording.StartTime > record.Facts.EndTime + Slack);
}
