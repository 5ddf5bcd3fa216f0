using Azure.Data.Tables;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>
/// A row of the event log: ids, name, e-mail, role, times and the room. Addresses, phone numbers and the raw body are never kept.
/// </summary>
internal static class EventColumns
{
    /// <param name="name">The event's name at Zoom.</param>
    /// <param name="personId">Whom it is about, see <see cref="Person.IdOf(MeetingEvent)"/>.</param>
    /// <param name="digest">The event's identity, see <see cref="SessionRows.Log"/>.</param>
    public static TableEntity Write(string sessionId, string name, MeetingEvent e, string? personId, string digest, DateTimeOffset receivedAt)
    {
        var row = new TableEntity(sessionId, SessionRows.Log(e.OccurredAt, digest))
        {
            ["kind"] = name,
            ["source"] = "webhook",
            ["occurred_at"] = DateTimeOffset.FromUnixTimeSeconds(e.OccurredAt),
            ["received_at"] = receivedAt,
            ["meeting_uuid"] = e.MeetingUuid,
        };
        if (e.RunStart is { } start) row["start_time"] = DateTimeOffset.FromUnixTimeSeconds(start);
        if (e.Participant is not { } who) return row;
        row["person_id"] = personId;
        WriteIdentity(row, who);
        if (e.RoomUuid is not null) row["zoom_room_id"] = e.RoomUuid;
        return row;
    }

    public static void WriteIdentity(TableEntity row, Participant who)
    {
        Set("participant_uuid", who.Uuid);
        Set("user_id", who.UserId);
        Set("parent_user_id", who.ParentUserId);
        Set("registrant_id", who.RegistrantId);
        Set("zoom_user_id", who.ZoomUserId);
        Set("email", who.Email);
        Set("name", who.Name);
        Set("role", who.Role);

        void Set(string column, string? value)
        {
            if (value is not null) row[column] = value;
        }
    }

    public static Participant ReadIdentity(TableEntity row) => new(
        row.GetString("participant_uuid"), row.GetString("user_id"), row.GetString("registrant_id"), row.GetString("zoom_user_id"),
        row.GetString("email"), row.GetString("name"), row.GetString("role"), row.GetString("parent_user_id"));

    /// <summary>The event, with the id of the person it is about; null for a kind that presence does not depend on.</summary>
    public static (string? PersonId, MeetingEvent Event)? Read(TableEntity row)
    {
        if (EventNames.KindOf(row.GetString("kind")) is not { } kind) return null;
        var personId = row.GetString("person_id");
        var who = personId is null ? null : ReadIdentity(row);
        return (personId, new MeetingEvent(
            kind, row.GetString("meeting_uuid"), row.GetDateTimeOffset("occurred_at")!.Value.ToUnixTimeSeconds(),
            row.GetDateTimeOffset("start_time")?.ToUnixTimeSeconds(), row.GetString("zoom_room_id"), who));
    }
}
