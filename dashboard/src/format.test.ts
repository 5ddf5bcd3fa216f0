import { expect, test } from 'vitest';
import { clockText, spanText } from './format';

test.each([
  [0, '0:00'],
  [-5_000, '0:00'],
  [65_999, '1:05'],
  [3_845_000, '1:04:05'],
])('%i ms on a clock', (ms, text) => expect(clockText(ms)).toBe(text));

test.each([
  [-1, '< 1 min'],
  [59_999, '< 1 min'],
  [60_000, '1 min'],
  [3_900_000, '1 h 05 min'],
])('%i ms as a span', (ms, text) => expect(spanText(ms)).toBe(text));
