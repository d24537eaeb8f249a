import { expect, test } from 'vitest';
import { LatestSessions } from '../../../src/explain/chain/latest-sessions.ts';
import { Chronicle } from '../../../src/explain/state/chronicle.ts';

/** More VMs, and more transforms, than a call can have arguments. */
const MANY = 150_000;

/** One session of many VMs of a disk each: VM i ends at i, its disk likewise; the session ends 10 after the last VM. */
function chronicle(records: readonly { kind: string; at: number; transform: number }[]): Chronicle {
  const rows = Array.from({ length: MANY }, (_, i) => i);
  const tasks = rows.map((i) => ({ vmRun: i, session: 0, attempt: 0, startUs: 0, endUs: i + 1 }));
  const told = {
    model: { scenario: { parallelProcessing: true } },
    records,
    tasks,
    vmRuns: rows.map((i) => ({ endedUs: i + 1 })),
    transforms: records.map(() => ({ session: 0 })),
    sessions: [{ tasks: rows, job: 0, startUs: 0, endUs: MANY + 10 }],
    leaderOf: () => undefined,
  };
  return Object.assign(Object.create(Chronicle.prototype), told);
}

test('a session of 150,000 VMs has a latest end: it may be as late as its job has no next start', () => {
  const told = chronicle([]);
  expect(new LatestSessions(told).latestEndUs(told.tasks[0]!)).toBe(Number.POSITIVE_INFINITY);
});

test('with 150,000 transforms the tightest one decides', () => {
  const told = chronicle(
    Array.from({ length: MANY }, (_, i) => ({ kind: 'transform-due', at: MANY, transform: i })),
  );
  const latest = new LatestSessions(told);
  // Each may start 100 after it was due, the last one only 7: so late may the last VM end, and with it any other.
  for (let number = 0; number < MANY; number++)
    latest.transformStartsAtLatest(number, MANY + (number === MANY - 1 ? 7 : 100));
  expect(latest.latestEndUs(told.tasks[0]!)).toBe(MANY + 7);
});
