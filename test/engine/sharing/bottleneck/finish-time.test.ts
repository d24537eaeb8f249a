import { expect, test } from 'vitest';
import { finishUs } from '../../../../src/engine/sharing/bottleneck/finish-time.ts';

const NEVER = Number.POSITIVE_INFINITY;

test.each([
  { left: 30, level: 10, at: 3_000_005 },
  { left: 1, level: 3e5, at: 8 }, // 3.33 us
  { left: 0, level: 0, at: 5 },
  { left: -1e-9, level: 7, at: 5 }, // a rounding past its end
  { left: 1e-9, level: 0, at: NEVER },
  { left: 1e10, level: 1, at: NEVER }, // past the exact whole numbers
])('at 5 us, $left left at level $level are moved at $at us', ({ left, level, at }) => {
  expect(finishUs(5, left, level)).toBe(at);
});

test('the last exact whole number is an instant, the next one is none', () => {
  const last = Number.MAX_SAFE_INTEGER;
  expect([finishUs(last - 1, 1, 1e6), finishUs(last, 1, 1e6)]).toEqual([last, NEVER]);
});
