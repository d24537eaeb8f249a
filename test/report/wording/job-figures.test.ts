import { expect, test } from 'vitest';
import type { JobSummary, SessionSummary } from '../../../src/metrics/summary/summary.ts';
import { bottlenecks, meanWait, rateWords } from '../../../src/report/wording/job-figures.ts';
import { summary } from '../sample-result.ts';

const session = (tasks: number, mean: number) => ({ tasks, queueWait: { mean, p95: mean, max: mean } });

test('the wait per task of a job counts each task once, however many its session has', () => {
  // 9 tasks of 10 s and 1 task of 110 s: 200 s of 10 tasks.
  expect(meanWait([session(9, 10), session(1, 110)])).toBe(20);
  expect(meanWait([session(0, 0)])).toBe(0);
  expect(meanWait([])).toBe(0);
});

function jobOf(
  ...sessions: readonly Pick<SessionSummary, 'bottleneck' | 'readBytes' | 'processingRate'>[]
): JobSummary {
  const { nightly } = summary().jobs;
  const [one] = nightly!.sessions;
  return { ...nightly!, sessions: sessions.map((session) => ({ ...one!, ...session })) };
}

const NOTHING = { bottleneck: 'none', readBytes: 0, processingRate: 0 } as const;

test('the first bottleneck of a job is that of most of its data, not of most of its sessions', () => {
  const small = { bottleneck: 'target', readBytes: 4e9, processingRate: 1e8 } as const;
  const large = { bottleneck: 'source', readBytes: 7e9, processingRate: 1e8 } as const;
  expect(bottlenecks(jobOf(NOTHING, NOTHING, large, small))).toEqual(['source', 'target', 'none']);
  // Twice 4 GB are more than 7 GB.
  expect(bottlenecks(jobOf(small, large, small))).toEqual(['target', 'source']);
  expect(bottlenecks(jobOf())).toEqual([]);
});

test('a job that moved nothing has no rate', () => {
  expect(rateWords(jobOf(NOTHING))).toBe('-');
  // 4 GB in 40 s and 6 GB in 60 s.
  const session = { ...NOTHING, processingRate: 1e8 };
  expect(rateWords(jobOf(NOTHING, { ...session, readBytes: 4e9 }, { ...session, readBytes: 6e9 }))).toBe(
    '100 MB/s',
  );
});
