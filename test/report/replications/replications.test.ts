import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { replicationsJson } from '../../../src/report/replications/json.ts';
import {
  neverStartedInDesigns,
  neverStartedSentences,
} from '../../../src/report/replications/never-started.ts';
import { windowSentences } from '../../../src/report/replications/stored-replications.ts';
import { figureHeader, outcomeOfRow, replicationsTable } from '../../../src/report/replications/table.ts';
import { replicationsText } from '../../../src/report/replications/text.ts';
import { windowSpreads } from '../../../src/report/replications/window-spreads.ts';
import { intervalWords, shareInterval, surenessWords } from '../../../src/report/replications/words.ts';
import { experimentOf } from '../../helpers/swept.ts';

function outcome(figures: Outcome['figures'], met: Outcome['met'] = {}): Outcome {
  return { fingerprint: 'f@1', figures, met, boundBy: null, bottlenecks: {} };
}

/** Windows of 90, 110 and 100 s: mean 100, sd 10, t(2) = 4.303, so 100 ± 24.8. The third misses a window and a VM. */
const THREE = [90, 110, 100].map((seconds, i) =>
  outcome(
    {
      'window.seconds': seconds,
      'jobs.a.window': seconds,
      'bound.seconds': 80,
      'vms.unprotected': i === 2 ? 3 : 0,
    },
    { a: i !== 2, b: true },
  ),
);
const told = (outcomes: readonly Outcome[], precision: number | null = null) =>
  replicationsText(outcomes, { replications: outcomes.length, precision }, PLAIN);

describe('replications as text', () => {
  test('a row for the run, each job, the bound and VMs that are left; the longest; and how sure the windows are', () => {
    // Wilson's interval of 2 of 3 and of 3 of 3; VMs: mean 1, sd 1.73, so at most 1 + 4.3.
    expect(told(THREE)).toBe(
      `Over 3 replications      mean  95% interval of the mean    sd     P50     P95     P99
  all jobs             1m 40s           1m 15s to 2m 5s   10s  1m 40s  1m 50s  1m 50s
  a                    1m 40s           1m 15s to 2m 5s   10s  1m 40s  1m 50s  1m 50s
  lower bound          1m 20s          1m 20s to 1m 20s    0s  1m 20s  1m 20s  1m 20s
  unprotected VMs           1                  0 to 5.3  1.73       0       3       3
  Longest: 1m 50s, in replication 1; --replay 1 runs it alone.
  a meets its window in 2 of 3 runs: 66.7%, at 95% confidence between 20.8% and 93.9%.
  b meets its window in 3 of 3 runs: 100%, at 95% confidence at least 43.9%.
  All of them do in 2 of 3 runs: 66.7%, at 95% confidence between 20.8% and 93.9%.
`,
    );
  });

  test('rows that say nothing are left out, and so is the longest of equals', () => {
    const same = [1, 2].map(() => outcome({ 'window.seconds': 90, 'vms.unprotected': 0 }));
    expect(told(same)).toBe(
      `Over 2 replications      mean  95% interval of the mean  sd     P50     P95     P99
  all jobs             1m 30s          1m 30s to 1m 30s  0s  1m 30s  1m 30s  1m 30s
`,
    );
    expect(told([outcome({})])).toBe('Over 1 replication: nothing ran, no task ever started.\n');
  });

  test('a row of fewer runs than there are says of how many', () => {
    const { 'bound.seconds': _, ...unbound } = THREE[2]!.figures;
    const text = told([...THREE.slice(0, 2), outcome(unbound)]);
    expect(text).toMatch(/^ {2}lower bound \(2 of 3\) +1m 20s /m);
    expect(text).toMatch(/^ {2}all jobs +1m 40s /m);
  });

  test('a longest in the run above needs no replay', () => {
    expect(told(THREE.slice(1))).toContain('  Longest: 1m 50s, in the run above.\n');
  });

  test('that tasks were stopped, in the summary and from replications.json', () => {
    const cut = [5, 0, 1].map((stopped, i) =>
      outcome({ ...THREE[i]!.figures, 'totals.windowClosed': stopped }),
    );
    const words =
      'Stopped before their end: 2 tasks a run, on average. Such windows do not show how long the work takes.';
    expect(told(cut)).toContain(
      `  Longest: 1m 50s, in replication 1; --replay 1 runs it alone.\n  ${words}\n`,
    );
    expect(told(THREE)).not.toContain('Stopped');
    const json = (outcomes: readonly Outcome[]) =>
      JSON.parse(replicationsJson(experimentOf([], { replications: 3 }), outcomes));
    expect(windowSentences(json(cut))).toContain(words);
    expect(json(cut)).toMatchObject({ cutShort: 2 });
    expect(json(THREE)).not.toHaveProperty('cutShort');
  });

  test('the asked precision: reached or not', () => {
    expect(told(THREE, 0.3)).toContain(
      '  Precise enough: the mean window is known to ±24.8% (asked for: ±30%).\n',
    );
    expect(told(THREE, 0.2)).toContain(
      '  Not precise enough: after all 3 replications the mean window is known to ±24.8% (asked for: ±20%).\n',
    );
    expect(told(THREE.slice(0, 1), 0.2)).not.toContain('recise');
  });
});

