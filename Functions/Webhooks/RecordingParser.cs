using System.Globalization;
using Functions.Presence;
using Functions.Storage;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>
/// Reads a <c>recording.completed</c>. Zoom sends another one when more files of the same run are done, so the files are part of what
/// identifies it. Links, tokens and passcodes in it are not looked at.
/// </summary>
internal static class RecordingParser
{
    public const string EventName = "recording.completed";

    public static WebhookMessage Read(Fields root, Fields meeting)
    {
        if (WebhookParser.MeetingOf(meeting) is not var (meetingId, uuid)) return WebhookParser.NoMeeting;
        var hostId = meeting.Text("host_id"u8);
        if (WebhookParser.IsTooLong(meetingId, uuid, hostId)) return WebhookParser.IdTooLong;

        long? from = null, until = null;
        List<string> files = [];
        foreach (var file in meeting.Items("recording_files"u8))
        {
            var (start, end) = (file.Seconds("recording_start"u8), file.Seconds("recording_end"u8));
            if (!start.IsValid || !end.IsValid) return WebhookParser.NoTime;
            (from, until) = (Bounded.Min(from, start.Value), Bounded.Max(until, end.Value));
            files.Add(Keys.Digest(file.Text("id"u8), file.Text("file_type"u8), Number(start.Value), Number(end.Value)));
        }

        var sent = root.Milliseconds("event_ts"u8);
        if ((WebhookParser.Believed(until, sent) ?? sent?.ToUnixTimeSeconds()) is not { } occurred) return WebhookParser.NoTime;
        files.Sort(StringComparer.Ordinal);
        var recording = new RecordedRun(uuid, occurred, sent, WebhookParser.Believed(from, sent));
        return new RecordingCompleted(EventName, meetingId, hostId, recording, Keys.Digest([EventName, uuid, .. files]));
    }

    private static string? Number(long? seconds) => seconds?.ToString(CultureInfo.InvariantCulture);
}
