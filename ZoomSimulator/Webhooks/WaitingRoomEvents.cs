using ZoomSimulator.Meetings;

namespace ZoomSimulator.Webhooks;

/// <summary>Events of the waiting room carry <c>date_time</c> instead of a join or leave time.</summary>
internal static class WaitingRoomEvents
{
    public static EventDraft Joined(Meeting meeting, MeetingRun run, Participant person, DateTimeOffset at) =>
        Of("meeting.participant_joined_waiting_room", meeting, run, person, at);

    public static EventDraft Admitted(Meeting meeting, MeetingRun run, Participant person, DateTimeOffset at) =>
        Of("meeting.participant_admitted", meeting, run, person, at);

    public static EventDraft Left(Meeting meeting, MeetingRun run, Participant person, DateTimeOffset at) =>
        Of("meeting.participant_left_waiting_room", meeting, run, person, at);

    private static EventDraft Of(string name, Meeting meeting, MeetingRun run, Participant person, DateTimeOffset at)
    {
        var who = ParticipantEvents.Identity(person, person.UserId);
        who["date_time"] = Wire.Time(at);
        return ParticipantEvents.Of(name, meeting, run, who);
    }
}
