import type { NewSession } from '../api/types';
import { t } from '../texts';
import { readPasted } from './pasted';

/** The form as it was filled in: numbers and times as they were typed. */
export interface Draft {
  topic: string;
  duration: string;
  when: 'now' | 'later';
  /** Local time, as a date and time field has it. */
  startTime: string;
  perRoom: string;
  waitingRoom: boolean;
  recording: NewSession['auto_recording'];
  chosen: string[];
  /** Of whoever may not see the roster: students line by line, as they were typed; null for everybody else. */
  lines: string | null;
}

export type Wrong = Partial<Record<'topic' | 'duration' | 'startTime' | 'perRoom', string>>;

const hour = 3_600_000;

/** The form's own spelling of a moment, in local time. */
const localText = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export const blank = (now: number): Draft => ({
  topic: '',
  duration: '60',
  when: 'now',
  startTime: localText(Math.ceil((now + 1) / hour) * hour),
  perRoom: '1',
  waitingRoom: true,
  recording: 'none',
  chosen: [],
  lines: null,
});

const wholeBetween = (text: string, least: number, most: number): boolean => /^\d+$/.test(text.trim()) && +text >= least && +text <= most;

export function check(draft: Draft, now: number): Wrong {
  const wrong: Wrong = {};
  const topic = draft.topic.trim();
  if (topic.length < 1 || topic.length > 200) wrong.topic = t.start.wrong.topic;
  if (!wholeBetween(draft.duration, 1, 1440)) wrong.duration = t.start.wrong.duration;
  if (!wholeBetween(draft.perRoom, 1, 50)) wrong.perRoom = t.start.wrong.perRoom;
  if (draft.when === 'later' && !(Date.parse(draft.startTime) > now)) wrong.startTime = t.start.wrong.startTime;
  return wrong;
}

/** The students that were typed, and the lines that can't be understood. */
export function typed(lines: string): { students: NonNullable<NewSession['students']>; unclear: number[] } {
  const { added, unclear } = readPasted(lines, []);
  return { students: added.map(({ name, email }) => ({ name, ...(email ? { email } : {}) })), unclear };
}

export const studentsIn = (draft: Draft): number => (draft.lines === null ? draft.chosen.length : typed(draft.lines).students.length);

export const roomsNeeded = (draft: Draft): number => Math.ceil(studentsIn(draft) / Math.max(1, parseInt(draft.perRoom, 10) || 1));

export const toRequest = (draft: Draft, professorId: string): NewSession => ({
  professor_id: professorId,
  ...(draft.lines === null ? { student_ids: draft.chosen } : { students: typed(draft.lines).students }),
  topic: draft.topic.trim(),
  duration: +draft.duration,
  ...(draft.when === 'later' ? { start_time: new Date(draft.startTime).toISOString() } : {}),
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  students_per_room: +draft.perRoom,
  waiting_room: draft.waitingRoom,
  auto_recording: draft.recording,
});
