import { describe, expect, test } from 'vitest';
import type { Doubled } from '../../../src/metrics/doubled.ts';
import type { RunResult } from '../../../src/metrics/run-result.ts';
import type { EventRow } from '../../../src/metrics/troubles/events.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { latencyLines } from '../../../src/report/text/latency.ts';
import { oversubscriptionLines } from '../../../src/report/text/oversubscription.ts';
import { transformLines } from '../../../src/report/text/transforms.ts';
import { troubleLines } from '../../../src/report/text/troubles.ts';
import { wallClock } from '../../../src/report/wording/clock.ts';
import { UnsaidOnce } from '../../../src/report/wording/unsaid-words.ts';
import { MONDAY_20_00_US, NO_LATENCY, runResult, summary } from '../sample-result.ts';

const contextOf = (changes: Partial<RunResult>) => {
  const clock = wallClock(MONDAY_20_00_US);
  return { result: runResult(changes), clock, paint: PLAIN, unsaid: new UnsaidOnce() };
};

describe('what went wrong', () => {
  const fault = { kind: 'proxy-down', name: 'px1', startSeconds: 3600, endSeconds: 7200 };
  const events = (...kinds: readonly string[]) => kinds.map((kind) => ({ kind, name: 'vm1' }) as EventRow);

  /** The night of one hour with this fault, and what it is without faults. */
  function withCost(
    without: Partial<Doubled['changes'][number]>,
    windowSeconds: number | null = 3600,
  ): string {
    const change = {
      what: 'faults',
      set: ['faults=[]'],
      windowSeconds: 1800,
      savedSeconds: 1800,
      unprotected: 0,
      undone: 0,
      byDefault: [],
      ...without,
    };
    const value = { of: 'run', windowSeconds, changes: [change], untried: 0, undone: 3 } as Doubled;
    const context = contextOf({
      summary: summary({ faults: [fault] }),
      unprotected: [{ vm: 'vm1', reason: 'lost', usedBytes: 0 }],
      events: events('task-interrupted'),
    });
    const lines = troubleLines(context, { kind: 'found', value });
    return lines.slice(3).join(' ').replace(/ +/g, ' ').trim();
  }

  test('lists faults with their times, and counts what they did', () => {
    const context = contextOf({
      summary: summary({ faults: [fault] }),
      events: events('task-interrupted', 'task-interrupted', 'task-resumed', 'vm-failed', 'session-retried'),
    });
    expect(troubleLines(context)).toEqual([
      'What went wrong',
      '  proxy-down px1, Mon 21:00 to Mon 22:00 (1h)',
      '  2 task interruptions, 1 resumed',
      '  1 VM run failed, 1 retry of a job',
    ]);
    const spared = contextOf({ summary: summary({ faults: [fault] }), events: [] });
    expect(troubleLines(spared).at(-1)).toBe('  no task was interrupted');
    expect(troubleLines(contextOf({}))).toEqual([]);
  });

  test('tells what the night is without faults: its window, then VMs that are left, else tasks', () => {
    expect(withCost({})).toBe(
      "Without faults the window is 30m instead of 1h, with no VM unprotected instead of 1 (--set 'faults=[]')",
    );
    expect(withCost({ unprotected: 2 })).toContain('with 2 VMs unprotected instead of 1');
    expect(withCost({ unprotected: 1 })).toContain('with no task left without success instead of 3');
    expect(withCost({ unprotected: 1, undone: 1 })).toContain(
      'with 1 task left without success instead of 3',
    );
    expect(withCost({ unprotected: 1, undone: 3, windowSeconds: 3600 })).toBe(
      "Without faults the window is the same (--set 'faults=[]')",
    );
    expect(withCost({ what: 'proxies.*.slots' })).toBe('');
  });

  test('tells it of nights in which nothing ran, too', () => {
    const rest = { unprotected: 1, undone: 3, set: [] };
    expect(withCost(rest, null)).toBe('Without faults the window is 30m (with them nothing ran)');
    expect(withCost({ ...rest, windowSeconds: null })).toBe('Without faults nothing runs');
    expect(withCost({ ...rest, windowSeconds: null }, null)).toBe('Without faults nothing runs either');
  });
});

