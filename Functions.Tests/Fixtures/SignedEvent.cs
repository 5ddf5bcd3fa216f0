using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Functions.Tests.Fixtures;

/// <summary>Webhook requests made by hand, signed as Zoom signs them.</summary>
internal static class SignedEvent
{
    public static async Task<Answer> PostEvent(this FunctionApp app, string body, string? secret = FunctionApp.WebhookSecret, string? timestamp = null)
    {
        using var client = app.Client(withKey: false);
        return await client.PostSigned(body, secret, timestamp);
    }

    /// <summary>Posts an event again as long as it is answered with 503, as Zoom does: on a busy machine storage may be slow.</summary>
    public static async Task<Answer> Deliver(this FunctionApp app, string body)
    {
        var answer = await app.PostEvent(body);
        for (var tries = 0; answer.Status == HttpStatusCode.ServiceUnavailable && tries < 20; tries++) answer = await app.PostEvent(body);
        return answer;
    }

    /// <param name="secret">Null to post without a signature.</param>
    public static Task<Answer> PostSigned(this HttpClient client, string body, string? secret = FunctionApp.WebhookSecret, string? timestamp = null)
    {
        if (secret is null) return client.Post("api/zoom/webhook", body);
        var at = timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return client.Post("api/zoom/webhook", body, ("x-zm-request-timestamp", at), ("x-zm-signature", Sign(body, at, secret)));
    }

    public static string Sign(string body, string timestamp, string secret = FunctionApp.WebhookSecret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public static string Started(string meetingId, string uuid, DateTimeOffset at) => Envelope("meeting.started", meetingId, uuid, at, null);

    public static string Ended(string meetingId, string uuid, DateTimeOffset at) => Envelope("meeting.ended", meetingId, uuid, at, null);

    public static string Joined(string meetingId, string uuid, string name, DateTimeOffset at, string userId = "16778240") =>
        Envelope("meeting.participant_joined", meetingId, uuid, at, new { user_id = userId, user_name = name, participant_uuid = $"p-{name}", id = "", email = "", join_time = Time(at) });

    public static string Left(string meetingId, string uuid, string name, DateTimeOffset at, string userId = "16778240") =>
        Envelope("meeting.participant_left", meetingId, uuid, at, new { user_id = userId, user_name = name, participant_uuid = $"p-{name}", id = "", email = "", leave_time = Time(at) });

    public static string WaitingRoom(string meetingId, string uuid, string name, DateTimeOffset at, bool entered) =>
        Envelope(entered ? "meeting.participant_joined_waiting_room" : "meeting.participant_left_waiting_room", meetingId, uuid, at, new { user_id = "", user_name = name, participant_uuid = $"p-{name}", id = "", email = "", date_time = Time(at) });

    public static string JoinedRoom(string meetingId, string uuid, string name, string room, DateTimeOffset at) =>
        Envelope("meeting.participant_joined_breakout_room", meetingId, uuid, at, new { user_id = "x", user_name = name, participant_uuid = $"p-{name}", id = "", email = "", join_time = Time(at) }, room);

    /// <summary>A recording that ended at this time, with everything in it that must not be kept; by default Zoom says so an hour later.</summary>
    public static string Recording(string meetingId, string uuid, DateTimeOffset end, string file = "file-1", TimeSpan? after = null) => JsonSerializer.Serialize(new
    {
        @event = "recording.completed",
        event_ts = (end + (after ?? TimeSpan.FromHours(1))).ToUnixTimeMilliseconds(),
        payload = new
        {
            account_id = "account",
            @object = new
            {
                id = long.Parse(meetingId, CultureInfo.InvariantCulture), uuid, host_id = "h", host_email = "sarah.johnson@example.edu", topic = "Recursion", start_time = Time(end.AddMinutes(-48)), duration = 48,
                share_url = "https://zoom.example/rec/share/secret-link", password = "secret-passcode", recording_play_passcode = "secret-play-passcode", total_size = 5_368_709_120, recording_count = 2,
                recording_files = new object[]
                {
                    new { id = file, meeting_id = uuid, recording_start = Time(end.AddMinutes(-48)), recording_end = Time(end), file_type = "MP4", file_size = 5_368_709_120, play_url = "https://zoom.example/rec/play/secret-link", download_url = "https://zoom.example/rec/download/secret-link", status = "completed" },
                    new { meeting_id = uuid, recording_start = Time(end.AddMinutes(-48)), recording_end = Time(end), file_type = "TIMELINE", download_url = "https://zoom.example/rec/download/secret-link" },
                },
            },
        },
        download_token = "secret-token",
    });

    private static string Envelope(string name, string meetingId, string uuid, DateTimeOffset at, object? participant, string? room = null) => JsonSerializer.Serialize(new
    {
        payload = new
        {
            account_id = "account",
            @object = new { id = meetingId, uuid, host_id = "h", topic = "T", type = 2, start_time = Time(at), end_time = Time(at), duration = 60, breakout_room_uuid = room, participant },
        },
        event_ts = at.ToUnixTimeMilliseconds(),
        @event = name,
    });

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
