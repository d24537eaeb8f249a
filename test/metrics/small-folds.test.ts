import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TaskLog } from '../../src/metrics/logs/task-log.ts';
import { evaluateExpectations } from '../../src/metrics/summary/expectations.ts';
import { metricAt, metricPaths } from '../../src/metrics/summary/summary-figures.ts';
import { bottleneckOf, loadLine, meanBusy } from '../../src/metrics/use/load-line.ts';
import { Peaks } from '../../src/metrics/use/peaks.ts';
import { StepIntegrals } from '../../src/metrics/use/step-integrals.ts';
import { night } from '../helpers/night.ts';
import { runText, scenarioOf } from '../helpers/run-scenario-text.ts';
import { record } from './records.ts';

describe('a step integral', () => {
  test('is the count times the time, and knows its peak', () => {
    const counts = new StepIntegrals(3);
    counts.add(1, 2, 10);
    counts.add(1, 1, 20);
    counts.add(1, -3, 30);
    counts.add(2, 5, 40);
    // Row 1: 2 for 10, 3 for 10, then 0. Row 2: 5 for 60.
    expect([counts.integralUs(1, 100), counts.peak(1), counts.value(1)]).toEqual([50, 3, 0]);
    expect([counts.integralUs(0, 100), counts.peak(0), counts.value(0)]).toEqual([0, 0, 0]);
    expect([counts.integralUs(2, 100), counts.peak(2), counts.value(2)]).toEqual([300, 5, 5]);
  });

  test('leaves out the time before its beginning, but keeps the count', () => {
    const count = new StepIntegrals(1, 25);
    count.add(0, 2, 10);
    count.add(0, 1, 20);
    expect(count.integralUs(0, 25)).toBe(0);
    expect(count.integralUs(0, 35)).toBe(30);
    expect(count.integralUs(0, 40)).toBe(45);
  });
});

test('Peaks has the same peaks as StepIntegrals', () => {
  const changes = fc.array(fc.record({ row: fc.nat(2), change: fc.integer({ min: -3, max: 3 }) }));
  fc.assert(
    fc.property(changes, (all) => {
      const peaks = new Peaks(3);
      const counts = new StepIntegrals(3);
      all.forEach(({ row, change }, at) => {
        peaks.add(row, change);
        counts.add(row, change, at);
      });
      for (const row of [0, 1, 2]) expect(peaks.peak(row)).toBe(counts.peak(row));
    }),
  );
});

describe('the bottleneck', () => {
  test.each([
    ['the busiest stage', [0.2, 0.9, 0.3, 0.1, 0], 'proxy'],
    ['the earlier of equals', [0.2, 0.9, 0.9, 0.9, 0], 'proxy'],
    ['the earlier of equals but for rounding', [0.2, 0.9 - 1e-12, 0.9, 0.1, 0], 'proxy'],
    ['a throttle rule that limits as much', [1, 0, 0, 1, 1], 'throttling'],
    ['not a throttle rule that limits less', [0.8, 0, 0, 0, 0.7], 'source'],
    ['none if nothing was transferred', [0, 0, 0, 0, 0], 'none'],
  ])('is %s', (_, busy, expected) => {
    expect(bottleneckOf(busy)).toBe(expected);
  });
});

test('the load line has the shares of the four stages by name, without throttling', () => {
  expect(loadLine([0.1, 0.2, 0.3, 0.4, 0.5])).toEqual({
    source: 0.1,
    proxy: 0.2,
    network: 0.3,
    target: 0.4,
  });
});

