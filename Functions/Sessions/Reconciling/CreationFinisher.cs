using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// Finishes creations whose creator died, or was so slow that it is taken to have. The meeting is found by the session id at the start of
/// its agenda. If there is none the session fails, and a meeting that appears later goes.
/// </summary>
public sealed partial class CreationFinisher(
    SessionStore sessions, SessionOpener opener, SessionDirectory directory, OpenWork work, MeetingMaker maker, IZoomClient zoom, TimeProvider time, ILogger<CreationFinisher> logger)
{
    /// <summary>A creation that Zoom was slow about may still appear: it is looked for again so long after the failure.</summary>
    private static readonly TimeSpan[] LooksForStrays = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(60)];

    private const string Looks = "looks";

    public async Task RunAsync(TableEntity row, string sessionId, CancellationToken cancellationToken)
    {
        if (IntentColumns.Read(row) is not { } intent)
        {
            await work.RemoveAsync(row, cancellationToken);
            return;
        }

        if (await sessions.ReadAsync(sessionId, cancellationToken) is { Facts.Status: SessionStatus.Failed } failed)
        {
            await DeleteStraysAsync(intent, failed, row, cancellationToken);
            return;
        }

        var found = await maker.FindAsync(intent.Plan, cancellationToken);
        if (!found.TryGet(out var meetings, out var error) && error.Kind != ZoomErrorKind.Host) Log.NotLookedFor(logger, sessionId, error.Kind);
        else await FinishAsync(intent, row, meetings ?? [], cancellationToken);
    }

    private async Task FinishAsync(Intent intent, TableEntity row, IReadOnlyList<string> meetings, CancellationToken cancellationToken)
    {
        var record = await sessions.ReadAsync(intent.Plan.SessionId, cancellationToken);
        if (record is null && meetings is [var first, ..])
        {
            var read = await zoom.GetMeetingAsync(first, cancellationToken);
            if (!read.TryGet(out var meeting, out var error))
            {
                Log.NotLookedFor(logger, intent.Plan.SessionId, error.Kind);
                return;
            }

            await opener.TryInsertAsync(intent, MeetingMaker.Accepted(intent.Plan, meeting), meeting, cancellationToken);
            record = await sessions.ReadAsync(intent.Plan.SessionId, cancellationToken);
        }

        if (record is null)
        {
            await FailAsync(intent, row, cancellationToken);
            return;
        }

        // Whoever inserted it: the session has one meeting, and what else there is goes.
        foreach (var other in meetings.Where(m => m != record.Facts.MeetingId))
            if (!await TryDeleteAsync(other, cancellationToken)) return;
        if (record.Facts.MeetingId is not { } meetingId) return;
        Log.Finished(logger, intent.Plan.SessionId);
        await opener.IndexAsync(record, meetingId, row, cancellationToken);
    }

    private async Task FailAsync(Intent intent, TableEntity row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await sessions.TryInsertFailedAsync(intent, now, cancellationToken)) return;
        Log.GivenUp(logger, intent.Plan.SessionId);
        await NextLookAsync(intent, row, now, looks: 0, cancellationToken);
    }

    private async Task DeleteStraysAsync(Intent intent, SessionRecord record, TableEntity row, CancellationToken cancellationToken)
    {
        await directory.CompleteAsync(record, SessionStatus.Failed, record.Facts.EndTime ?? time.GetUtcNow(), cancellationToken);
        var found = await maker.FindAsync(intent.Plan, cancellationToken);
        if (!found.TryGet(out var meetings, out var error) && error.Kind != ZoomErrorKind.Host) return;
        foreach (var stray in meetings ?? [])
        {
            if (!await TryDeleteAsync(stray, cancellationToken)) return;
            Log.StrayDeleted(logger, intent.Plan.SessionId);
        }

        await NextLookAsync(intent, row, record.Facts.EndTime ?? time.GetUtcNow(), (row.GetInt32(Looks) ?? 0) + (meetings is null or [] ? 1 : 0), cancellationToken);
    }

    private async Task<bool> TryDeleteAsync(string meetingId, CancellationToken cancellationToken)
    {
        var deleted = await zoom.DeleteMeetingAsync(meetingId, cancellationToken);
        if (deleted.Error is { Kind: ZoomErrorKind.InProgress }) deleted = await zoom.EndMeetingAsync(meetingId, cancellationToken);
        if (deleted.Error is not null) return false;
        await directory.RemoveMeetingAsync(meetingId, cancellationToken);
        return true;
    }

    // The work is no creation any more: from now on Zoom need not send again what comes for a meeting that is not in the index.
    private async Task NextLookAsync(Intent intent, TableEntity row, DateTimeOffset failedAt, int looks, CancellationToken cancellationToken)
    {
        if (looks >= LooksForStrays.Length && time.GetUtcNow() >= failedAt + LooksForStrays[^1])
        {
            await work.RemoveAsync(row, cancellationToken);
            return;
        }

        var due = LooksForStrays.Select(l => failedAt + l).FirstOrDefault(d => d > time.GetUtcNow(), time.GetUtcNow() + LooksForStrays[0]);
        row[Looks] = looks;
        await work.ReplaceAsync(row, row, intent.Plan.SessionId, WorkKind.Strays, due, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(510, LogLevel.Warning, "Session {SessionId} was finished after its creator had not come back.")]
        public static partial void Finished(ILogger logger, string sessionId);

        [LoggerMessage(511, LogLevel.Warning, "Session {SessionId} failed: Zoom has no meeting of it.")]
        public static partial void GivenUp(ILogger logger, string sessionId);

        [LoggerMessage(512, LogLevel.Warning, "A meeting that appeared after session {SessionId} had failed was deleted.")]
        public static partial void StrayDeleted(ILogger logger, string sessionId);

        [LoggerMessage(513, LogLevel.Warning, "The meeting of session {SessionId} could not be looked for: {Kind}.")]
        public static partial void NotLookedFor(ILogger logger, string sessionId, ZoomErrorKind kind);
    }
}
