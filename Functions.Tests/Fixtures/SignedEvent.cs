using System.Globalization;
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
