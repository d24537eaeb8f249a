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

  test('is nothing where nobody has counted bytes', () => {
    expect(taskPoints(increments(pastSession(0, [{ vm: 'a', seconds: 10 }])), ONE_TASK).size).toBe(0);
  });
});
