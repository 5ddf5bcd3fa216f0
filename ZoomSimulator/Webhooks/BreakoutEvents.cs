using System.Globalization;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Webhooks;

/// <summary>Events of a room: the parent meeting's uuid, the room's uuid, no name.</summary>
internal static class BreakoutEvents
{
    public static EventDraft Joined(Meeting meeting, MeetingRun run, Participant person, BreakoutRoom room, DateTimeOffset at) =>
        Of("meeting.participant_joined_breakout_room", meeting, run, person, room, at, "join_time");

    public static EventDraft Left(Meeting meeting, MeetingRun run, Participant person, BreakoutRoom room, DateTimeOffset at)
    {
        var draft = Of("meeting.participant_left_breakout_room", meeting, run, person, room, at, "leave_time");
        draft.Payload["object"]!["participant"]!["leave_reason"] = LeaveReasons.LeftRoom;
        draft.Payload["object"]!["participant"]!["registrant_id"] = person.RegistrantId ?? "";
        return draft;
    }

    private static EventDraft Of(
        string name, Meeting meeting, MeetingRun run, Participant person, BreakoutRoom room, DateTimeOffset at, string timeMember)
    {
        var since = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        // Seen in real rooms: the main meeting's user_id with a time run into it.
        var who = ParticipantEvents.Identity(person, $"{person.UserId}{since}:000");
        who["parent_user_id"] = person.UserId;
        who[timeMember] = Wire.Time(at);
        var draft = ParticipantEvents.Of(name, meeting, run, who);
        draft.Payload["object"]!["breakout_room_uuid"] = room.Uuid;
        return draft;
    }
}
