import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { issuedAt, ServerClock } from './clock';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const off = (clock: ServerClock) => Math.round((clock.now() - Date.now()) / 1000);

test.each([600, -600])('follows the server when this clock is %i seconds off', (seconds) => {
  const clock = new ServerClock();
  clock.observe(Date.now() + seconds * 1000, Date.now() - 100, Date.now() + 100);
  expect(Math.abs(off(clock) - seconds)).toBeLessThanOrEqual(1);
});

test('whole seconds and a slow answer are no difference', () => {
  const clock = new ServerClock();
  clock.observe(Date.now() - 900, Date.now() - 100, Date.now());
  clock.observe(Date.now(), Date.now() - 1_500, Date.now());
  expect(clock.now()).toBe(Date.now());
});

test('what is no time changes nothing', () => {
  const clock = new ServerClock();
  clock.observe(Number.NaN, Date.now(), Date.now());
  expect(clock.now()).toBe(Date.now());
});

test('reads when a token was made', () => {
  const token = (claims: object) => `x.${btoa(JSON.stringify(claims)).replace(/=/g, '')}.y`;
  expect(issuedAt(token({ iat: 12 }))).toBe(12_000);
  expect(issuedAt(token({ nbf: 13 }))).toBe(13_000);
  expect([issuedAt(token({})), issuedAt('opaque'), issuedAt('a.%.b')]).toEqual([null, null, null]);
});
