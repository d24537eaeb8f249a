import { describe, expect } from 'vitest';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';
import { Examples, runOf, textOf, windowOf } from '../helpers/vendor-examples.ts';

const HOUR = 3600;
const vendor = new Examples();

/** Hours from the start of the run. */
const startsOf = ({ summary }: TestRun, job: string) =>
  summary.jobs[job]!.sessions.map(({ startSeconds }) => startSeconds / HOUR);

/** `vm/disk start`, seconds, in the order of starts. */
const turnsOf = (run: TestRun, job: string) =>
  run.tasks
    .filter((task) => task.job === job)
    .map(({ vm, disk, startSeconds }) => `${vm}/${disk} ${startSeconds}`);

/** How many tasks of a job start at each instant. */
function wavesOf(run: TestRun, job: string): number[] {
  const starts = run.tasks.filter((task) => task.job === job).map(({ startSeconds }) => startSeconds!);
  return [...new Set(starts)].map((start) => starts.filter((other) => other === start).length);
}

describe('slots and the queue', () => {
  vendor.says('V27', 'of six disks on four slots four run and two wait', () => {
    expect(wavesOf(runOf('v27'), 'nightly')).toEqual([4, 2]);
  });

  vendor.says('V28', 'eight disks of four VMs run at once; without parallel processing none does', () => {
    expect(wavesOf(runOf('v28'), 'nightly')).toEqual([8]);
    const sequential = runText(
      textOf('v28').replace('parallelProcessing: true', 'parallelProcessing: false'),
    );
    expect(wavesOf(sequential, 'nightly')).toEqual(Array(8).fill(1));
    expect(windowOf(sequential, 'nightly')).toBe(800);
  });

  vendor.says('V34', 'restore, high priority, regular and copy get a slot in this order', () => {
    const order = runOf('v34').tasks.map(({ job, startSeconds }) => `${job} ${startSeconds}`);
    expect(order).toEqual(['first 0', 'restore 100', 'high 200', 'regular 300', 'copy 400']);
  });

  vendor.says('V38', 'a VM that has its resources starts before one that lacks them', () => {
    expect(turnsOf(runOf('v38'), 'nightly')).toEqual(['vm2/0 0', 'vm1/0 100']);
  });

  vendor.says('V43', 'twice the slots halve the window of a night that the proxy holds up', () => {
    const run = runOf('v43');
    expect(['slots-2', 'slots-4', 'slots-8'].map((job) => windowOf(run, job))).toEqual([1600, 800, 400]);
  });
});

describe('proxies', () => {
  vendor.says('V29', 'hot-add of 100 VMs one after the other costs more than 2 h without any data', () => {
    const run = runOf('v29');
    expect(run.summary.totals.readBytes).toBe(0);
    expect(windowOf(run, 'nightly')).toBeGreaterThan(2 * HOUR);
    const attached = run.tasks.map((task) => task.endSeconds! - task.startSeconds! - 20);
    // Attach and detach: 1 to 2 minutes a VM.
    expect(attached).toEqual(Array(100).fill(60));
  });

  vendor.says('V35', 'a task waits for the near NFS proxy though a far one is free', () => {
    expect(runOf('v35').tasks.map(({ proxy, startSeconds }) => [proxy, startSeconds])).toEqual([
      ['near', 0],
      ['near', 100],
    ]);
  });

  vendor.says('V36', 'another proxy is used while the preferred one is offline', () => {
    const tasks = runOf('v36').tasks.filter(({ job }) => job === 'offline');
    expect(tasks.map(({ proxy, startSeconds }) => [proxy, startSeconds])).toEqual([['p2', 0]]);
    expect(runOf('v36').summary.jobs['offline']?.sessions[0]?.result).toBe('warning');
  });

  vendor.says(
    'V37',
    'the extent with more room is chosen, and the only proxy allowed, not the preferred',
    () => {
      const tasks = runOf('v36').tasks.filter(({ job }) => job === 'pinned');
      expect(tasks.map(({ proxy, repository }) => [proxy, repository])).toEqual([['p1', 'extent-2']]);
      expect(runOf('v36').summary.jobs['pinned']?.sessions[0]?.result).toBe('warning');
    },
  );
});

describe('storage', () => {
  vendor.says('V30', '10 VMs per storage snapshot: 100 VMs in 10 groups, 15 VMs in 10 and 5', () => {
    expect(wavesOf(runOf('v30'), 'hundred')).toEqual(Array(10).fill(10));
    expect(wavesOf(runOf('v30'), 'fifteen')).toEqual([10, 5]);
  });

  vendor.says('V39', 'the second disk on a datastore starts 40 to 60 s after the first', () => {
    expect(turnsOf(runOf('v39'), 'nightly')).toEqual(['vm1/0 0', 'vm1/1 40']);
  });
});

describe('schedules', () => {
  vendor.says('V31', 'every 4 h, five hours long from midnight: next at 08:00', () => {
    expect(startsOf(runOf('v31'), 'long').slice(0, 2)).toEqual([0, 8]);
  });

  vendor.says('V32', 'every 4 h from 00:15 in 19:00-08:00: 00:15, 04:15, at the opening, 20:15', () => {
    expect(startsOf(runOf('v31'), 'night')).toEqual([0.25, 4.25, 19, 20.25]);
  });

  vendor.says('V33', 'every 2 h in 09:00-17:00: 09, 10, 12, 14, 16', () => {
    expect(startsOf(runOf('v31'), 'day')).toEqual([9, 10, 12, 14, 16]);
  });

  vendor.says('V41', 'a chained job that starts past midnight makes no synthetic full', () => {
    const made = runOf('v41').trace.filter(({ kind }) => kind === 'transform-started');
    expect(made).toHaveLength(1);
    const { jobs } = runOf('v41').summary;
    expect(jobs['second']!.sessions[0]!.endSeconds! - jobs['second']!.sessions[0]!.startSeconds).toBe(100);
    expect(jobs['punctual']!.sessions[0]!.endSeconds).toBe(1100);
  });
});

describe('failures', () => {
  vendor.says('V40', 'after five minutes without the link a disk goes on from 20 GB, the next from 0', () => {
    const run = runOf('v40');
    const at = (kind: 'task-interrupted' | 'task-resumed') => run.trace.filter((r) => r.kind === kind);
    expect(at('task-interrupted')).toMatchObject([{ at: 200e6, readBytes: 20e9 }]);
    expect(at('task-resumed')).toMatchObject([{ at: 500e6 }]);
    expect(run.tasks.map((t) => [t.startSeconds, t.endSeconds, t.readBytes / 1e9])).toEqual([
      [0, 700, 40],
      [700, 1100, 40],
    ]);
  });

  vendor.says('V42', 'after a session in which all retries of a VM failed its next run is a full', () => {
    const run = runOf('v42');
    const read = (vm: string) =>
      run.tasks
        .filter((task) => task.vm === vm)
        .map((t) => [t.session, t.attempt, t.result, t.readBytes / 1e9]);
    expect(read('vm1')).toEqual([
      [1, 1, 'success', 100],
      [2, 1, 'success', 10],
    ]);
    expect(read('vm2')).toEqual([
      [1, 1, 'failed', 0],
      [1, 2, 'failed', 0],
      [1, 3, 'failed', 0],
      [1, 4, 'failed', 0],
      [2, 1, 'success', 100],
    ]);
  });
});

vendor.answerFor((number) => Number(number.slice(1)) >= 27 && Number(number.slice(1)) <= 43);
