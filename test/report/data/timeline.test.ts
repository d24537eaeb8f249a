import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import { TASK_BOTTLENECKS } from '../../../src/metrics/columns/task-columns.ts';
import { timelineOf } from '../../../src/report/data/timeline.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { taskRow } from '../sample-result.ts';

const CAUSE = WAIT_CAUSES.indexOf('proxy-slot');

describe('the timeline of a run', () => {
  test('without a task there is none', () => {
    expect(timelineOf(rowsAsColumns([]), 0)).toBeNull();
  });

  test('a task of 480 s after a wait of 120 s: a step is 2 s, and each has its mean', () => {
    const task = taskRow({
      readySeconds: 0,
      startSeconds: 120,
      transferStartSeconds: 121,
      transferEndSeconds: 599,
      endSeconds: 600,
      waitedFor: [{ cause: 'proxy-slot', seconds: 120 }],
      readBytes: 478,
      bottleneck: 'source',
    });
    const timeline = timelineOf(rowsAsColumns([task]), 600)!;
    expect(timeline).toMatchObject({ fromSeconds: 0, stepSeconds: 2, steps: 300 });
    expect([...timeline.waiting[CAUSE]!.subarray(58, 62)]).toEqual([1, 1, 0, 0]);
    expect([...timeline.running.subarray(58, 62)]).toEqual([0, 0, 1, 1]);
    // 1 byte a second from the middle of a step to the middle of another.
    expect([...timeline.readRate[TASK_BOTTLENECKS.indexOf('source')]!.subarray(59, 62)]).toEqual([0, 0.5, 1]);
  });

  test('nothing is read while a connection is lost, and the rest of the time all the faster', () => {
    const task = taskRow({
      readySeconds: 0,
      startSeconds: 0,
      transferStartSeconds: 0,
      transferEndSeconds: 400,
      endSeconds: 400,
      waitedFor: [],
      readBytes: 3000,
      bottleneck: 'source',
    });
    const interrupted = {
      interruptedTask: Uint32Array.of(0),
      interruptedFrom: Float64Array.of(100),
      interruptedTo: Float64Array.of(200),
    };
    const timeline = timelineOf(rowsAsColumns([task], interrupted), 400)!;
    const at = (values: Float64Array) =>
      [99, 100, 199, 200].map((second) => values[second / timeline.stepSeconds]);
    expect(timeline.stepSeconds).toBe(1);
    expect(at(timeline.readRate[TASK_BOTTLENECKS.indexOf('source')]!)).toEqual([10, 0, 0, 10]);
    expect(at(timeline.interrupted)).toEqual([0, 1, 1, 0]);
    expect(at(timeline.running)).toEqual([1, 1, 1, 1]);
  });

  test('a pause before a retry and the turn of others come before waits in the queue', () => {
    const task = taskRow({
      readySeconds: 0,
      startSeconds: 30,
      endSeconds: 30,
      waitedFor: [
        { cause: 'proxy-slot', seconds: 10 },
        { cause: 'retry-wait', seconds: 15 },
        { cause: 'sequential', seconds: 5 },
      ],
    });
    const { waiting, stepSeconds } = timelineOf(rowsAsColumns([task]), 30)!;
    const firstStep = (cause: (typeof WAIT_CAUSES)[number]) =>
      waiting[WAIT_CAUSES.indexOf(cause)]!.findIndex((tasks) => tasks > 0) * stepSeconds;
    expect([firstStep('retry-wait'), firstStep('sequential'), firstStep('proxy-slot')]).toEqual([0, 15, 20]);
  });

  test('the steps add up to the task-seconds and bytes of the rows', () => {
    const row = fc
      .record({
        ready: fc.integer({ min: 0, max: 400_000 }),
        wait: fc.integer({ min: 0, max: 30_000 }),
        work: fc.integer({ min: 1, max: 90_000 }),
      })
      .map(({ ready, wait, work }) =>
        taskRow({
          readySeconds: ready,
          startSeconds: ready + wait,
          transferStartSeconds: ready + wait,
          transferEndSeconds: ready + wait + work,
          endSeconds: ready + wait + work,
          waitedFor: wait > 0 ? [{ cause: 'ram', seconds: wait }] : [],
          readBytes: 1e9,
        }),
      );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const { running, waiting, readRate, stepSeconds, steps } = timelineOf(rowsAsColumns(rows), 0)!;
        const total = (series: Iterable<number>) =>
          [...series].reduce((sum, value) => sum + value, 0) * stepSeconds;
        const wanted = (of: (row: (typeof rows)[number]) => number) =>
          rows.reduce((sum, one) => sum + of(one), 0);
        expect(steps).toBeLessThanOrEqual(480);
        expect(total(running)).toBeCloseTo(
          wanted(({ startSeconds, endSeconds }) => endSeconds! - startSeconds!),
          3,
        );
        expect(total(waiting[WAIT_CAUSES.indexOf('ram')]!)).toBeCloseTo(
          wanted(({ readySeconds, startSeconds }) => startSeconds! - readySeconds),
          3,
        );
        expect(total(readRate.flatMap((series) => [...series])) / 1e9).toBeCloseTo(rows.length, 6);
      }),
    );
  });
});
