import { describe, expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { timelineOf } from '../../../src/report/data/timeline.ts';
import { overTimeLines, sparkline } from '../../../src/report/text/over-time.ts';
import { wallClock } from '../../../src/report/wording/clock.ts';
import { UnsaidOnce } from '../../../src/report/wording/unsaid-words.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { runResult, summary, taskRow } from '../sample-result.ts';

const MIDNIGHT = Date.UTC(2026, 0, 5) * 1000;

describe('a sparkline', () => {
  test('is as high as its values: the highest is a full bar, zero is a space', () => {
    expect(sparkline(Float64Array.of(0, 1, 2, 4, 8, 0.01))).toBe(' ▁▂▄█▁');
  });

  test('keeps a peak of one step among many', () => {
    const values = new Float64Array(480).fill(1);
    values[240] = 8;
    expect(sparkline(values, 40)).toBe(`${'▁'.repeat(20)}█${'▁'.repeat(19)}`);
  });
});

test('a mean that differs from one task by rounding only is shown as one task', () => {
  const none = WAIT_CAUSES.map(() => new Float64Array(2));
  const running = Float64Array.of(1.0000000002, 0.5);
  const timeline = {
    fromSeconds: 0,
    stepSeconds: 60,
    steps: 2,
    running,
    interrupted: new Float64Array(2),
    openVms: running,
    waiting: none,
    readRate: [],
  };
  const context = {
    result: runResult(),
    clock: wallClock(MIDNIGHT),
    paint: PLAIN,
    unsaid: new UnsaidOnce(),
  };
  expect(overTimeLines(context, { timeline, isLongestNight: false })).toEqual([
    'Over time, Mon 00:00 to Mon 00:02',
    '  running  █▄  up to 1',
  ]);
});

test('running and waiting tasks are aligned on one time axis', () => {
  // Two tasks of 100 s each, one after the other on a slot.
  const slot = { transferStartSeconds: null, transferEndSeconds: null };
  const tasks = rowsAsColumns([
    taskRow({ ...slot, readySeconds: 0, startSeconds: 0, endSeconds: 100, waitedFor: [] }),
    taskRow({
      ...slot,
      readySeconds: 0,
      startSeconds: 100,
      endSeconds: 200,
      waitedFor: [{ cause: 'proxy-slot', seconds: 100 }],
    }),
  ]);
  const context = {
    result: runResult(),
    clock: wallClock(MIDNIGHT),
    paint: PLAIN,
    unsaid: new UnsaidOnce(),
  };
  expect(overTimeLines(context, { timeline: timelineOf(tasks, 200)!, isLongestNight: false })).toEqual([
    'Over time, Mon 00:00 to Mon 00:03',
    `  running  ${'█'.repeat(56)}  up to 1`,
    `  waiting  ${'█'.repeat(28)}${' '.repeat(28)}  up to 1`,
  ]);
});

describe('open VMs', () => {
  const context = { result: runResult(), clock: wallClock(MIDNIGHT), paint: PLAIN, unsaid: new UnsaidOnce() };
  const slot = { transferStartSeconds: null, transferEndSeconds: null, readySeconds: 0 };
  const waits = (seconds: number) => ({ waitedFor: [{ cause: 'proxy-slot' as const, seconds }] });
  const timeline = timelineOf(
    rowsAsColumns([
      // A VM with two disks at once, then one with two disks one after the other.
      taskRow({ ...slot, vm: 'a', disk: '0', startSeconds: 0, endSeconds: 100, waitedFor: [] }),
      taskRow({ ...slot, vm: 'a', disk: '1', startSeconds: 0, endSeconds: 100, waitedFor: [] }),
      taskRow({ ...slot, vm: 'b', disk: '0', startSeconds: 100, endSeconds: 150, ...waits(100) }),
      taskRow({ ...slot, vm: 'b', disk: '1', startSeconds: 150, endSeconds: 200, ...waits(150) }),
    ]),
    200,
  )!;

  test('have a row of their own where they are not as many as running tasks', () => {
    expect(overTimeLines(context, { timeline, isLongestNight: false })).toEqual([
      'Over time, Mon 00:00 to Mon 00:03',
      `  running   ${'█'.repeat(28)}${'▄'.repeat(28)}  up to 2`,
      `  waiting   ${'█'.repeat(28)}${'▄'.repeat(14)}${' '.repeat(14)}  up to 2`,
      `  open VMs  ${'█'.repeat(56)}  up to 1`,
    ]);
  });

  test('the head says where the curves are of one night', () => {
    const [head] = overTimeLines(context, { timeline, isLongestNight: true });
    expect(head).toBe('Over time, the longest night, Mon 00:00 to Mon 00:03');
  });
});

test('what is down, and the tasks that it interrupts, have curves of their own; what is over at once has none', () => {
  // 100 s in four steps of 25 s; px1 is down in the second half, px2 in the last quarter and beyond.
  const steps = 4;
  const timeline = {
    ...{ fromSeconds: 0, stepSeconds: 25, steps, readRate: [] },
    running: new Float64Array(steps).fill(2),
    interrupted: Float64Array.of(0, 0, 1, 2),
    openVms: new Float64Array(steps).fill(2),
    waiting: WAIT_CAUSES.map(() => new Float64Array(steps)),
  };
  const fault = (name: string, startSeconds: number, endSeconds: number | null) => ({
    ...{ kind: 'proxy-down', name, startSeconds, endSeconds },
  });
  const faults = [fault('px1', 50, 100), fault('px2', 75, null), fault('vm1', 10, 10)];
  const result = runResult({ summary: summary({ faults }) });
  const context = { result, clock: wallClock(MIDNIGHT), paint: PLAIN, unsaid: new UnsaidOnce() };
  expect(overTimeLines(context, { timeline, isLongestNight: false }).slice(1)).toEqual([
    '  running      ████  up to 2',
    '  interrupted    ▄█  up to 2',
    '  down           ▄█  up to 2',
  ]);
});
