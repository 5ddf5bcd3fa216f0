using ZoomSimulator.Clock;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Meetings;

/// <summary>Start and end, by the host's client or by the API.</summary>
internal sealed class MeetingLifecycle(
    LiveAccess live,
    EventPublisher events,
    Identifiers ids,
    SimClock clock,
    EngineSettings settings,
    CloudRecordings recordings,
    SimulatorOptions options)
{
    /// <summary>The host's client starts the meeting and is in it. Every start after the first has a new uuid.</summary>
    public Outcome<Participant> Start(long id, string? hostName = null) => live.InMeeting<Participant>(id, meeting =>
    {
        if (meeting.Live is not null)
            return Refusal.Conflict($"Meeting {id} is already running.");
        var now = clock.Now;
        if (meeting.Runs.Count > 0)
            meeting.Uuid = ids.MeetingUuid();
        var run = new MeetingRun { Uuid = meeting.Uuid, StartedAt = now };
        meeting.Runs.Add(run);
        events.Publish(MeetingEvents.Started(meeting, run));

        var host = new Participant
        {
            ParticipantUuid = ids.ParticipantUuid(),
            Name = hostName ?? new Users.ZoomUser(meeting.HostEmail).DisplayName,
            Email = meeting.HostEmail,
            ZoomUserId = meeting.HostId,
            UserId = ids.UserId(),
            Role = "host",
        };
        host.Enter(room: null, host.UserId, now);
        run.People.Add(host);
        events.Publish(ParticipantEvents.Joined(meeting, run, host, now));
        return host;
    });

    /// <summary>Everybody is put out and the run is over at once; <c>meeting.ended</c> follows.</summary>
    public Outcome<MeetingRun> End(long id) => live.InRun<MeetingRun>(id, (meeting, run) =>
    {
        var now = clock.Now;
        foreach (var person in run.People.Where(person => person.Place != Place.Left))
        {
            var left = person.IsPresent
                ? ParticipantEvents.Left(meeting, run, person, now, LeaveReasons.HostEnded)
                : WaitingRoomEvents.Left(meeting, run, person, now);
            person.Leave(now);
            if (settings.Now.LeavesOnEnd)
                events.Publish(left);
        }

        run.EndedAt = now;
        run.RoomsOpen = false;
        var delay = settings.Now.EndDelayMs is { } ms ? TimeSpan.FromMilliseconds(ms) : options.EndDelay;
        events.Publish(MeetingEvents.Ended(meeting, run), delay);
        if (string.Equals(meeting.Settings["auto_recording"]?.GetValue<string>(), "cloud", StringComparison.Ordinal))
            recordings.Begin(meeting, run, delay);
        return run;
    });
}
