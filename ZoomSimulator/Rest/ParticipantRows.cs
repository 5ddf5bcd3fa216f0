using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>One row of a participant list: one stay of one client, so somebody who moved has several.</summary>
internal sealed record ParticipantRow(Participant Person, Stay Stay, DateTimeOffset Until, bool Waiting = false)
{
    public JsonObject Past()
    {
        var row = Common();
        row["status"] = Waiting ? "in_waiting_room" : "in_meeting";
        row["failover"] = false;
        row["internal_user"] = Person.ZoomUserId.Length > 0;
        return row;
    }

    public JsonObject Report(bool withRegistrant)
    {
        var row = Past();
        row["bo_mtg_id"] = Stay.RoomUuid ?? "";
        row["participant_user_id"] = Person.ZoomUserId;
        row["customer_key"] = "";
        if (!withRegistrant)
            row.Remove("registrant_id");
        return row;
    }

    /// <summary>The dashboard's: other names than the reports', device data, and a time of leaving only for who has left.</summary>
    public JsonObject Metrics(bool withRegistrant)
    {
        var row = new JsonObject
        {
            ["id"] = Person.ZoomUserId,
            ["user_id"] = Stay.UserId,
            ["participant_user_id"] = Person.ZoomUserId,
            ["participant_uuid"] = Person.ParticipantUuid,
            ["user_name"] = Person.Name,
            ["email"] = Person.Email,
            ["role"] = Person.Role is "host" ? "host" : "attendee",
            ["status"] = Waiting ? "in_waiting_room" : "in_meeting",
            ["bo_mtg_id"] = Stay.RoomUuid ?? "",
            ["join_time"] = Wire.Time(Stay.From),
            ["device"] = "Windows",
            ["ip_address"] = "203.0.113.7",
            ["internal_ip_addresses"] = new JsonArray("192.0.2.10"),
            ["location"] = "Springfield (US)",
            ["mac_addr"] = "00:00:5E:00:53:01",
            ["pc_name"] = "LAPTOP-1",
            ["version"] = "6.2.0",
        };
        if (withRegistrant)
            row["registrant_id"] = Person.RegistrantId ?? "";
        if (Stay.To is not { } left)
            return row;
        row["leave_time"] = Wire.Time(left);
        row["leave_reason"] = $"{Person.Name} left the meeting.";
        return row;
    }

    private JsonObject Common() => new()
    {
        ["id"] = Person.ZoomUserId,
        ["user_id"] = Stay.UserId,
        ["name"] = Person.Name,
        ["user_email"] = Person.Email,
        ["registrant_id"] = Person.RegistrantId ?? "",
        ["join_time"] = Wire.Time(Stay.From),
        ["leave_time"] = Wire.Time(Until),
        ["duration"] = (int)(Until - Stay.From).TotalSeconds,
    };
}

internal static class ParticipantRows
{
    /// <summary>The waiting room's too, as the lists with a status have them.</summary>
    public static IEnumerable<ParticipantRow> WithWaiting(MeetingRun run) =>
        from row in Of(run).Concat(
            from person in run.People
            from wait in person.Waits
            select new ParticipantRow(person, wait, wait.To ?? run.EndedAt ?? wait.From, Waiting: true))
        orderby row.Stay.From
        select row;

    public static IEnumerable<ParticipantRow> Of(MeetingRun run) =>
        from person in run.People
        from stay in person.Stays
        orderby stay.From
        select new ParticipantRow(person, stay, stay.To ?? run.EndedAt ?? stay.From);
}
