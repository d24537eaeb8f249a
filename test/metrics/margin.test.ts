import { expect, test } from 'vitest';
import { marginOf, urgencyOf } from '../../src/metrics/margin.ts';
import type { JobSummary, SessionSummary } from '../../src/metrics/summary.ts';

const session = (startSeconds: number, endSeconds: number | null) =>
  ({ startSeconds, endSeconds }) as SessionSummary;
const job = (overrun: number, ...sessions: SessionSummary[]): JobSummary => ({
  window: 0,
  overrun,
  sessions,
});

test('a job stands to its window as its worst session does: to spare above 0, late below', () => {
  // 100 s are allowed: 40 to spare, then 10.
  const [spare, tight] = [session(0, 60), session(1000, 1090)];
  expect(marginOf(job(0, spare, tight), 100)).toEqual({ kind: 'ended', seconds: 10, worst: tight });
  expect(marginOf(job(0, tight, spare), 100)).toEqual({ kind: 'ended', seconds: 10, worst: tight });
  expect(marginOf(job(0, session(0, 130)), 100)).toMatchObject({ seconds: -30 });
});

test('it is late by the very end of its session, not by the end of its last task, from which the overrun is counted', () => {
  expect(marginOf(job(25, session(0, 130)), 100)).toMatchObject({ kind: 'ended', seconds: -30 });
});

test('what has not ended is told so before all else, and without a window or a session there is nothing to hold', () => {
  expect(marginOf(job(0, session(0, 60), session(100, null)), 100)).toEqual({ kind: 'unfinished' });
  expect(marginOf(job(0, session(0, null)), undefined)).toEqual({ kind: 'unfinished' });
  expect(marginOf(job(0, session(0, 60)), undefined)).toEqual({ kind: 'no-window' });
  expect(marginOf(job(0), 100)).toEqual({ kind: 'no-window' });
});

test('most urgent is what has not ended, then what is late or has least to spare, last what has no window', () => {
  const worst = session(0, 60);
  const urgent = [
    { kind: 'unfinished' },
    { kind: 'ended', seconds: -30, worst },
    { kind: 'ended', seconds: 10, worst },
    { kind: 'no-window' },
  ] as const;
  const shuffled = [urgent[2], urgent[3], urgent[1], urgent[0]];
  expect(shuffled.sort((a, b) => urgencyOf(a) - urgencyOf(b))).toEqual(urgent);
});
