using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Webhooks;

internal static class RecordingEvents
{
    public static EventDraft Completed(Meeting meeting, MeetingRun run)
    {
        var content = Recording(meeting, run);
        content["host_email"] = meeting.HostEmail;
        content["on_prem"] = false;
        return EventDraft.Of("recording.completed", meeting, content) with { DownloadToken = Identifiers.Zak() };
    }

    /// <summary>What the event and <c>GET /meetings/{id}/recordings</c> have in common.</summary>
    public static JsonObject Recording(Meeting meeting, MeetingRun run)
    {
        const int size = 3_328_371;
        return new JsonObject
        {
            ["id"] = meeting.Id,
            ["uuid"] = run.Uuid,
            ["host_id"] = meeting.HostId,
            ["topic"] = meeting.Topic,
            ["type"] = meeting.Type,
            ["start_time"] = Wire.Time(run.StartedAt),
            ["timezone"] = meeting.Timezone,
            ["duration"] = (int)((run.EndedAt ?? run.StartedAt) - run.StartedAt).TotalMinutes,
            ["share_url"] = $"https://zoom.example.edu/rec/share/{meeting.NumberText}",
            ["total_size"] = size,
            ["recording_count"] = 1,
            ["recording_files"] = new JsonArray(new JsonObject
            {
                ["id"] = $"{meeting.NumberText}-{run.StartedAt.ToUnixTimeSeconds()}",
                ["meeting_id"] = run.Uuid,
                ["recording_start"] = Wire.Time(run.StartedAt),
                ["recording_end"] = Wire.Time(run.EndedAt ?? run.StartedAt),
                ["recording_type"] = "shared_screen_with_speaker_view",
                ["file_type"] = "MP4",
                ["file_extension"] = "MP4",
                ["file_size"] = size,
                ["play_url"] = $"https://zoom.example.edu/rec/play/{meeting.NumberText}",
                ["download_url"] = $"https://zoom.example.edu/rec/download/{meeting.NumberText}",
                ["status"] = "completed",
            }),
        };
    }
}
