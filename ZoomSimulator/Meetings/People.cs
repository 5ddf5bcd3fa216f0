using ZoomSimulator.Clock;
using ZoomSimulator.Users;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Meetings;

/// <summary>
/// What somebody brings along. E-mail counts only when signed in; <see cref="Admit"/> skips the waiting room. Who comes by a registrant's
/// <see cref="JoinUrl"/>, or names a <see cref="RegistrantId"/>, has that registrant's name and e-mail.
/// </summary>
internal sealed record Arrival(
    string Name = "", string? Email = null, bool? SignedIn = null, string? RegistrantId = null, bool Admit = false, string? JoinUrl = null);

/// <summary>People come, are let in, change their name or role, and go.</summary>
internal sealed class People(LiveAccess live, EventPublisher events, Identifiers ids, UserDirectory users, SimClock clock)
{
    public Outcome<Participant> Join(long id, Arrival arrival) =>
        live.InRun<Participant>(id, (meeting, run) => Registration.Refusal(meeting, arrival) is { } refusal
            ? refusal
            : Arrive(meeting, run, arrival, participantUuid: null));

    public Outcome<Participant> Admit(long id, string person) => live.WithPerson(id, person, (meeting, run, someone) =>
    {
        if (someone.Place != Place.WaitingRoom)
            return Refusal.Conflict($"{someone.Name} is not in the waiting room.");
        var now = clock.Now;
        events.Publish(WaitingRoomEvents.Admitted(meeting, run, someone, now));
        events.Publish(WaitingRoomEvents.Left(meeting, run, someone, now));
        return EnterMain(meeting, run, someone, now);
    });

    public Outcome<MeetingRun> AdmitAll(long id) => live.InRun<MeetingRun>(id, (_, run) =>
    {
        foreach (var waiting in run.People.Where(person => person.Place == Place.WaitingRoom).ToList())
            Admit(id, waiting.ParticipantUuid);
        return run;
    });

    public Outcome<Participant> Leave(long id, string person) => Go(id, person, LeaveReasons.Left);

    /// <summary>The connection breaks: for Zoom a leave like any other, with another reason.</summary>
    public Outcome<Participant> Drop(long id, string person) => Go(id, person, LeaveReasons.Dropped);

    /// <summary>Comes back, by default as the same participant uuid; <paramref name="arrival"/> says what changed.</summary>
    public Outcome<Participant> Rejoin(long id, string person, Arrival? arrival, bool newUuid) =>
        live.WithPerson(id, person, (meeting, run, someone) =>
        {
            if (someone.Place != Place.Left)
                return Refusal.Conflict($"{someone.Name} has not left.");
            if (!newUuid)
                run.People.Remove(someone);
            arrival ??= new Arrival(someone.Name, someone.Email, RegistrantId: someone.RegistrantId);
            var back = Arrive(meeting, run, arrival, newUuid ? null : someone.ParticipantUuid);
            if (!newUuid)
            {
                back.Stays.InsertRange(0, someone.Stays);
                back.Waits.InsertRange(0, someone.Waits);
            }
            return back;
        });

    /// <summary>Zoom sends nothing; the new name shows in the next events.</summary>
    public Outcome<Participant> Rename(long id, string person, string name) => live.WithPerson(id, person, (_, _, someone) =>
    {
        someone.Name = name;
        return someone;
    });

    public Outcome<Participant> ChangeRole(long id, string person, string role) => live.WithPerson(id, person, (meeting, run, someone) =>
    {
        if (role is not ("host" or "co-host" or "attendee"))
            return Refusal.Invalid("A role is host, co-host or attendee.");
        events.Publish(ParticipantEvents.RoleChanged(meeting, run, someone, role, clock.Now));
        someone.Role = role;
        return someone;
    });

    private Participant Arrive(Meeting meeting, MeetingRun run, Arrival arrival, string? participantUuid)
    {
        var email = arrival.Email ?? "";
        var user = email.Length > 0 && arrival.SignedIn != false ? users.Find(email) : null;
        var visible = email.Length > 0 && arrival.SignedIn != false && (user is not null || RoomPlan.Assigns(meeting, email));
        var registrant = Registration.Of(meeting, arrival);
        var person = new Participant
        {
            ParticipantUuid = participantUuid ?? ids.ParticipantUuid(),
            Name = arrival.Name is { Length: > 0 } name ? name : registrant?.DisplayName ?? "",
            // Zoom shows strangers' addresses where they registered with them.
            Email = visible ? email : registrant?.Email ?? "",
            ZoomUserId = user?.Id ?? "",
            RegistrantId = registrant?.Id ?? arrival.RegistrantId,
            UserId = ids.UserId(),
            Role = string.Equals(user?.Id, meeting.HostId, StringComparison.Ordinal) ? "host" : "attendee",
        };
        run.People.Add(person);
        var now = clock.Now;
        if (!meeting.HasWaitingRoom || arrival.Admit || person.Role is "host")
            return EnterMain(meeting, run, person, now);
        person.Wait(now);
        events.Publish(WaitingRoomEvents.Joined(meeting, run, person, now));
        return person;
    }

    private Participant EnterMain(Meeting meeting, MeetingRun run, Participant person, DateTimeOffset now)
    {
        person.Enter(room: null, person.UserId, now);
        events.Publish(ParticipantEvents.Joined(meeting, run, person, now));
        return person;
    }

    private Outcome<Participant> Go(long id, string person, string reason) => live.WithPerson(id, person, (meeting, run, someone) =>
    {
        var now = clock.Now;
        switch (someone.Place)
        {
            case Place.Left:
                return Refusal.Conflict($"{someone.Name} has already left.");
            case Place.WaitingRoom:
                events.Publish(WaitingRoomEvents.Left(meeting, run, someone, now));
                break;
            default:
                // From inside a room too: Zoom sends no left_breakout_room for somebody who leaves for good.
                events.Publish(ParticipantEvents.Left(meeting, run, someone, now, reason));
                break;
        }
        someone.Leave(now);
        return someone;
    });
}
