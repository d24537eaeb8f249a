import { describe, expect, test } from 'vitest';
import { incrementsByJob } from '../../src/history/increments.ts';
import { ONE_TASK, taskPoints } from '../../src/history/task-points.ts';
import { pastSession } from './past-sessions.ts';

const increments = (...sessions: Parameters<typeof incrementsByJob>[0]) =>
  incrementsByJob(sessions).get('apps')!;

describe('what increments tell of tasks', () => {
  test('is a point per task where the report has bytes of VMs', () => {
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

  test('is a mean task per session and mode where it has those of the session alone', () => {
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

  test('counts of a VM with several disks the longest, with which the others are read', () => {
    const session = pastSession(0, [{ vm: 'a', seconds: 10, readBytes: 4e9 }]);
    expect(taskPoints(increments(session), () => 0.75).get('hotadd')).toEqual([{ bytes: 3e9, seconds: 10 }]);
  });

  test('counts the longest disks of all VMs alike where it has bytes of the session alone', () => {
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

  test('is of the VMs alone where a report has bytes of some of them, and of the session', () => {
    const tasks = [
      { vm: 'a', seconds: 10, readBytes: 1e9 },
      { vm: 'b', seconds: 30 },
    ];
    const points = taskPoints(increments(pastSession(0, tasks, { dataBytes: 6e9 })), ONE_TASK);
    expect(points.get('hotadd')).toEqual([{ bytes: 1e9, seconds: 10 }]);
  });

  test('is nothing where nobody has counted bytes', () => {
    expect(taskPoints(increments(pastSession(0, [{ vm: 'a', seconds: 10 }])), ONE_TASK).size).toBe(0);
  });
});
