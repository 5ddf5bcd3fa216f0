using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>
/// What is kept of a recording that is ready; what opens it is asked of Zoom when it is wanted. Times are seconds since 1970.
/// </summary>
/// <param name="MeetingUuid">The run that was recorded.</param>
/// <param name="OccurredAt">When its last file ended; when Zoom sent the event, if no file says so.</param>
/// <param name="SentAt">When Zoom sent the event, which may be hours later.</param>
/// <param name="From">When its first file began.</param>
public sealed record RecordedRun(string MeetingUuid, long OccurredAt, DateTimeOffset? SentAt, long? From);

/// <summary>A line of the log that says that a recording is ready: ids and times, no link, token or passcode.</summary>
internal static class RecordingColumns
{
    /// <param name="name">The event's name at Zoom.</param>
    /// <param name="digest">The event's identity, see <see cref="SessionRows.Log"/>.</param>
    public static TableEntity Write(string sessionId, string name, RecordedRun recording, string digest, DateTimeOffset receivedAt)
    {
        var row = new TableEntity(sessionId, SessionRows.Log(recording.OccurredAt, digest))
        {
            ["kind"] = name,
            ["source"] = "webhook",
            ["occurred_at"] = DateTimeOffset.FromUnixTimeSeconds(recording.OccurredAt),
            ["received_at"] = receivedAt,
            ["meeting_uuid"] = recording.MeetingUuid,
        };
        if (recording.From is { } from) row["recording_start"] = DateTimeOffset.FromUnixTimeSeconds(from);
        return row;
    }
}