test('latency: the worst datastores, what was stopped and what was slowed down', () => {
  const datastore = { utilisation: 0.5, peakTasks: 1, peakSnapshots: 1, ...NO_LATENCY };
  const datastores = {
    calm: datastore,
    high: { ...datastore, peakLatencySeconds: 0.02 },
    stopped: { ...datastore, peakLatencySeconds: 0.03, secondsStopped: 60 },
    slowed: { ...datastore, peakLatencySeconds: 0.04, secondsThrottled: 120, secondsStopped: 60 },
  };
  const waits = [
    { job: 'a', cause: 'datastore-latency', tasks: 2, seconds: 60 },
    { job: 'b', cause: 'datastore-latency', tasks: 1, seconds: 30 },
    { job: 'a', cause: 'start-spacing', tasks: 1, seconds: 40 },
    { job: 'a', cause: 'proxy-slot', tasks: 9, seconds: 999 },
  ] as const;
  expect(latencyLines(contextOf({ summary: summary({ datastores }), waits: [...waits] })).join('\n')).toBe(
    `  Latency of slowed: at most 40ms; no new task for 1m, slowed down for 2m
  Latency of stopped: at most 30ms; no new task for 1m
  Latency of high: at most 20ms
  Held back to protect production: 3 tasks for 1m 30s of task time until the latency fell, 1
    task for 40s of task time between two starts. Without that: --set latencyControl=false`,
  );
});

test('oversubscription: what a proxy gains from its slots, what its memory carries and what all of them at once lose', () => {
  const { proxies } = summary();
  const px1 = { ...proxies['px1']!, slots: 12, peakTasks: 10, cpuUtilisation: 0.5 };
  const told = (
    knee: number,
    more: Partial<RunResult['oversubscribed'][number]> = {},
    tasks = 30,
  ): string[] => {
    const own = { ...px1, knee, shareAboveKnee: 0.25, tasks };
    return oversubscriptionLines(
      contextOf({
        summary: summary({ proxies: { ...proxies, px1: own } }),
        oversubscribed: [
          { proxy: 'px1', slots: 12, cores: 8, tasksInMemory: null, lossWhenFull: 0, ...more },
        ],
      }),
    ).slice(1);
  };
  expect(told(8, { tasksInMemory: 6, lossWhenFull: 0.01 })).toEqual([
    '  px1: 12 slots on 8 cores (1.5x): no gain beyond 8 tasks; memory carries 6',
    '    at most 10 ran, more than 8 for 25% of the time; CPU 50%; all 12 at once do 1% less',
  ]);
  expect(told(12, { cores: null, tasksInMemory: 12, lossWhenFull: 0.009 })).toEqual([
    '  px1: 12 slots',
    '    at most 10 ran; CPU 50%',
  ]);
  expect(told(8, {}, 0)).toEqual([]);
});

test('transforms: by job and kind, how many, how much and how long on average', () => {
  const row = (job: string, work: 'merge' | 'synthetic-full', bytes: number, endSeconds: number | null) => {
    return { job, work, bytes, startSeconds: 100, endSeconds, session: 1, repository: 'repo' };
  };
  const rows = [
    row('a', 'merge', 1e9, 160),
    row('a', 'merge', 3e9, 220),
    row('a', 'synthetic-full', 5e9, 400),
    row('b', 'merge', 0, 100),
    row('c', 'merge', 2e9, 300),
    row('c', 'merge', 2e9, null),
  ];
  expect(transformLines(rows, ['a', 'idle', 'b', 'c'])).toEqual([
    '  Transforms of a: 2 merges, 4 GB, in 1m 30s each on average; 1 synthetic full, 5 GB, in 5m',
    '  Transforms of b: 1 merge without moving data',
    '  Transforms of c: 2 merges, 4 GB, not finished',
  ]);
});
