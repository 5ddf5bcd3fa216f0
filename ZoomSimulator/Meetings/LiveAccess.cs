namespace ZoomSimulator.Meetings;

/// <summary>The one way into a meeting: found, locked, and saved after a change.</summary>
internal sealed class LiveAccess(MeetingStore store)
{
    public Outcome<T> InMeeting<T>(long id, Func<Meeting, Outcome<T>> act)
        where T : class => Read<T>(id, meeting =>
        {
            var outcome = act(meeting);
            if (outcome.Refusal is null)
                store.Changed(meeting);
            return outcome;
        });

    /// <summary>Only looks, so nothing needs saving.</summary>
    public Outcome<T> Read<T>(long id, Func<Meeting, Outcome<T>> look)
        where T : class
    {
        if (store.Find(id) is not { } meeting)
            return Refusal.NotFound($"There is no meeting {id}.");
        lock (meeting.Gate)
            return look(meeting);
    }

    public Outcome<T> InRun<T>(long id, Func<Meeting, MeetingRun, Outcome<T>> act)
        where T : class =>
        InMeeting<T>(id, meeting => meeting.Live is { } run
            ? act(meeting, run)
            : Refusal.Conflict($"Meeting {id} is not running; the host has to start it first."));

    /// <summary>A person by participant uuid, or by a name only one person in the meeting has.</summary>
    public Outcome<Participant> WithPerson(long id, string person, Func<Meeting, MeetingRun, Participant, Outcome<Participant>> act) =>
        InRun<Participant>(id, (meeting, run) => Find(run, person) is { } found
            ? act(meeting, run, found)
            : Refusal.NotFound($"Nobody, or more than one person, in the meeting is \"{person}\"."));

    private static Participant? Find(MeetingRun run, string person)
    {
        if (run.People.Find(someone => string.Equals(someone.ParticipantUuid, person, StringComparison.Ordinal)) is { } exact)
            return exact;
        var named = run.People.FindAll(someone => string.Equals(someone.Name, person, StringComparison.OrdinalIgnoreCase));
        var here = named.FindAll(someone => someone.Place != Place.Left);
        return here is [var only] ? only : here.Count == 0 ? named.LastOrDefault() : null;
    }
}
