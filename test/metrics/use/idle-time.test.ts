import { expect, test } from 'vitest';
import { idleSeconds } from '../../../src/metrics/use/idle-time.ts';

const windows = (...spans: readonly (readonly [number, number])[]) =>
  spans.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds }));

test.each([
  ['none is open', windows(), 100],
  ['one is open all the time', windows([0, 200]), 0],
  ['one begins later and ends earlier', windows([30, 60]), 70],
  ['two are apart', windows([70, 90], [10, 20]), 70],
  ['two overlap, and one is inside another', windows([10, 50], [20, 30], [40, 60]), 50],
  ['they are before and after it', windows([-20, -10], [-5, 10], [90, 120], [150, 160]), 80],
])('of 100 seconds in which %s', (_, open, idle) => {
  expect(idleSeconds({ startSeconds: 0, endSeconds: 100 }, open)).toBe(idle);
  // The same a thousand seconds later.
  const later = open.map(({ startSeconds, endSeconds }) => [startSeconds + 1000, endSeconds + 1000] as const);
  expect(idleSeconds({ startSeconds: 1000, endSeconds: 1100 }, windows(...later))).toBe(idle);
});
