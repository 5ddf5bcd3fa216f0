using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>What a look at the meeting showed.</summary>
internal enum MeetingFound
{
    /// <summary>Zoom did not say.</summary>
    Unknown,
    Running,
    Waiting,

    /// <summary>Zoom does not know it; that alone proves nothing yet.</summary>
    Missing,

    /// <summary>It is gone, and the session has been completed.</summary>
    Gone,
}

/// <summary>
/// Asks Zoom about a session's meeting. Zoom was seen to answer "not found" for meetings with people in them, so a meeting counts as
/// deleted only when two looks five minutes apart did not find it and nobody is there.
/// </summary>
public sealed partial class MeetingLook(
    SessionStore sessions,
    SessionEnder ender,
    IZoomClient zoom,
    TimeProvider time,
    ILogger<MeetingLook> logger)
{
    /// <summary>Zoom is asked this often at most, but for an event that says that the meeting was changed or deleted.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    internal async Task<(MeetingFound Found, ZoomMeeting? Meeting)> RunAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var sessionId = record.Facts.SessionId;
        var read = await zoom.GetMeetingAsync(record.Facts.MeetingId!, cancellationToken);
        if (read.TryGet(out var meeting, out var error))
        {
            if (record.Facts.NotFoundSince is not null) await sessions.NoteNotFoundAsync(sessionId, null, cancellationToken);
            return (meeting.IsStarted ? MeetingFound.Running : MeetingFound.Waiting, meeting);
        }

        if (error.Kind == ZoomErrorKind.NotFound) return (await NotFoundAsync(record, cancellationToken), null);
        Log.NotAnswered(logger, sessionId, error.Kind);
        return (MeetingFound.Unknown, null);
    }

    private async Task<MeetingFound> NotFoundAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var (sessionId, now) = (record.Facts.SessionId, time.GetUtcNow());
        if (record.Facts.NotFoundSince is not { } since)
        {
            await sessions.NoteNotFoundAsync(sessionId, now, cancellationToken);
            return MeetingFound.Missing;
        }

        if (now - since < Apart || Lifecycle.IsAnybodyThere(record, now)) return MeetingFound.Missing;
        await ender.CompleteAsync(sessionId, EndReason.DeletedInZoom, since, cancellationToken);
        return MeetingFound.Gone;
    }

    private static partial class Log
    {
        [LoggerMessage(521, LogLevel.Warning, "Zoom does not say whether the meeting of session {SessionId} runs: {Kind}.")]
        public static partial void NotAnswered(ILogger logger, string sessionId, ZoomErrorKind kind);
    }
}
