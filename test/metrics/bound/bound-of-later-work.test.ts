import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { boundOf } from './bound-of.ts';

describe('the bound of later work', () => {
  test('counts from when the work is ready: the second night starts a day after the first', () => {
    // Each night reads 5 GB at 100 MB/s: 50 s; the second cannot end before 24 h + 50 s.
    const nights = {
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      jobs: '[{ name: nightly, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    };
    expect(boundOf(nights)).toEqual({ seconds: 86_450, by: 'longest-task vm1/0', gap: 0 });
  });

  test('adds the time on one slot from then on: all tasks of a night that starts a day after the first', () => {
    // Two disks of 100 GB a night, of which the second night reads 5 GB each: 50 s and 50 s.
    const nights = {
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: nightly, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    };
    expect(boundOf(nights)).toEqual({ seconds: 86_400 + 100, by: 'proxies.px1.slots', gap: 0 });
  });

  test('adds groups of storage snapshots from the start of their night on', () => {
    // Eight VMs in threes are three groups. Prepare 15, snapshot 5, handoff 10, open 20; the second night reads 10 MB of 200 MB, 0.1 s.
    const nights = {
      overheads: 'default',
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      arrays: '[{ name: a }]',
      datastores: '[{ name: ds1, array: a, maxSnapshots: unlimited }]',
      proxies:
        '[{ name: px1, kind: physical, modes: [storage-snapshot], storage: { protocols: [fc] }, maxConcurrentTasks: 8 }]',
      transport: '{ storage-snapshot: { perTask: 100 MB/s } }',
      vms: `[${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => vm(`v${n}`, [0.2])).join(', ')}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" }, storageSnapshots: { vmsPerSnapshot: 3 } }]',
    };
    const { seconds, by } = boundOf(nights);
    expect([seconds, by]).toEqual([86_400 + 3 * 50.1, 'jobs.night.storageSnapshots']);
  });

  test('is not lost if there are more starts than are examined one by one', () => {
    // Every five minutes for 19 hours, 229 times; besides, two disks of 42,500 s each through one slot.
    const many = {
      clock: '{ start: 2026-01-05T20:00, horizon: 86399s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [4250, 4250])}, ${vm('b', [1])}]`,
      jobs: `[{ name: long, vms: [a], repository: repo, run: full, proxies: [px1], schedule: { start: 0s } },
        { name: often, vms: [b], repository: repo, proxies: [px2], schedule: { every: 5 min, within: "20:00-15:01" } }]`,
    };
    expect(boundOf(many)).toEqual({ seconds: 85_000, by: 'proxies.px1.slots', gap: 0 });
  });

  test('counts a chained job from the earliest end of the one before it', () => {
    const jobs = (overheads: string) => ({
      overheads,
      vms: `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [10])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, run: full },
        { name: second, vms: [b, c], repository: repo, run: full, schedule: { after: first } },
        { name: third, vms: [c], repository: repo, run: full, schedule: { after: second } }]`,
    });
    // 1000, 1000 and 100 s.
    expect(boundOf(jobs('none'))).toEqual({
      seconds: 2100,
      by: 'longest-task c/0 after jobs.first+second',
      gap: 0,
    });
    // Twice 1022 s plus removal 10, finalising of VM and job 5 and 10, and the next init 15; then 122 s. Removals take a little longer
    // because of what was written meanwhile: 5 % a day of 100 GB in about 1000 s, at 100 MB/s, less than a second.
    const { seconds, by, gap } = boundOf(jobs('default'));
    expect({ seconds, by }).toEqual({
      seconds: 2 * (1022 + 10 + 5 + 10 + 15) + 122,
      by: 'longest-task c/0 after jobs.first+second',
    });
    expect(gap).toBeLessThan(0.001);
  });

  test('counts no removal of snapshots before a chained job where an array may have taken a snapshot, too', () => {
    const chain = {
      overheads: 'default',
      arrays: '[{ name: a }]',
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, array: a }]',
      vms: `[${vm('a', [100])}, ${vm('b', [10])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, run: full },
        { name: second, vms: [b], repository: repo, run: full, schedule: { after: first } }]`,
    };
    // 1022 s, finalising of VM and job 5 and 10, the next init 15; then 122 s.
    expect(boundOf(chain)).toMatchObject({
      seconds: 1022 + 5 + 10 + 15 + 122,
      by: 'longest-task b/0 after jobs.first',
    });
  });

  test('counts the nth session of a chained job from the nth session of the one before it', () => {
    const chain = {
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      vms: `[${vm('a', [100])}, ${vm('b', [200])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, schedule: { daily: "22:00" } },
        { name: second, vms: [b], repository: repo, run: full, schedule: { after: first } }]`,
    };
    // The second night begins a day after the first: increments of 5 GB, 50 s, and then of 10 GB, 100 s.
    expect(boundOf(chain)).toEqual({
      seconds: 86_400 + 50 + 100,
      by: 'longest-task b/0 after jobs.first',
      gap: 0,
    });
  });

  test('counts a chained job without finished predecessor tasks as if the predecessor had ended at once', () => {
    const chain = {
      overheads: 'default',
      faults: '[{ kind: task-fails, targets: [a], probability: 100% }]',
      vms: `[${vm('a', [1])}, ${vm('b', [100])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, run: full },
        { name: second, vms: [b], repository: repo, run: full, schedule: { after: first } }]`,
    };
    // The first job's init lies before the window; its finalising takes 10 s, the next job's init 15; then 1022 s.
    expect(boundOf(chain)).toMatchObject({ seconds: 1047, by: 'longest-task b/0 after jobs.first' });
  });

  describe('counts a retry', () => {
    /** Tasks of a may fail and are then retried; b succeeds. */
    const failing = (faults: string) => ({
      overheads: 'default',
      faults,
      vms: `[${vm('a', [100])}, ${vm('b', [50])}]`,
      jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { at: "20:00" }, retries: { times: 2, wait: 10 min } }]`,
    });

    /** The summary with the first seed with which a fails once and then succeeds. */
    const once = (faults: string, more: Sections = {}) => {
      for (let seed = 1; seed < 40; seed++) {
        const { summary, tasks } = runText(night({ ...failing(faults), ...more, seed: `${seed}` }));
        const results = tasks.filter((task) => task.vm === 'a').map(({ result }) => result);
        if (results.join() === 'failed,success') return summary;
      }
      throw new Error('no seed does that');
    };

    test('from the end of the pass before it plus the wait, if all failures are random', () => {
      const { bound: found } = once('[{ kind: task-fails, targets: [a], probability: 50% }]');
      // b is read in 15 + 5 + 2 + 500 s, its snapshot removed in 10 s, the VM finalised in 5; 600 s wait; then 1022 s for a.
      expect(found).toMatchObject({
        seconds: 522 + 10 + 5 + 600 + 1022,
        by: 'longest-task a/0 after jobs.night.retries',
      });
      // The gap comes from the delta of b, and from how far a came before it failed.
      expect(found!.gap).toBeLessThan(0.3);
    });

    test('from when its VMs can first have been prepared, if the pass before it finished nothing', () => {
      const alone = { vms: `[${vm('a', [100])}]` };
      const { bound: found } = once('[{ kind: task-fails, targets: [a], probability: 50% }]', alone);
      // a is prepared in 15 s and its snapshot is created in 5, then removed in 10 s, the VM finalised in 5; 600 s wait; then 1022 s.
      expect(found).toMatchObject({
        seconds: 15 + 5 + 10 + 5 + 600 + 1022,
        by: 'longest-task a/0 after jobs.night.retries',
      });
    });

    test('from the start, if something else may cause failures, which another schedule might avoid', () => {
      const { bound: found } = once(
        '[{ kind: task-fails, targets: [a], probability: 50% }, { kind: proxy-added, target: px1, at: 0s }]',
      );
      expect(found).toMatchObject({ seconds: 1022, by: 'longest-task a/0' });
    });
  });

  test('does not count tasks of a VM that failed, because they are repeated', () => {
    // The disks of a are read one after the other. In some of these runs the first one succeeds and the second one fails.
    const sections = {
      faults: '[{ kind: task-fails, targets: [a], probability: 50% }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10, 10])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, retries: 0 }]',
    };
    const runs = Array.from({ length: 40 }, (_, seed) => runText(night({ ...sections, seed: `${seed}` })));
    const partly = runs.filter(({ tasks }) => tasks.map(({ result }) => result).join() === 'success,failed');
    expect(partly.length).toBeGreaterThan(0);
    expect(partly.map(({ summary }) => summary.bound)).toEqual(partly.map(() => null));
  });
});
