using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Webhooks;

/// <summary>
/// A row of the event log: ids, name, e-mail, role, times and the room. Addresses, phone numbers and the raw body are never kept.
/// </summary>
internal static class EventColumns
{
    public static TableEntity Write(string sessionId, WebhookMessage.Happened happened, DateTimeOffset receivedAt)
    {
        var e = happened.Event;
        var row = new TableEntity(sessionId, SessionRows.Log(e.OccurredAt, happened.Digest))
        {
            ["kind"] = happened.Name,
            ["source"] = "webhook",
            ["occurred_at"] = DateTimeOffset.FromUnixTimeSeconds(e.OccurredAt),
            ["received_at"] = receivedAt,
            ["meeting_uuid"] = e.MeetingUuid,
        };
        if (e.RunStart is { } start) row["start_time"] = DateTimeOffset.FromUnixTimeSeconds(start);
        if (e.Participant is not { } who) return row;
        row["person_id"] = Person.IdOf(e.MeetingUuid, who);
        Set("participant_uuid", who.Uuid);
        Set("user_id", who.UserId);
        Set("registrant_id", who.RegistrantId);
        Set("zoom_user_id", who.ZoomUserId);
        Set("email", who.Email);
        Set("name", who.Name);
        Set("role", who.Role);
        Set("zoom_room_id", e.RoomUuid);
        return row;

        void Set(string column, string? value)
        {
            if (value is not null) row[column] = value;
        }
    }
}