test('a probability with its interval, which may begin at 0 or end at 1', () => {
  expect(shareInterval([0, 0.161])).toBe('at most 16.1%');
  expect(shareInterval([0.839, 1])).toBe('at least 83.9%');
  expect(shareInterval([0.6, 0.8])).toBe('between 60% and 80%');
  expect(surenessWords({ held: 1, n: 1, share: 1, ci95: [0.2, 1] }, (count) => `*${count}*`)).toBe(
    '*1 of 1 run*: 100%, at 95% confidence at least 20%.',
  );
  // No figure of a run is negative.
  expect(intervalWords([-5, 7], String)).toBe('0 to 7');
});

describe('jobs that never started', () => {
  test('those that are missing most often first, at most five', () => {
    expect(neverStartedSentences({ few: 1, most: 3 }, 3, 'night')).toEqual([
      'most never started in 3 of 3 nights.',
      'few never started in 1 of 3 nights.',
    ]);
    const seven = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((i) => [`j${i}`, i]));
    expect(neverStartedSentences(seven, 9, 'run')).toEqual([
      ...[7, 6, 5, 4, 3].map((i) => `j${i} never started in ${i} of 9 runs.`),
      'and 2 more jobs never started in some.',
    ]);
  });

  test('over designs: in how many runs of them all, and of which designs', () => {
    const designs = [
      { replications: 10, neverStarted: { all: 4, some: 2 } },
      { replications: 5, neverStarted: { all: 5 } },
    ];
    expect(neverStartedInDesigns(designs)).toEqual([
      'all never started in 9 of 15 runs, of every design.',
      'some never started in 2 of 15 runs, of 1 design.',
    ]);
    expect(neverStartedInDesigns(designs.slice(1))).toEqual(['all never started in 5 of 5 runs.']);
    expect(neverStartedInDesigns([{ replications: 5 }])).toEqual([]);
  });
});

describe('replications.csv', () => {
  test('has a column per figure with its unit, and is read back as it was', () => {
    const outcomes = [
      outcome({ 'window.seconds': 90, 'jobs.a.window': 90, 'waits.ram': 0.5 }, { a: true, 'b.c': false }),
      outcome({ 'jobs.a.spareSeconds': -3 }, { a: false }),
    ];
    const { columns } = replicationsTable(outcomes);
    const heads = columns.map(({ header }) => header);
    expect(heads).toEqual([
      ...['replication', 'fingerprint', 'window.seconds', 'jobs.a.windowSeconds', 'waits.ramSeconds'],
      ...['jobs.a.spareSeconds', 'jobs.a.meetsWindow', 'jobs.b.c.meetsWindow'],
    ]);
    for (const [replication, one] of outcomes.entries()) {
      const cells = new Map(
        columns.map(({ header, cell }) => [header, `${cell({ replication, outcome: one }) ?? ''}`]),
      );
      expect(cells.get('replication')).toBe(`${replication}`);
      expect(outcomeOfRow(heads, (head) => cells.get(head)!)).toEqual(one);
    }
  });

  test('names a unit only where the path has none', () => {
    expect(['waits.ram', 'jobs.a.overrun', 'jobs.a.windowed', 'x.jobs.a.window'].map(figureHeader)).toEqual([
      'waits.ramSeconds',
      'jobs.a.overrunSeconds',
      'jobs.a.windowed',
      'x.jobs.a.window',
    ]);
  });
});

test('windows of a chart: those of jobs with a limit count against it, and the run comes first if there are several', () => {
  const values: Readonly<Record<string, readonly number[]>> = {
    'window.seconds': [1],
    'nights.longestSeconds': [4],
    'jobs.free.window': [2],
    'jobs.mixed.window': [3],
    'jobs.limited.spareSeconds': [10, -5],
  };
  const session = (job: string, startSeconds: number, closesSeconds: number | null) => {
    return { job, startSeconds, closesSeconds };
  };
  const spreads = (names: readonly string[], nights: { count: number } | null = null) =>
    windowSpreads(
      {
        summary: { nights, jobs: Object.fromEntries(names.map((name) => [name, {}])) },
        sessions: [
          ...[session('free', 0, null), session('limited', 0, 100), session('limited', 500, 600)],
          ...[session('mixed', 0, 100), session('mixed', 500, 700)],
        ],
      } as never,
      (path) => values[path] ?? [],
    );
  const limited = { name: 'limited', seconds: [90, 105], allowedSeconds: 100 };
  expect(spreads(['free', 'limited', 'mixed'])).toEqual([
    { name: 'all jobs', seconds: [1], allowedSeconds: null },
    { name: 'free', seconds: [2], allowedSeconds: null },
    limited,
    { name: 'mixed', seconds: [3], allowedSeconds: null },
  ]);
  expect(spreads(['limited'])).toEqual([limited]);
  expect(spreads(['free', 'limited'], { count: 2 })[0]).toEqual({
    name: 'longest night',
    seconds: [4],
    allowedSeconds: null,
  });
});
