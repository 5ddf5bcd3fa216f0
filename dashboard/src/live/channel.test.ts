import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem';
import { Channel, type Message } from './channel';

type Attempt = { professorId: string; say: (message: Message) => void; close: () => void; stopped: boolean };

let attempts: Attempt[];
let outcome: () => Promise<void>;
let channel: Channel;

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const hint: Message = { name: 'SessionChanged', session_id: 's' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  attempts = [];
  outcome = () => Promise.resolve();
  channel = new Channel(async (professorId, say, close) => {
    const attempt: Attempt = { professorId, say, close, stopped: false };
    attempts.push(attempt);
    await outcome();
    return { stop: () => (attempt.stopped = true) };
  });
});

afterEach(() => {
  channel.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('connects and passes on what it hears', async () => {
  const heard: Message[] = [];
  channel.onMessage((message) => heard.push(message));
  channel.listen('1');
  expect(channel.state.get()).toBe('connecting');
  await pass(0);
  expect(channel.state.get()).toBe('live');
  attempts[0]!.say(hint);
  expect(heard).toEqual([hint]);
});

test('a lost connection is made anew at once, with a negotiation of its own', async () => {
  channel.listen('1');
  await pass(10_000);
  attempts[0]!.close();
  expect(channel.state.get()).toBe('reconnecting');
  await pass(0);
  expect(channel.state.get()).toBe('live');
  expect(attempts).toHaveLength(2);
});

test('tries again, more and more slowly, but never less than every 12 seconds', async () => {
  outcome = () => Promise.reject(new Error('away'));
  channel.listen('1');
  await pass(60_000);
  expect(channel.state.get()).toBe('reconnecting');
  expect(attempts.length).toBeGreaterThan(7);
  expect(attempts.length).toBeLessThan(12);
});

test('a connection that is lost as soon as it is made does not make a busy loop', async () => {
  outcome = () => (setTimeout(() => attempts.at(-1)!.close(), 10), Promise.resolve());
  channel.listen('1');
  await pass(60_000);
  expect(attempts.length).toBeLessThan(12);
});

test('tries at once when woken', async () => {
  outcome = () => Promise.reject(new Error('away'));
  channel.listen('1');
  await pass(20_000);
  const before = attempts.length;
  outcome = () => Promise.resolve();
  channel.wake();
  await pass(0);
  expect(attempts).toHaveLength(before + 1);
  expect(channel.state.get()).toBe('live');
});

test.each([401, 403, 404])('gives up where trying again can not help (%i)', async (status) => {
  outcome = () => Promise.reject(new Problem('no', status));
  channel.listen('1');
  await pass(60_000);
  expect(channel.state.get()).toBe('off');
  expect(attempts).toHaveLength(1);
});

test('what an earlier connection still says is not heard', async () => {
  const heard: Message[] = [];
  channel.onMessage((message) => heard.push(message));
  channel.listen('1');
  await pass(0);
  channel.listen('2');
  await pass(0);
  attempts[0]!.say(hint);
  attempts[0]!.close();
  expect([heard, attempts[0]!.stopped, channel.state.get()]).toEqual([[], true, 'live']);
});

test('a connection that comes up after it was stopped is closed', async () => {
  let finish = () => {};
  outcome = () => new Promise((resolve) => (finish = resolve));
  channel.listen('1');
  channel.stop();
  finish();
  await pass(0);
  expect([attempts[0]!.stopped, channel.state.get()]).toEqual([true, 'off']);
});
