import type { Location, Room, Snapshot, Student } from '../api/types';

/** What the rooms can be filtered by. */
export type Filter = 'all' | 'attention' | Location;

/** Whether a student is where nobody should be by now: nobody is missing before the meeting starts, nor in main before rooms open. */
export function needsAttention(student: Student, snapshot: Pick<Snapshot, 'meeting_status' | 'rooms_opened_at'>): boolean {
  if (snapshot.meeting_status !== 'started') return student.location === 'other_room';
  return student.location === 'main_session' ? snapshot.rooms_opened_at !== null : student.location !== 'own_room';
}

export function roomMatches(room: Room, filter: Filter, search: string, snapshot: Pick<Snapshot, 'meeting_status' | 'rooms_opened_at'>): boolean {
  const wanted = search.trim().toLowerCase();
  const named = wanted === '' || [room.name, ...room.students.map((s) => s.name)].some((name) => name.toLowerCase().includes(wanted));
  if (!named || filter === 'all') return named;
  return room.students.some((s) => (filter === 'attention' ? needsAttention(s, snapshot) : s.location === filter));
}

export const attentionCount = (snapshot: Snapshot): number =>
  snapshot.breakout_rooms.flatMap((room) => room.students).filter((s) => needsAttention(s, snapshot)).length;

/** Everybody in the waiting room, known or not. */
export const waitingCount = (snapshot: Snapshot): number =>
  snapshot.counts.waiting_room + snapshot.unmatched.filter((person) => person.location === 'waiting_room').length;

/** Everybody in the meeting, hosts too. */
export const peopleCount = (snapshot: Snapshot): number =>
  snapshot.counts.present + [...snapshot.hosts, ...snapshot.unmatched].filter((p) => !['absent', 'left', 'waiting_room'].includes(p.location)).length;

/** When the session ends as planned, in milliseconds since 1970. Until then a meeting that ended can be started again. */
export const plannedEnd = (snapshot: Pick<Snapshot, 'start_time' | 'duration'>): number => Date.parse(snapshot.start_time) + snapshot.duration * 60_000;

/** Whether ending the session only cancels it: its class has not begun, also when the meeting was tried before. */
export const isOnlyPlanned = (snapshot: Pick<Snapshot, 'start_time' | 'meeting_status'>, now: number): boolean =>
  snapshot.meeting_status === 'waiting' || (snapshot.meeting_status === 'ended' && now < Date.parse(snapshot.start_time));
