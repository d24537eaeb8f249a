import { expect, test } from 'vitest';
import type { RunResult } from '../../../src/metrics/run-result.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { answerLines, spanLines } from '../../../src/report/text/answer.ts';
import { dataMoverLines } from '../../../src/report/text/data-movers.ts';
import { waitLines } from '../../../src/report/text/waits.ts';
import { wallClock } from '../../../src/report/wording/clock.ts';
import { UnsaidOnce } from '../../../src/report/wording/unsaid-words.ts';
import { MONDAY_20_00_US, runResult, summary } from '../sample-result.ts';

/** Lists of the summary that are cut, and the line below them that counts the rest. */

const contextOf = (changes: Partial<RunResult>) => {
  const clock = wallClock(MONDAY_20_00_US);
  return { result: runResult(changes), clock, paint: PLAIN, unsaid: new UnsaidOnce() };
};

test('why tasks waited: five causes, with what they waited for, and how many more there are', () => {
  const none = Object.fromEntries(Object.keys(summary().waits).map((cause) => [cause, 0]));
  const causes = ['proxy-slot', 'repository-slot', 'datastore-snapshots', 'ram', 'sequential', 'retry-wait'];
  const waits = { ...none, ...Object.fromEntries(causes.map((cause, i) => [cause, 3600 * (7 - i)])) };
  const context = contextOf({ summary: summary({ waits: waits as never }) });
  const things = ['proxy-slot', 'retry-wait'].map((cause) => {
    return { job: 'a', cause, thing: 'proxies.px1', seconds: 1 } as never;
  });
  const lines = waitLines(context, things);
  expect(lines.slice(1, 6).map((line) => line.split(/ {2,}/).slice(1, 3))).toEqual(
    causes.slice(0, 5).map((cause, i) => [cause, `${7 - i}.00`]),
  );
  // Of a cause that is not shown, no thing is either.
  expect(lines.slice(6)).toEqual(['  and 1 more, shorter', '  proxy-slot: px1 100%']);
});

test('data movers: the six machines with most memory; none where they only read on proxies and write on repositories', () => {
  const { proxies, repositories } = summary();
  const many = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [
      `px${i}`,
      { ...proxies['px1']!, dataMovers: { read: i, write: i === 3 ? 1 : 0 }, peakMemoryBytes: i * 1e9 },
    ]),
  );
  const idle = { ...repositories['repo1']!, dataMovers: { read: 0, write: 0 } };
  const lines = dataMoverLines(contextOf({ summary: summary({ proxies: many, repositories: { idle } }) }));
  // px0 did nothing.
  expect(lines.slice(1).map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
    ...['px7', 'px6', 'px5', 'px4', 'px3', 'px2'],
    'and 1 more, with less memory',
  ]);
  expect(dataMoverLines(contextOf({}))).toEqual([]);
});

test('what was done: failed, unfinished and tried again are counted where there are any', () => {
  const { totals } = summary();
  const done = (changes: Partial<typeof totals>) =>
    spanLines(contextOf({ summary: summary({ totals: { ...totals, ...changes } }) })).at(-1);
  expect(done({ retries: 0 })).toBe('44 of 44 tasks done, 10 TB read, 5.1 TB transferred; 22 VMs protected.');
  expect(done({ retries: 2, failed: 3, unfinished: 1, succeeded: 40 })).toBe(
    '40 of 44 tasks done, 3 failed, 1 unfinished, 2 retries, 10 TB read, 5.1 TB transferred; 22 VMs protected.',
  );
});

test('a run without any length has no idle time to speak of', () => {
  const window = { startSeconds: 0, endSeconds: 0, seconds: 0 };
  const context = contextOf({ summary: summary({ window, nights: null, jobs: {} }) });
  expect(answerLines(context).join('\n')).toContain('Backup window 0s, Mon 20:00 to Mon 20:00.');
});
