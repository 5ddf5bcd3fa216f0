using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Webhooks;

internal static class RecordingEvents
{
    private const int VideoSize = 3_328_371;
    private const int AudioSize = 541_220;

    public static EventDraft Completed(Meeting meeting, MeetingRun run, string accountId)
    {
        var content = Recording(meeting, run, accountId, isProcessing: false);
        content["host_email"] = meeting.HostEmail;
        content["on_prem"] = false;
        return EventDraft.Of("recording.completed", meeting, content) with { DownloadToken = Identifiers.Zak() };
    }

    /// <summary>What the event and <c>GET /meetings/{id}/recordings</c> have in common.</summary>
    public static JsonObject Recording(Meeting meeting, MeetingRun run, string accountId, bool isProcessing)
    {
        var link = Secret(run, "link");
        JsonObject[] files = isProcessing
            ? [InProcess(run)]
            : [Playable(run, "MP4", "shared_screen_with_speaker_view", VideoSize), Playable(run, "M4A", "audio_only", AudioSize),
                Timeline(run)];
        return new JsonObject
        {
            ["id"] = meeting.Id,
            ["uuid"] = run.Uuid,
            ["account_id"] = accountId,
            ["host_id"] = meeting.HostId,
            ["topic"] = meeting.Topic,
            ["type"] = meeting.Type,
            ["start_time"] = Wire.Time(run.StartedAt),
            ["timezone"] = meeting.Timezone,
            ["duration"] = (int)(End(run) - run.StartedAt).TotalMinutes,
            ["share_url"] = $"https://zoom.example.edu/rec/share/{link}",
            ["password"] = run.RecordingPasscode,
            ["recording_play_passcode"] = Secret(run, "passcode"),
            ["total_size"] = isProcessing ? 0 : VideoSize + AudioSize,
            ["recording_count"] = files.Length,
            ["recording_files"] = new JsonArray([.. files]),
        };
    }

    private static JsonObject Playable(MeetingRun run, string type, string content, int size)
    {
        var file = File(run, type);
        file["id"] = FileId(run, content);
        file["recording_type"] = content;
        file["file_size"] = size;
        file["play_url"] = $"https://zoom.example.edu/rec/play/{Secret(run, content)}";
        file["download_url"] = $"https://zoom.example.edu/rec/download/{Secret(run, content)}";
        file["status"] = "completed";
        return file;
    }

    /// <summary>Zoom gives these neither id nor status, size, type of recording or page to play them.</summary>
    private static JsonObject Timeline(MeetingRun run)
    {
        var file = File(run, "TIMELINE");
        file["file_extension"] = "JSON";
        file["download_url"] = $"https://zoom.example.edu/rec/download/{Secret(run, "timeline")}";
        return file;
    }

    private static JsonObject InProcess(MeetingRun run)
    {
        var file = File(run, "");
        file["id"] = FileId(run, "shared_screen_with_speaker_view");
        file["recording_end"] = "";
        file["file_size"] = 0;
        file["status"] = "processing";
        return file;
    }

    private static JsonObject File(MeetingRun run, string type) => new()
    {
        ["meeting_id"] = run.Uuid,
        ["recording_start"] = Wire.Time(run.StartedAt),
        ["recording_end"] = Wire.Time(End(run)),
        ["file_type"] = type,
        ["file_extension"] = type,
    };

    private static string FileId(MeetingRun run, string content) => new Guid(Digest(run, "id " + content).AsSpan(0, 16)).ToString();

    // The same after a restart, so it derives from what is kept.
    private static string Secret(MeetingRun run, string what) => Base64Url.EncodeToString(Digest(run, run.RecordingPasscode + what));

    private static byte[] Digest(MeetingRun run, string what) => SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Uuid} {what}"));

    private static DateTimeOffset End(MeetingRun run) => run.EndedAt ?? run.StartedAt;
}
