import { expect, test } from 'vitest';
import type { TimelineEvent } from '../api/types';
import { merge, tidy } from './timeline';

const later = 1_000_000;
let id = 0;
const event = (kind: string, second: number, person: string | null = 'p', source = 'webhook') =>
  ({ event_id: `${id++}`, kind: `meeting.${kind}`, occurred_at: new Date(second * 1000).toISOString(), person_id: person, source }) as TimelineEvent;

const kinds = (events: TimelineEvent[]) => tidy({ events, next_cursor: null, at: later }).map((e) => e.kind.replace('meeting.', ''));

test('a move between rooms is one line', () => {
  const move = [event('participant_joined', 10), event('participant_left', 10), event('participant_joined_breakout_room', 11), event('participant_left_breakout_room', 10)];
  expect(kinds(move)).toEqual(['participant_joined_breakout_room']);
});

test('a return to the main session is one line', () => {
  expect(kinds([event('participant_left_breakout_room', 10), event('participant_left', 10), event('participant_joined', 10)])).toEqual(['participant_left_breakout_room']);
});

test('who leaves the meeting from a room has left', () => {
  expect(kinds([event('participant_left', 11), event('participant_left_breakout_room', 10)])).toEqual(['participant_left']);
});

test('being admitted is one line', () => {
  expect(kinds([event('participant_joined', 12), event('participant_admitted', 11), event('participant_left_waiting_room', 11), event('participant_joined_waiting_room', 2)])).toEqual([
    'participant_joined',
    'participant_joined_waiting_room',
  ]);
});

test('what different people do is not taken together', () => {
  expect(kinds([event('participant_joined', 10, 'a'), event('participant_left', 10, 'b')])).toHaveLength(2);
});

test('a leave and a return a minute later are both told, and reports are not', () => {
  expect(kinds([event('participant_joined', 70), event('participant_left', 10), event('report_stay', 5, 'p', 'report')])).toHaveLength(2);
});

test('at the end of a page, half of a move is not told as a leave', () => {
  const events = [event('participant_left', 60), event('participant_joined', 11), event('participant_left', 10, 'q')];
  expect(tidy({ events, next_cursor: 'more', at: later })).toEqual([events[0]]);
  expect(tidy({ events, next_cursor: null, at: later })).toEqual(events);
});

test('what happened just now may be half of a move', () => {
  const events = [event('participant_left', 60), event('participant_joined_breakout_room', 59, 'q'), event('participant_left', 11)];
  expect(tidy({ events, next_cursor: null, at: 61_000 })).toEqual(events.slice(1));
  expect(tidy({ events, next_cursor: null, at: 63_000 })).toEqual(events);
});

test('a new page goes over what is known, and keeps where older ones begin', () => {
  const [a, b, c] = [event('started', 1), event('participant_joined', 2), event('participant_joined', 3)];
  expect(merge({ events: [b, a], next_cursor: 'old' }, { events: [c, b], next_cursor: 'new' })).toEqual({ events: [c, b, a], next_cursor: 'old' });
});

test('an event that comes late goes where it belongs', () => {
  const [a, b, late] = [event('started', 1), event('participant_joined', 9), event('participant_joined', 5)];
  expect(merge({ events: [b, a], next_cursor: null }, { events: [b, late, a], next_cursor: null }).events).toEqual([b, late, a]);
});

test('with a gap to what is known the list begins anew', () => {
  const newest = { events: [event('ended', 99)], next_cursor: 'new' };
  expect(merge({ events: [event('started', 1)], next_cursor: null }, newest)).toBe(newest);
});
