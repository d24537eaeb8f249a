import { expect, test } from 'vitest';
import { marginOf, marginsOf } from '../../../src/metrics/sessions/margin.ts';
import { sessionRow } from '../../report/sample-result.ts';

const session = (startSeconds: number, endSeconds: number | null, closesSeconds: number | null = null) => ({
  startSeconds,
  endSeconds,
  closesSeconds,
});

test('the margin of a job is that of its worst session: positive to spare, negative late', () => {
  // 100 s are allowed: 40 to spare, then 10.
  const [spare, tight] = [session(0, 60, 100), session(1000, 1090, 1100)];
  expect(marginOf([spare, tight])).toEqual({ kind: 'ended', seconds: 10, worst: tight });
  expect(marginOf([tight, spare])).toEqual({ kind: 'ended', seconds: 10, worst: tight });
  expect(marginOf([session(0, 130, 100)])).toMatchObject({ seconds: -30 });
});

test('a session that starts after its window has closed is late by the time from the close to its end', () => {
  expect(marginOf([session(50, 60, 40)])).toMatchObject({ kind: 'ended', seconds: -20 });
});

test('the margin counts to the end of the session, unlike the overrun, which counts to the end of its last task', () => {
  const late = sessionRow({ startSeconds: 0, endSeconds: 130, closesSeconds: 100, overrunSeconds: 25 });
  expect(marginsOf([late])('nightly')).toMatchObject({ kind: 'ended', seconds: -30 });
});

test('an unfinished session takes precedence; without a window or a session there is no margin', () => {
  expect(marginOf([session(0, 60, 100), session(100, null, 200)])).toEqual({ kind: 'unfinished' });
  expect(marginOf([session(0, null)])).toEqual({ kind: 'unfinished' });
  expect(marginOf([session(0, 60)])).toEqual({ kind: 'no-window' });
  expect(marginOf([])).toEqual({ kind: 'never-started' });
  expect(marginsOf([])('nightly')).toEqual({ kind: 'never-started' });
});
