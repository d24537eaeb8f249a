import { describe, expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { boundOf } from './bound-of.ts';

describe('of later work', () => {
  test('work that is ready later, from then on: the second night starts a day after the first', () => {
    // Each night reads 5 GB at 100 MB/s: 50 s; the second cannot end before 24 h + 50 s.
    const nights = {
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      jobs: '[{ name: nightly, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    };
    expect(boundOf(nights)).toEqual({ seconds: 86_450, by: 'longest-task vm1/0', gap: 0 });
  });

  test('what goes through one slot then, from then on: all of a night that starts a day after the first', () => {
    // Two disks of 100 GB a night, of which the second reads 5 GB each: 50 s and 50 s.
    const nights = {
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: nightly, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    };
    expect(boundOf(nights)).toEqual({ seconds: 86_400 + 100, by: 'proxies.px1.slots', gap: 0 });
  });

  test('groups of storage snapshots, from the first of each night on', () => {
    // Eight VMs by three are three groups. Prepare 15, snapshot 5, handed over 10, opened 20; the second night 10 MB of 200 MB, 0.1 s.
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

  test('the work of all nights where there are more starts than are looked at one by one', () => {
    // Every five minutes for 19 hours, 229 times; beside that two disks of 42,500 s through one slot.
    const many = {
      clock: '{ start: 2026-01-05T20:00, horizon: 86399s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [4250, 4250])}, ${vm('b', [1])}]`,
      jobs: `[{ name: long, vms: [a], repository: repo, run: full, proxies: [px1], schedule: { start: 0s } },
        { name: often, vms: [b], repository: repo, proxies: [px2], schedule: { every: 5 min, within: "20:00-15:01" } }]`,
    };
    expect(boundOf(many)).toEqual({ seconds: 85_000, by: 'proxies.px1.slots', gap: 0 });
  });

  test('a chained job, from the earliest end of the one before it', () => {
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
    // Twice 1022 s with removal 10, VM and job finalised 5 and 10, the next init 15; then 122 s. Removals take a little longer with
    // what was written meanwhile: 5 % a day of 100 GB in a good 1000 s, at 100 MB/s, less than a second.
    const { seconds, by, gap } = boundOf(jobs('default'));
    expect({ seconds, by }).toEqual({
      seconds: 2 * (1022 + 10 + 5 + 10 + 15) + 122,
      by: 'longest-task c/0 after jobs.first+second',
    });
    expect(gap).toBeLessThan(0.001);
  });

  test('the nth session of a chained job, from the nth of the one before it', () => {
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

  test('a chained job of whose predecessor nothing was finished, from when that could have ended at once', () => {
    const chain = {
      overheads: 'default',
      faults: '[{ kind: task-fails, targets: [a], probability: 100% }]',
      vms: `[${vm('a', [1])}, ${vm('b', [100])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, run: full },
        { name: second, vms: [b], repository: repo, run: full, schedule: { after: first } }]`,
    };
    // Init of the first is before the window; it is finalised, 10 s, the next one's init 15; then 1022 s.
    expect(boundOf(chain)).toMatchObject({ seconds: 1047, by: 'longest-task b/0 after jobs.first' });
  });

  describe('a retry,', () => {
    /** Every task of a fails, so that its VM is read again and again; b succeeds. */
    const failing = (faults: string) => ({
      overheads: 'default',
      faults,
      vms: `[${vm('a', [100])}, ${vm('b', [50])}]`,
      jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { at: "20:00" }, retries: { times: 2, wait: 10 min } }]`,
    });

    /** The first seed with which a fails once and then succeeds. */
    const once = (faults: string) => {
      for (let seed = 1; seed < 40; seed++) {
        const { summary, tasks } = runText(night({ ...failing(faults), seed: `${seed}` }));
        const results = tasks.filter((task) => task.vm === 'a').map(({ result }) => result);
        if (results.join() === 'failed,success') return summary;
      }
      throw new Error('no seed does that');
    };

    test('where chance alone decides who fails, from the end of the pass before it, and the time to wait', () => {
      const { bound: found } = once('[{ kind: task-fails, targets: [a], probability: 50% }]');
      // b is read in 15 + 5 + 2 + 500 s, its snapshot removed in 10 s, the VM finalised in 5; 600 s to wait; then 1022 s for a.
      expect(found).toMatchObject({
        seconds: 522 + 10 + 5 + 600 + 1022,
        by: 'longest-task a/0 after jobs.night.retries',
      });
      // What the delta of b adds, and how far a came before it failed.
      expect(found!.gap).toBeLessThan(0.3);
    });

    test('where something else may have failed it, at once: another schedule might have been spared', () => {
      const { bound: found } = once(
        '[{ kind: task-fails, targets: [a], probability: 50% }, { kind: proxy-added, target: px1, at: 0s }]',
      );
      expect(found).toMatchObject({ seconds: 1022, by: 'longest-task a/0' });
    });
  });

  test('what was read of a VM that then failed is not counted: it is read again', () => {
    // The disks of a are read one after the other, and the second one fails in the first attempt.
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
