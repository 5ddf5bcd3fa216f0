import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem';
import type { Snapshot } from '../api/types';
import { ServerClock } from './clock';
import { SessionStore } from './sessionStore';

type Pending = { version: string | undefined; answer: (seen: Snapshot | null) => Promise<void>; fail: (error: Error) => Promise<void> };

let asked: Pending[];
let store: SessionStore;

const snapshot = (version: string, more: Partial<Snapshot> = {}) =>
  ({ version, status: 'active', settles_at: null, breakout_rooms: [{ room_id: '001', students: [] }, { room_id: '002', students: [] }], ...more }) as unknown as Snapshot;

const shown = () => store.state.get().snapshot?.version;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const flush = async () => void (await pass(0));

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
  asked = [];
  const session = (_: string, version?: string) =>
    new Promise<Snapshot | null>((resolve, reject) => {
      asked.push({ version, answer: (seen) => (resolve(seen), flush()), fail: (error) => (reject(error), flush()) });
    });
  store = new SessionStore({ session }, new ServerClock(), 'id');
  store.refresher.setLive(true);
  store.refresher.start();
  await flush();
});

afterEach(() => {
  store.refresher.stop();
  vi.useRealTimers();
});

test('asks for what it does not have yet, by version', async () => {
  expect(asked[0]!.version).toBeUndefined();
  await asked[0]!.answer(snapshot('a'));
  expect(shown()).toBe('a');
  await pass(20_000);
  expect(asked[1]!.version).toBe('a');
  await asked[1]!.answer(null);
  expect(shown()).toBe('a');
});

test('what did not change stays the same object, so that only one card is drawn again', async () => {
  await asked[0]!.answer(snapshot('a'));
  const before = store.state.get().snapshot!;
  await pass(20_000);
  await asked[1]!.answer({ ...snapshot('b'), breakout_rooms: [snapshot('b').breakout_rooms[0]!, { room_id: '002', students: [{}] } as never] });
  const after = store.state.get().snapshot!;
  expect(after.breakout_rooms[0]).toBe(before.breakout_rooms[0]);
  expect(after.breakout_rooms[1]).not.toBe(before.breakout_rooms[1]);
});

test('an answer that was asked for before a change never overwrites it', async () => {
  await asked[0]!.answer(snapshot('a'));
  await pass(20_000);
  await store.change(() => Promise.resolve(snapshot('changed')));
  expect(shown()).toBe('changed');
  await asked[1]!.answer(snapshot('stale'));
  expect(shown()).toBe('changed');
  await pass(500);
  expect(asked[2]!.version).toBe('changed');
});

test('an answer that was asked for while a change was on its way never overwrites it', async () => {
  await asked[0]!.answer(snapshot('a'));
  let finish: (changed: Snapshot) => void = () => {};
  const change = store.change(() => new Promise((resolve) => (finish = resolve)));
  store.refresher.hint();
  await pass(500);
  finish(snapshot('changed'));
  await change;
  await asked[1]!.answer(snapshot('stale'));
  expect(shown()).toBe('changed');
});

test('an answer to a change that comes late does not undo what was seen since', async () => {
  await asked[0]!.answer(snapshot('a'));
  let finish: (changed: Snapshot) => void = () => {};
  const change = store.change(() => new Promise((resolve) => (finish = resolve)));
  store.refresher.hint();
  await pass(500);
  await asked[1]!.answer(snapshot('newer'));
  finish(snapshot('late'));
  await change;
  expect(shown()).toBe('newer');
  await pass(500);
  expect(asked).toHaveLength(3);
});

test('a failure keeps what was seen and says why, and the next success clears it', async () => {
  await asked[0]!.answer(snapshot('a'));
  await pass(20_000);
  await asked[1]!.fail(Problem.of(503, { type: 'urn:problem:storage-unavailable', retry_after: 2 }));
  expect(shown()).toBe('a');
  expect(store.state.get().problem?.kind).toBe('storage-unavailable');
  await pass(2_000);
  await asked[2]!.answer(null);
  expect(store.state.get().problem).toBeNull();
});

test('a session that does not exist is not asked for again', async () => {
  await asked[0]!.fail(Problem.of(404, { type: 'urn:problem:not-found' }));
  await pass(600_000);
  expect(asked).toHaveLength(1);
});

test('looks again when the server says that something settles, by its clock', async () => {
  await asked[0]!.answer(snapshot('a', { settles_at: new Date(Date.now() + 3_000).toISOString() }));
  await pass(2_900);
  expect(asked).toHaveLength(1);
  await pass(200);
  expect(asked).toHaveLength(2);
});
