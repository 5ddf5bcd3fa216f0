using ZoomSimulator.Clock;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Meetings;

/// <summary>
/// A move between main session and rooms, with what makes it hard to follow: besides the room events Zoom sends a ghost
/// left and joined of the main meeting, in the same second, in either order, under a new user_id.
/// </summary>
internal sealed class RoomMoves(EventPublisher events, Identifiers ids, SimRandom random, SimClock clock)
{
    public Participant Move(Meeting meeting, MeetingRun run, Participant person, BreakoutRoom? to, bool tellRoomLeft = true)
    {
        var now = clock.Now;
        List<EventDraft> sent = [];
        if (tellRoomLeft && run.Room(person.RoomUuid) is { } from)
            sent.Add(BreakoutEvents.Left(meeting, run, person, from, now));
        sent.Add(ParticipantEvents.Left(meeting, run, person, now, Reason(to)));

        person.Enter(to, ids.UserId(), now);
        sent.Add(ParticipantEvents.Joined(meeting, run, person, now));
        if (to is not null)
            sent.Add(BreakoutEvents.Joined(meeting, run, person, to, now));

        random.Shuffle(sent);
        var gap = TimeSpan.Zero;
        foreach (var draft in sent)
        {
            events.Publish(draft, gap);
            gap += TimeSpan.FromMilliseconds(random.Between(43, 260));
        }
        return person;
    }

    // Most real pairs carry the plain reason, whatever the move was.
    private string Reason(BreakoutRoom? to) => random.Chance(0.65) ? LeaveReasons.Left
        : to is null ? LeaveReasons.ToMain
        : LeaveReasons.ToRoom;
}
