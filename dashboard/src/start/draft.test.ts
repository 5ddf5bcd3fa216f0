import { expect, test } from 'vitest';
import { blank, check, roomsNeeded, toRequest, typed, type Draft } from './draft';

const now = Date.parse('2026-03-02T09:59:30Z');
const draft = (change: Partial<Draft> = {}): Draft => ({ ...blank(now), topic: 'Trees', chosen: ['1', '2', '3'], ...change });
const wrong = (change: Partial<Draft>) => Object.keys(check(draft(change), now));

test('a filled form has nothing wrong', () => expect(check(draft(), now)).toEqual({}));

test.each([
  ['topic', { topic: '  ' }],
  ['topic', { topic: 'x'.repeat(201) }],
  ['duration', { duration: '0' }],
  ['duration', { duration: '1441' }],
  ['duration', { duration: '1.5' }],
  ['duration', { duration: '' }],
  ['perRoom', { perRoom: '51' }],
  ['startTime', { when: 'later', startTime: '2026-03-02T00:00' }],
  ['startTime', { when: 'later', startTime: '' }],
] as [string, Partial<Draft>][])('says that the %s is wrong', (field, change) => expect(wrong(change)).toEqual([field]));

test('a time that is past is no matter when it starts now', () => expect(wrong({ startTime: '2020-01-01T00:00' })).toEqual([]));

test('the next full hour is offered', () => expect(new Date(draft().startTime).getTime()).toBe(Date.parse('2026-03-02T10:00:00Z')));

test('counts the rooms that are needed', () => {
  expect(roomsNeeded(draft())).toBe(3);
  expect(roomsNeeded(draft({ perRoom: '2' }))).toBe(2);
  expect(roomsNeeded(draft({ perRoom: 'x' }))).toBe(3);
  expect(roomsNeeded(draft({ chosen: [] }))).toBe(0);
});

test('asks for what the form says, and for a time only when it is later', () => {
  expect(toRequest(draft({ topic: ' Trees ', perRoom: '2' }), '7')).toMatchObject({ professor_id: '7', topic: 'Trees', duration: 60, students_per_room: 2, student_ids: ['1', '2', '3'] });
  expect(toRequest(draft(), '7')).not.toHaveProperty('start_time');
  expect(toRequest(draft({ when: 'later' }), '7').start_time).toBe('2026-03-02T10:00:00.000Z');
});

test('who may not see the roster types who takes part', () => {
  const lines = 'Ann, ann@example.edu\nBo\nbo@example.edu\n12';
  expect(typed(lines)).toEqual({ students: [{ name: 'Ann', email: 'ann@example.edu' }, { name: 'Bo' }, { name: 'Bo', email: 'bo@example.edu' }], unclear: [4] });
  expect(roomsNeeded(draft({ lines, perRoom: '2' }))).toBe(2);
  const request = toRequest(draft({ lines: 'Ann, ann@example.edu' }), '7');
  expect([request.students, 'student_ids' in request]).toEqual([[{ name: 'Ann', email: 'ann@example.edu' }], false]);
});