test('busy shares of several tasks are weighted by transfer time without interruptions', () => {
  const [long, short, none, instant, paused] = [0, 1, 2, 3, 4];
  const log = new TaskLog();
  const flow = (task: number, from: number, to: number, busy: number[], lostSeconds = 0) => {
    log.taskReady(record.ready(0, task));
    log.transferStarted(record.flowing(from, task));
    if (lostSeconds > 0) {
      log.taskInterrupted({ kind: 'task-interrupted', at: from * 1e6, task, readBytes: 0 });
      log.taskResumed({ kind: 'task-resumed', at: (from + lostSeconds) * 1e6, task });
    }
    log.transferEnded(record.flowed(to, task, { busy }));
  };
  flow(long, 0, 30, [1, 0, 0, 0, 0]);
  flow(short, 0, 10, [0, 0.5, 0, 0, 0]);
  log.taskReady(record.ready(0, none));
  flow(instant, 5, 5, [0.5, 0, 0, 0, 0]);
  flow(paused, 0, 50, [0, 0.5, 0, 0, 0], 20);
  const mean = (...tasks: number[]) => meanBusy(log, Int32Array.from(tasks));
  expect(mean(long, short, none)).toEqual([0.75, 0.125, 0, 0, 0]);
  expect(mean(instant)).toEqual([0, 0, 0, 0, 0]);
  // Without the interruption, 30 of 50 s: as long as the first task.
  expect(mean(long, paused)).toEqual([0.5, 0.25, 0, 0, 0]);
});

describe('the figure of an expectation', () => {
  const summary = {
    window: { seconds: 10 },
    jobs: { 'a.b': { window: 5 }, a: { b: { window: 6 }, window: 7 } },
    name: 'text',
    none: null,
  };

  test.each([
    ['window.seconds', 10],
    ['jobs.a.window', 7],
    // Both a name with a dot and a path of two steps match: the one that comes first counts.
    ['jobs.a.b.window', 5],
    ['window', undefined],
    ['jobs.a', undefined],
    ['name', undefined],
    ['none', undefined],
    ['window.seconds.more', undefined],
    ['jobs.a.b.c', undefined],
    ['', undefined],
  ])('%s is %s', (path, value) => {
    expect(metricAt(summary, path)).toBe(value);
  });

  test('paths name every number, and nothing else', () => {
    expect(metricPaths(summary)).toEqual([
      'window.seconds',
      'jobs.a.b.window',
      'jobs.a.b.window',
      'jobs.a.window',
    ]);
  });
});

describe('expectations', () => {
  const outcome = (expectation: string, job = 'night') => {
    const jobs = `[{ name: ${JSON.stringify(job)}, vms: ["*"], repository: repo, run: full }]`;
    const { summary } = runText(night({ jobs }));
    const { expect: declared } = scenarioOf(night({ jobs, expect: `[${expectation}]` }));
    return evaluateExpectations(declared, summary);
  };
  const ok = (expectation: string) => outcome(expectation).map((each) => each.ok);

  test('are met at their limits and fail beyond', () => {
    // The window is 1000 s.
    expect(ok('{ metric: jobs.night.window, max: 1000s }')).toEqual([true]);
    expect(ok('{ metric: jobs.night.window, max: 999s }')).toEqual([false]);
    expect(ok('{ metric: jobs.night.window, min: 1000s }')).toEqual([true]);
    expect(ok('{ metric: jobs.night.window, min: 1001s }')).toEqual([false]);
    expect(ok('{ metric: jobs.night.window, equals: 990s }')).toEqual([false]);
    expect(ok('{ metric: jobs.night.window, equals: 990s, tolerance: 10s }')).toEqual([true]);
    expect(ok('{ metric: jobs.night.window, min: 1s, max: 2s }')).toEqual([false]);
    // A tolerance is of the expected value alone: it widens no limit beside it.
    expect(ok('{ metric: jobs.night.window, equals: 990s, tolerance: 10s, max: 999s }')).toEqual([false]);
    expect(ok('{ metric: jobs.night.window, equals: 1010s, tolerance: 10s, min: 1001s }')).toEqual([false]);
    expect(ok('{ metric: jobs.night.window, equals: 990s, tolerance: 10s, min: 1s, max: 1000s }')).toEqual([
      true,
    ]);
  });

  test('report the value and the limits', () => {
    expect(outcome('{ metric: jobs.night.window, max: 999s }')).toEqual([
      { metric: 'jobs.night.window', value: 1000, max: 999, ok: false },
    ]);
  });

  test('find a job whose name has dots', () => {
    const found = outcome('{ metric: jobs.night.v2.1.window, max: 1h }', 'night.v2.1');
    expect(found).toMatchObject([{ value: 1000, ok: true }]);
  });

  test('about a missing figure fail, without a value', () => {
    expect(outcome('{ metric: jobs.night.windw, max: 1h }')).toMatchObject([{ value: null, ok: false }]);
  });
});
