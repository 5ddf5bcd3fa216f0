using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Webhooks;

/// <summary>Events of the main meeting. Ids and e-mails of guests are empty strings, never missing.</summary>
internal static class ParticipantEvents
{
    private const string PublicAddress = "203.0.113.7";

    public static EventDraft Joined(Meeting meeting, MeetingRun run, Participant person, DateTimeOffset at)
    {
        var who = Identity(person, person.UserId);
        who["join_time"] = Wire.Time(at);
        who["public_ip"] = PublicAddress;
        return Of("meeting.participant_joined", meeting, run, who);
    }

    public static EventDraft Left(Meeting meeting, MeetingRun run, Participant person, DateTimeOffset at, string reason)
    {
        var who = Identity(person, person.UserId);
        who["leave_time"] = Wire.Time(at);
        who["leave_reason"] = reason;
        who["registrant_id"] = person.RegistrantId ?? "";
        who["public_ip"] = PublicAddress;
        who["private_ip"] = "192.0.2.10";
        return Of("meeting.participant_left", meeting, run, who);
    }

    public static EventDraft RoleChanged(Meeting meeting, MeetingRun run, Participant person, string newRole, DateTimeOffset at)
    {
        var who = Identity(person, person.UserId);
        who.Remove("registrant_id");
        who["date_time"] = Wire.Time(at);
        who["old_role"] = person.Role;
        who["new_role"] = newRole;
        return Of("meeting.participant_role_changed", meeting, run, who);
    }

    public static JsonObject Identity(Participant person, string userId)
    {
        var who = new JsonObject
        {
            ["user_id"] = userId,
            ["user_name"] = person.Name,
            ["participant_uuid"] = person.ParticipantUuid,
            ["id"] = person.ZoomUserId,
            ["participant_user_id"] = person.ZoomUserId,
            ["email"] = person.Email,
        };
        if (person.RegistrantId is { } registrant)
            who["registrant_id"] = registrant;
        return who;
    }

    public static EventDraft Of(string name, Meeting meeting, MeetingRun run, JsonObject participant)
    {
        var content = EventDraft.CommonObject(meeting, run);
        content["participant"] = participant;
        return EventDraft.Of(name, meeting, content);
    }
}
