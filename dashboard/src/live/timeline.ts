import type { TimelineEvent } from '../api/types';
import { grouped } from '../grouped';

export interface Timeline {
  events: TimelineEvent[];
  next_cursor: string | null;
}

/** A timeline, and the server's time at which it was read. */
export interface Seen extends Timeline {
  at: number;
}

const kinds = {
  joined: 'meeting.participant_joined',
  left: 'meeting.participant_left',
  enteredRoom: 'meeting.participant_joined_breakout_room',
  leftRoom: 'meeting.participant_left_breakout_room',
  leftWaiting: 'meeting.participant_left_waiting_room',
  admitted: 'meeting.participant_admitted',
};

// Zoom tells whole seconds, and the events of one move come within two of them.
const [together, admission] = [2_000, 5_000];

/**
 * Leaves out what only repeats another line: a move between rooms also makes a leave and a join of the meeting, and being admitted is
 * three events. At the end of a page, and in the last seconds, half of such a pair may be missing, so what looks like one half is left
 * out there for now. Newest first.
 */
export function tidy({ events, next_cursor, at }: Seen): TimelineEvent[] {
  const byPerson = grouped(events.filter((e) => e.person_id !== null), (e) => e.person_id);
  const near = (event: TimelineEvent, kind: string, within: number, later = false) =>
    byPerson.get(event.person_id)?.some((other) => {
      const after = Date.parse(other.occurred_at) - Date.parse(event.occurred_at);
      return other.kind === kind && Math.abs(after) <= within && (!later || after >= 0);
    }) ?? false;

  const end = next_cursor === null ? -Infinity : Date.parse(events.at(-1)?.occurred_at ?? '');
  const mayBeHalf = ({ occurred_at }: TimelineEvent) => Date.parse(occurred_at) - end <= together || at - Date.parse(occurred_at) <= together;

  return events.filter((event) => {
    switch (event.kind) {
      case kinds.joined:
        return !near(event, kinds.left, together) && !mayBeHalf(event);
      case kinds.left:
        return !near(event, kinds.joined, together) && !mayBeHalf(event);
      case kinds.leftRoom:
        return !near(event, kinds.enteredRoom, together, true) && !(near(event, kinds.left, together) && !near(event, kinds.joined, together));
      case kinds.leftWaiting:
      case kinds.admitted:
        return !near(event, kinds.joined, admission);
      default:
        return event.source !== 'report';
    }
  });
}

/** What is known, with the newest page put over it. When the two do not meet, what is between is not known, and the page begins anew. */
export function merge(known: Timeline | null, newest: Timeline): Timeline {
  const fresh = new Set(newest.events.map((e) => e.event_id));
  if (!known || !known.events.some((e) => fresh.has(e.event_id))) return newest;
  const events = [...newest.events, ...known.events.filter((e) => !fresh.has(e.event_id))];
  return { ...known, events: events.toSorted((a, b) => Date.parse(b.occurred_at) - Date.parse(a.occurred_at)) };
}
