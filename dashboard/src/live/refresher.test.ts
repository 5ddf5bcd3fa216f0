import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refresher, type Look } from './refresher';

let looks: number[];
let answer: () => Promise<Look | { retryIn: number | null }>;
let refresher: Refresher;

const quiet: Look = { open: true, settlesIn: null };
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  looks = [];
  answer = () => Promise.resolve(quiet);
  refresher = new Refresher(() => (looks.push(Date.now() - 1_000_000), answer()));
  refresher.start();
  await pass(0);
});

afterEach(() => {
  refresher.stop();
  vi.useRealTimers();
});

test('looks at once, then every 5 seconds while no hints would come', async () => {
  await pass(10_100);
  expect(looks).toEqual([0, 5_000, 10_000]);
});

test('looks every 20 seconds while live, and once more when it becomes live', async () => {
  await pass(1_000);
  refresher.setLive(true);
  await pass(41_000);
  expect(looks).toEqual([0, 1_000, 21_000, 41_000]);
});

test('follows hints at once, but at most twice a second, and never misses the last one', async () => {
  refresher.setLive(true);
  await pass(2_000);
  looks.length = 0;
  for (let i = 0; i < 20; i++) {
    refresher.hint();
    await pass(100);
  }
  await pass(1_000);
  expect(looks).toEqual([2_000, 2_500, 3_000, 3_500, 4_000]);
});

test('a hint during a look leads to another look', async () => {
  refresher.setLive(true);
  await pass(1_000);
  let finish: (seen: Look) => void = () => {};
  answer = () => new Promise((resolve) => (finish = resolve));
  refresher.hint();
  await pass(0);
  expect(looks).toHaveLength(3);
  refresher.hint();
  await pass(3_000);
  expect(looks).toHaveLength(3);
  answer = () => Promise.resolve(quiet);
  finish(quiet);
  await pass(0);
  expect(looks).toHaveLength(4);
});

test('looks when something settles', async () => {
  answer = () => Promise.resolve({ open: true, settlesIn: 3_000 });
  refresher.setLive(true);
  await pass(500);
  looks.length = 0;
  answer = () => Promise.resolve(quiet);
  await pass(3_000);
  expect(looks).toEqual([3_500]);
});

test.each([600_000, -600_000])('a clock that is wrong by ten minutes neither delays settling nor makes it a busy wait', async (settlesIn) => {
  answer = () => Promise.resolve({ open: true, settlesIn });
  refresher.setLive(true);
  await pass(20_000);
  expect(looks.length).toBeGreaterThan(3);
  expect(looks.length).toBeLessThanOrEqual(42);
});

test('does nothing while hidden, and looks at once when shown', async () => {
  refresher.setShown(false);
  refresher.hint();
  await pass(60_000);
  expect(looks).toEqual([0]);
  refresher.setShown(true);
  await pass(0);
  expect(looks).toEqual([0, 60_000]);
});

test('looks at once when shown, even if it was hidden for a moment, or was to wait after a failure', async () => {
  answer = () => Promise.resolve({ retryIn: 60_000 });
  for (const at of [1_000, 2_000]) {
    refresher.setShown(false);
    await pass(1_000);
    refresher.setShown(true);
    await pass(0);
    expect(looks.at(-1)).toBe(at);
  }
});

test('waits after a failure as long as it is told to, whatever the hints', async () => {
  await pass(4_000);
  answer = () => Promise.resolve({ retryIn: 9_000 });
  await pass(1_000);
  refresher.hint();
  answer = () => Promise.resolve(quiet);
  await pass(8_900);
  expect(looks).toEqual([0, 5_000]);
  await pass(100);
  expect(looks).toEqual([0, 5_000, 14_000]);
});

test('a session that is over is looked at on hints only', async () => {
  answer = () => Promise.resolve({ open: false, settlesIn: null });
  await pass(5_000);
  await pass(600_000);
  expect(looks).toEqual([0, 5_000]);
  refresher.hint();
  await pass(0);
  expect(looks).toHaveLength(3);
});

test('nothing happens after it was stopped', async () => {
  refresher.stop();
  refresher.hint();
  await pass(60_000);
  expect(looks).toEqual([0]);
});
