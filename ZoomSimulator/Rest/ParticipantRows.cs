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

    public JsonObject Metrics()
    {
        var row = Common();
        row["email"] = Person.Email;
        row["participant_uuid"] = Person.ParticipantUuid;
        row["bo_mtg_id"] = Stay.RoomUuid ?? "";
        row["role"] = Person.Role is "host" ? "host" : "attendee";
        row["device"] = "Windows";
        row["leave_reason"] = Stay.To is null ? "" : $"{Person.Name} left the meeting.";
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
