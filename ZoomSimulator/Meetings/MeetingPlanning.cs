using ZoomSimulator.Clock;
using ZoomSimulator.Rest;
using ZoomSimulator.Users;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Meetings;

/// <summary>Changes and deletes a meeting, for the API and for a person in Zoom's web portal alike: both fire the same events.</summary>
internal sealed class MeetingPlanning(
    LiveAccess live, MeetingStore store, EventPublisher events, UserDirectory users, EngineSettings switches, SimClock clock)
{
    public Outcome<Meeting> Change(long id, MeetingChange change) => live.InMeeting<Meeting>(id, meeting =>
    {
        if (meeting.Live is not null)
            return Refusal.Conflict("Cannot update a meeting that has already started.");
        var before = MeetingEvents.Plan(meeting);
        Apply(meeting, change);
        events.Publish(MeetingEvents.Updated(meeting, before, clock.Now));
        return meeting;
    });

    public Outcome<Meeting> Delete(long id) => live.Read<Meeting>(id, meeting =>
    {
        if (meeting.Live is not null)
            return Refusal.Conflict("Sorry, you cannot delete this meeting since it is in progress.");
        store.Remove(meeting);
        events.Publish(MeetingEvents.Deleted(meeting));
        return meeting;
    });

    private void Apply(Meeting meeting, MeetingChange change)
    {
        meeting.Topic = change.Topic ?? meeting.Topic;
        meeting.Duration = change.Duration ?? meeting.Duration;
        meeting.Timezone = change.Timezone ?? meeting.Timezone;
        meeting.Agenda = change.Agenda ?? meeting.Agenda;
        meeting.Password = change.Password ?? meeting.Password;
        meeting.Recurrence = change.Recurrence ?? meeting.Recurrence;
        if (change.StartTime is { } start && start > clock.Now)
            meeting.StartTime = start;
        if (change.Settings is not { } settings)
            return;
        var merged = MeetingSettings.Merge(meeting.Settings, settings, users.Find(meeting.HostId) ?? new ZoomUser(meeting.HostEmail));
        meeting.Settings = settings.ContainsKey("breakout_room") ? RoomPlan.AsTaken(merged, switches.Now.Rooms) : merged;
    }
}
