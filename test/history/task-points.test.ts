import { describe, expect, test } from 'vitest';
import { incrementsByJob } from '../../src/history/increments.ts';
import { ONE_TASK, taskPoints } from '../../src/history/task-points.ts';
import { pastSession } from './past-sessions.ts';

const increments = (...sessions: Parameters<typeof incrementsByJob>[0]) =>
  incrementsByJob(sessions).get('apps')!;

describe('the points of increments', () => {
  test('are one per task if the report has bytes of VMs', () => {
    const session = pastSession(0, [
      { vm: 'a', seconds: 10, readBytes: 1e9 },
      { vm: 'b', seconds: 20, readBytes: 3e9, mode: 'nbd' },
    ]);
    expect(taskPoints(increments(session), ONE_TASK)).toEqual(
      new Map([
        ['hotadd', [{ bytes: 1e9, seconds: 10 }]],
        ['nbd', [{ bytes: 3e9, seconds: 20 }]],
      ]),
    );
  });

  test('are one mean task per session and mode if it has only bytes of the session', () => {
    const tasks = [
      { vm: 'a', seconds: 10 },
      { vm: 'b', seconds: 30 },
      { vm: 'c', seconds: 50, mode: 'nbd' as const },
    ];
    const session = pastSession(0, tasks, { dataBytes: 6e9 });
    expect(taskPoints(increments(session), ONE_TASK)).toEqual(
      new Map([
        ['hotadd', [{ bytes: 2e9, seconds: 20 }]],
        ['nbd', [{ bytes: 2e9, seconds: 50 }]],
      ]),
    );
  });

  test('count only the longest disk of a VM with several, because the others are read in parallel', () => {
    const session = pastSession(0, [{ vm: 'a', seconds: 10, readBytes: 4e9 }]);
    expect(taskPoints(increments(session), () => 0.75).get('hotadd')).toEqual([{ bytes: 3e9, seconds: 10 }]);
  });

  test('count the longest disks of all VMs equally if the report has only bytes of the session', () => {
    // 6 GB of three VMs, 2 GB each; of a the longest disk has half, of b a quarter, of c all: (0.5 + 0.25) / 2 of hot-add's VMs.
    const tasks = [
      { vm: 'a', seconds: 10 },
      { vm: 'b', seconds: 30 },
      { vm: 'c', seconds: 50, mode: 'nbd' as const },
    ];
    const shares: Readonly<Record<string, number>> = { a: 0.5, b: 0.25, c: 1 };
    const points = taskPoints(increments(pastSession(0, tasks, { dataBytes: 6e9 })), (vm) => shares[vm]!);
    expect(points.get('hotadd')).toEqual([{ bytes: 0.75e9, seconds: 20 }]);
    expect(points.get('nbd')).toEqual([{ bytes: 2e9, seconds: 50 }]);
  });

  test('are only of the VMs if a report has bytes of some of them and of the session', () => {
    const tasks = [
      { vm: 'a', seconds: 10, readBytes: 1e9 },
      { vm: 'b', seconds: 30 },
    ];
    const points = taskPoints(increments(pastSession(0, tasks, { dataBytes: 6e9 })), ONE_TASK);
    expect(points.get('hotadd')).toEqual([{ bytes: 1e9, seconds: 10 }]);
  });

  test('are none if no bytes are known', () => {
    expect(taskPoints(increments(pastSession(0, [{ vm: 'a', seconds: 10 }])), ONE_TASK).size).toBe(0);
  });
});
