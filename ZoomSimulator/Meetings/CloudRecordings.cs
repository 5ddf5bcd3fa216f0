using ZoomSimulator.Clock;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Meetings;

/// <summary>Cloud recordings of runs that are over: Zoom lists one at once, processes it for a while, and then says that it is done.</summary>
internal sealed class CloudRecordings(LiveAccess live, EventPublisher events, EngineSettings settings, SimulatorOptions options,
    SimClock clock)
{
    /// <summary>After <c>meeting.ended</c>. Real: about as long as the meeting was, sometimes a day.</summary>
    private static readonly TimeSpan Processing = TimeSpan.FromSeconds(1);

    /// <summary>Whoever hears that it is done, and asks at once, must find it done: timers are not exact.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>Call under the meeting's gate.</summary>
    /// <param name="ended">How long after now <c>meeting.ended</c> is sent.</param>
    public void Begin(Meeting meeting, MeetingRun run, TimeSpan ended)
    {
        run.Recorded = true;
        run.RecordingPasscode = Identifiers.Passcode();
        run.ProcessingUntil = settings.Now.HoldRecordings ? DateTimeOffset.MaxValue : clock.Now + ended + Processing;
        if (!settings.Now.HoldRecordings)
            events.Publish(RecordingEvents.Completed(meeting, run, options.AccountId), ended + Processing + Moment);
    }

    /// <summary>Finishes what a switch holds back.</summary>
    public Outcome<Meeting> Complete(long id) => live.InMeeting<Meeting>(id, meeting =>
    {
        var held = meeting.Runs.FindAll(run => run.ProcessingUntil == DateTimeOffset.MaxValue);
        if (held.Count == 0)
            return Refusal.Conflict($"No recording of meeting {id} is held back.");
        foreach (var run in held)
        {
            run.ProcessingUntil = null;
            events.Publish(RecordingEvents.Completed(meeting, run, options.AccountId));
        }
        return meeting;
    });
}
