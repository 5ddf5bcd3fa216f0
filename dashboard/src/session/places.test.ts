import { expect, test } from 'vitest';
import type { Location, Room, Snapshot, Student } from '../api/types';
import { attentionCount, isOnlyPlanned, needsAttention, peopleCount, roomMatches, waitingCount } from './places';

const student = (location: Location, name = 'Alice Anderson') => ({ student_id: name, name, location }) as Student;
const room = (...students: Student[]) => ({ room_id: '001', name: 'Room 1', students }) as Room;
const at = (meeting_status: Snapshot['meeting_status'], rooms_opened_at: string | null = null) => ({ meeting_status, rooms_opened_at });
const open = at('started', '2026-03-02T10:00:00Z');

const everywhere: Location[] = ['own_room', 'main_session', 'waiting_room', 'other_room', 'absent', 'left'];
const attention = (when: ReturnType<typeof at>) => everywhere.filter((location) => needsAttention(student(location), when));

test('before the meeting nobody is missing', () => expect(attention(at('waiting'))).toEqual(['other_room']));

test('before the rooms open the main session is the place to be', () => expect(attention(at('started'))).toEqual(['waiting_room', 'other_room', 'absent', 'left']));

test('afterwards only the own room is', () => expect(attention(open)).toEqual(['main_session', 'waiting_room', 'other_room', 'absent', 'left']));

test('rooms are found by their name or a student’s, and by where one of them is', () => {
  const shown = room(student('own_room'), student('left', 'Bob Brown'));
  expect(roomMatches(shown, 'all', '', open)).toBe(true);
  expect(roomMatches(shown, 'all', ' bob ', open)).toBe(true);
  expect(roomMatches(shown, 'all', 'room 1', open)).toBe(true);
  expect(roomMatches(shown, 'all', 'charlie', open)).toBe(false);
  expect(roomMatches(shown, 'left', '', open)).toBe(true);
  expect(roomMatches(shown, 'absent', '', open)).toBe(false);
  expect(roomMatches(shown, 'attention', '', open)).toBe(true);
  expect(roomMatches(shown, 'attention', 'charlie', open)).toBe(false);
});

test('counts who needs attention, who waits, and who is in the meeting', () => {
  const snapshot = {
    ...open,
    breakout_rooms: [room(student('own_room'), student('absent')), room(student('waiting_room'))],
    counts: { waiting_room: 1, present: 1 },
    hosts: [{ location: 'main_session' }, { location: 'left' }],
    unmatched: [{ location: 'waiting_room' }, { location: 'other_room' }],
  } as Snapshot;
  expect([attentionCount(snapshot), waitingCount(snapshot), peopleCount(snapshot)]).toEqual([2, 2, 3]);
});

test('a session is cancelled, not ended, before its class: also when its meeting was only tried', () => {
  const start_time = '2026-03-02T10:00:00Z';
  const [before, after] = [Date.parse(start_time) - 1, Date.parse(start_time) + 1];
  expect(isOnlyPlanned({ meeting_status: 'ended', start_time }, before)).toBe(true);
  expect(isOnlyPlanned({ meeting_status: 'ended', start_time }, after)).toBe(false);
  expect(isOnlyPlanned({ meeting_status: 'started', start_time }, before)).toBe(false);
  expect(isOnlyPlanned({ meeting_status: 'waiting', start_time }, after)).toBe(true);
});
