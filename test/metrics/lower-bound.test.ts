import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

const bound = (sections: Sections) => {
  const { summary } = runText(night(sections));
  const { seconds, by, gap } = summary.bound!;
  return { seconds: Math.round(seconds * 1e6) / 1e6, by, gap: Math.round(gap * 1e6) / 1e6 };
};

describe('the bound is set by', () => {
  test('the longest task alone, at the best rate that a path of it gives', () => {
    // 300 GB at 100 MB/s; the other 200 GB fit beside it.
    expect(bound({ vms: `[${vm('a', [100])}, ${vm('b', [100, 300])}]` })).toEqual({
      seconds: 3000,
      by: 'longest-task b/1',
      gap: 0,
    });
  });

  test.each([
    ['the slow one last', '{ name: ds1 }, { name: ds2, read: 200 MB/s }, { name: ds3, read: 50 MB/s }'],
    ['the slow one first', '{ name: ds3, read: 50 MB/s }, { name: ds2, read: 200 MB/s }, { name: ds1 }'],
  ])('the datastore of a task among others that differ in their rates alone: %s', (_, datastores) => {
    // 30 GB at 50 MB/s are 600 s; the 50 GB of the others take 500 s at the 100 MB/s of the way, whatever their datastores give.
    const disk = (name: string, gb: number, datastore: string) =>
      `{ name: ${name}, disks: [{ size: ${gb} GB, datastore: ${datastore} }] }`;
    const vms = `[${disk('a', 50, 'ds1')}, ${disk('b', 50, 'ds2')}, ${disk('c', 30, 'ds3')}]`;
    expect(bound({ datastores: `[${datastores}]`, vms })).toMatchObject({
      seconds: 600,
      by: 'longest-task c/0',
    });
  });

  test('the longest task with the overheads that it cannot avoid', () => {
    // Prepare 15, snapshot 5, opening 2, 1000 s; init and removal are outside the window.
    expect(bound({ overheads: 'default' })).toEqual({ seconds: 1022, by: 'longest-task vm1/0', gap: 0 });
    // Hot-add attaches and detaches, 30 each.
    const hotadd = {
      overheads: 'default',
      proxies: '[{ name: ha, host: esx1, modes: [hotadd] }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
    };
    expect(bound(hotadd)).toEqual({ seconds: 1080, by: 'longest-task vm1/0', gap: 0 });
  });

  test('the slots of the proxies: of 5 tasks of 1000 s on 2 slots three share one', () => {
    const sections = {
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100, 100, 100, 100, 100])}]`,
    };
    expect(bound(sections)).toEqual({ seconds: 3000, by: 'proxies.px1+px2.slots', gap: 0 });
  });

  test('the slots of the proxies by their sum, where that is more than what shares a slot', () => {
    // 300, 200, 200, 200 and 100 s on 2 slots: 500 s each; of the three longest two share one, 400 s, and three of all, 500 s.
    const sizes = [30, 20, 20, 20, 10];
    const proxies = (slots: number) => `[{ name: px1, maxConcurrentTasks: ${slots} }]`;
    const of = (slots: number) => bound({ proxies: proxies(slots), vms: `[${vm('a', sizes)}]` }).seconds;
    expect(of(2)).toBe(500);
    // On 4 slots 250 s each, the longest takes 300 s, and two of the five share one: 200 and 100 s.
    expect(of(4)).toBe(300);
    // On 3 slots 333.3 s each, but two of the four longest share one: 200 s and 200 s.
    expect(of(3)).toBe(400);
  });

  test('the slots with the overheads that hold them: three VMs on two slots, over the network without an attachment', () => {
    const vms = `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`;
    const of = (proxy: string, mode: string) =>
      bound({
        ...{ overheads: 'default', vms, transport: `{ ${mode}: { perTask: 100 MB/s } }` },
        proxies: `[{ name: px1, maxConcurrentTasks: 2${proxy} }]`,
      });
    // Prepare 15, snapshot 5, opening 2, 1000 s: two of 1022 s share a slot; by hot-add attached and detached, 30 each, of 1080 s.
    expect(of('', 'nbd')).toEqual({ seconds: 2044, by: 'proxies.px1.slots', gap: 0 });
    expect(of(', host: esx1, modes: [hotadd]', 'hotadd')).toEqual({
      seconds: 2160,
      by: 'proxies.px1.slots',
      gap: 0,
    });
  });

  test('the slots of many proxies, of which up to four are named', () => {
    const by = (count: number) =>
      bound({
        proxies: `[{ name: "px{1..${count}}", maxConcurrentTasks: 1 }]`,
        vms: `[${vm('a', [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20])}]`,
      }).by;
    expect([4, 5].map(by)).toEqual(['proxies.px1+px2+px3+px4.slots', 'proxies.px1…px5 (5).slots']);
  });

  test('the slots of those proxies that alone can take some of the work', () => {
    // px1 could do anything, but the job of a may use px2 only: 2000 s there.
    const sections = {
      proxies: '[{ name: px1, maxConcurrentTasks: 4 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100, 100])}, ${vm('b', [100])}]`,
      jobs: `[{ name: narrow, vms: [a], repository: repo, run: full, proxies: [px2] },
        { name: wide, vms: [b], repository: repo, run: full }]`,
    };
    expect(bound(sections)).toEqual({ seconds: 2000, by: 'proxies.px2.slots', gap: 0 });
    // Where b comes first it takes px2, and a is done at 3000 s; but px1 could have taken b.
    const first = {
      ...sections,
      proxies: '[{ name: px2, maxConcurrentTasks: 1 }, { name: px1, maxConcurrentTasks: 4 }]',
      jobs: `[{ name: wide, vms: [b], repository: repo, run: full },
        { name: narrow, vms: [a], repository: repo, run: full, proxies: [px2] }]`,
    };
    expect(bound(first)).toEqual({ seconds: 2000, by: 'proxies.px2.slots', gap: 0.5 });
  });

  test('the rate of a full where the run is one, and of an increment where it is not', () => {
    const sections = {
      transport: '{}',
      profile: '{ full: 50 MB/s, incremental: 200 MB/s }',
      proxies: '[{ name: px1, cores: 2 }]',
    };
    // A core reads 100 GB in 2000 s; of an increment, a tenth of them, in 50 s.
    expect(bound(sections)).toEqual({ seconds: 2000, by: 'longest-task vm1/0', gap: 0 });
    const vms = '[{ name: vm1, disks: [{ size: 100 GB, changeRate: 10%, datastore: ds1 }] }]';
    const jobs = '[{ name: night, vms: ["*"], repository: repo }]';
    expect(bound({ ...sections, vms, jobs })).toEqual({ seconds: 50, by: 'longest-task vm1/0', gap: 0 });
  });

  test('what an untracked disk sends of all that it reads: half of the half that is used', () => {
    const sections = {
      repositories: '[{ name: repo, write: 10 MB/s }]',
      vms: '[{ name: a, tracking: none, disks: [{ size: 100 GB, used: 50 GB, datastore: ds1 }] }]',
    };
    expect(bound(sections)).toMatchObject({ seconds: 2500 });
  });

  test('the cores of several proxies by their speed: 600 GB at half of 100 MB/s per core on 4 cores', () => {
    const sections = {
      transport: '{}',
      profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
      proxies: '[{ name: "px{1..2}", cores: 2, speed: 0.5, maxConcurrentTasks: 8 }]',
      vms: `[${vm('a', [100, 100, 100])}, ${vm('b', [100, 100, 100])}]`,
    };
    expect(bound(sections)).toMatchObject({ seconds: 3000, by: 'proxies.px1+px2.cores' });
  });

  test('the cores of the proxies: 300 GB at 100 MB/s per core on 2 cores', () => {
    const sections = {
      transport: '{}',
      profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
      proxies: '[{ name: px1, cores: 2, maxConcurrentTasks: 8 }]',
      vms: `[${vm('a', [100, 100, 100])}]`,
    };
    expect(bound(sections)).toEqual({ seconds: 1500, by: 'proxies.px1.cores', gap: 0 });
  });

  test('a datastore that all must read from', () => {
    const sections = {
      transport: '{}',
      datastores: '[{ name: ds1, read: 100 MB/s, maxSnapshots: unlimited }]',
      vms: `[${vm('a', [100, 100])}]`,
    };
    expect(bound(sections)).toEqual({ seconds: 2000, by: 'datastores.ds1.read', gap: 0 });
  });

  test('a repository: what is sent is half of what is read', () => {
    const sections = {
      transport: '{}',
      repositories: '[{ name: repo, write: 50 MB/s, maxConcurrentTasks: unlimited }]',
      vms: `[${vm('a', [100, 100])}]`,
    };
    expect(bound(sections)).toEqual({ seconds: 2000, by: 'repositories.repo.write', gap: 0 });
  });

  test('the slots of a repository', () => {
    const sections = {
      repositories: '[{ name: repo, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100, 100])}]`,
    };
    expect(bound(sections)).toEqual({ seconds: 2000, by: 'repositories.repo.slots', gap: 0 });
  });

  test('one write stream', () => {
    const sections = {
      transport: '{}',
      repositories: '[{ name: repo, perStream: 50 MB/s, perVmFiles: true, maxConcurrentTasks: unlimited }]',
      vms: `[${vm('a', [100, 100])}, ${vm('b', [100])}]`,
    };
    expect(bound(sections)).toEqual({ seconds: 2000, by: 'repositories.repo.perStream', gap: 0 });
  });
});

test('a capacity that some path goes around sets no bound', () => {
  // The management network would give 40 MB/s; direct storage does not use it.
  const sections = {
    transport: '{ san: { perTask: 100 MB/s } }',
    hosts: '[{ name: esx1, managementNetwork: 100 MB/s }]',
    proxies: '[{ name: px1, storage: { protocols: [fc] } }]',
  };
  expect(bound(sections)).toEqual({ seconds: 1000, by: 'longest-task vm1/0', gap: 0 });
});

describe('proxies that have no memory for a single task, where memory is enforced,', () => {
  /** Two disks of 1000 s, one at a time: at px1 alone 2000 s; if px2 counted, 1000 s. */
  const one = {
    enforceRam: 'true',
    proxies:
      '[{ name: px1, maxConcurrentTasks: 1, ram: 3 GB }, { name: px2, maxConcurrentTasks: 1, ram: 2 GB }]',
    vms: `[${vm('a', [100, 100])}]`,
  };

  test('lend no slot to the bound', () => {
    expect(bound(one)).toEqual({ seconds: 2000, by: 'proxies.px1.slots', gap: 0 });
  });

  test('nor a faster way', () => {
    // 100 GB through px2 would take 500 s by hot-add; px1 has the network alone.
    const faster = {
      enforceRam: 'true',
      transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }',
      proxies: '[{ name: px1, kind: physical, ram: 3 GB }, { name: px2, host: esx1, ram: 2 GB }]',
    };
    expect(bound(faster)).toEqual({ seconds: 1000, by: 'longest-task vm1/0', gap: 0 });
    expect(bound({ ...faster, enforceRam: 'false' })).toMatchObject({ seconds: 500 });
  });

  test('count where the policy does not ask for memory', () => {
    expect(bound({ ...one, policy: '{ filters: [hotadd-disks] }' })).toEqual({
      seconds: 1000,
      by: 'longest-task a/0',
      gap: 0,
    });
  });
});

test('work that was not finished does not count', () => {
  const sections = {
    clock: '{ horizon: 1500s }',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  };
  expect(bound(sections)).toEqual({ seconds: 1000, by: 'longest-task a/0', gap: 0.5 });
});

describe('of later work', () => {
  test('work that is ready later, from then on: the second night starts a day after the first', () => {
    // Each night reads 5 GB at 100 MB/s: 50 s; the second cannot end before 24 h + 50 s.
    const nights = {
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      jobs: '[{ name: nightly, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    };
    expect(bound(nights)).toEqual({ seconds: 86_450, by: 'longest-task vm1/0', gap: 0 });
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
    expect(bound(jobs('none'))).toEqual({
      seconds: 2100,
      by: 'longest-task c/0 after jobs.first+second',
      gap: 0,
    });
    // Twice 1022 s with removal 10, VM and job finalised 5 and 10, the next init 15; then 122 s. Removals take a little longer with
    // what was written meanwhile: 5 % a day of 100 GB in a good 1000 s, at 100 MB/s, less than a second.
    const { seconds, by, gap } = bound(jobs('default'));
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
    expect(bound(chain)).toEqual({
      seconds: 86_400 + 50 + 100,
      by: 'longest-task b/0 after jobs.first',
      gap: 0,
    });
  });

  test('a chained job whose predecessor is none that the bound counts, from when that could have ended at once', () => {
    const chain = {
      overheads: 'default',
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2 }]',
      vms: `[${vm('a', [1])}, ${vm('b', [100])}]`,
      jobs: `[{ name: copy, type: vm-copy, vms: [a], target: { datastore: ds2 } },
        { name: second, vms: [b], repository: repo, run: full, schedule: { after: copy } }]`,
    };
    // Init of the copy is before the window; its job is finalised, 10 s, the next one's init 15; then 1022 s.
    expect(bound(chain)).toMatchObject({ seconds: 1047, by: 'longest-task b/0 after jobs.copy' });
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

describe('overheads of many tiny disks: the bound is set by', () => {
  /** VMs of one disk of 200 MB: prepare 15, snapshot 5, opening 2, 2 s at 100 MB/s; 24 s of slots. */
  const tiny = (count: number, more: Sections = {}) => ({
    overheads: 'default',
    proxies: '[{ name: px1, maxConcurrentTasks: 8 }]',
    vms: `[${Array.from({ length: count }, (_, n) => vm(`v${n}`, [0.2])).join(', ')}]`,
    ...more,
  });

  test('rounds of slots: 60 of 24 s on 8 are eight rounds', () => {
    expect(bound(tiny(60))).toEqual({ seconds: 8 * 24, by: 'proxies.px1.slots', gap: 0 });
  });

  test('snapshots of a datastore, each until it has been removed: 60 of 34 s on 4, but for the last removal', () => {
    const expected = { seconds: 15 * 34 - 10, by: 'datastores.ds1.maxSnapshots' };
    const sections = tiny(60, { datastores: '[{ name: ds1, maxSnapshots: 4 }]' });
    // What is written in the meantime takes no second to remove, in all rounds together.
    expect(bound(sections)).toMatchObject(expected);
    expect(bound(sections).gap).toBeLessThan(0.002);
    expect(bound({ ...sections, policy: '{ filters: [] }' })).toMatchObject({ by: 'proxies.px1.slots' });
  });

  test('snapshots of the one of two datastores on which the most VMs have a disk', () => {
    // Each VM has a snapshot on ds2, on which there may be 2: 10 rounds of 34 s; on ds1 there may be 4.
    const both = Array.from(
      { length: 20 },
      (_, n) =>
        `{ name: v${n}, disks: [{ size: 200 MB, datastore: ds1 }, { size: 200 MB, datastore: ds2 }] }`,
    );
    const sections = tiny(0, {
      datastores: '[{ name: ds1 }, { name: ds2, maxSnapshots: 2 }]',
      vms: `[${both}]`,
    });
    expect(bound(sections)).toMatchObject({ seconds: 10 * 34 - 10, by: 'datastores.ds2.maxSnapshots' });
  });

  test('network-mode connections of a host: 60 of 24 s on 3, where no other way is', () => {
    const sections = tiny(60, { hosts: '[{ name: esx1, nbdMaxDisks: 3 }]' });
    expect(bound(sections)).toEqual({ seconds: 480, by: 'hosts.esx1.nbdMaxDisks', gap: 0 });
    const withHotadd = { ...sections, proxies: '[{ name: px1, host: esx1, maxConcurrentTasks: 8 }]' };
    expect(bound(withHotadd)).toMatchObject({ by: 'proxies.px1.slots' });
    expect(bound({ ...sections, policy: '{ filters: [] }' })).toMatchObject({ by: 'proxies.px1.slots' });
  });

  test('disks that a proxy may attach at once: 60 of 15 + 5 + 30 + 2 + 30 s on 2', () => {
    const hotadd = '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }]';
    const transport = '{ hotadd: { perTask: 100 MB/s } }';
    const sections = tiny(60, { proxies: hotadd, transport, policy: '{ hotaddMaxDisks: 2 }' });
    expect(bound(sections)).toEqual({ seconds: 30 * 82, by: 'proxies.px1.hotaddDisks', gap: 0 });
  });

  test('attaching where a VM is attached, opening where it is not: the less of both, for all its disks', () => {
    // By hot-add 60 s once, and 2 s a disk; over the network 2 + 2 s a disk, 12 s for three.
    const vms = `[${Array.from({ length: 8 }, (_, n) => vm(`v${n}`, [0.2, 0.2, 0.2])).join(', ')}]`;
    const proxies = (modes: string) =>
      `[{ name: px1, host: esx1, modes: [${modes}], maxConcurrentTasks: 1 }]`;
    const transport = '{ hotadd: { perTask: 100 MB/s }, nbd: { perTask: 100 MB/s } }';
    const of = (modes: string) => bound(tiny(0, { vms, transport, proxies: proxies(modes) })).seconds;
    expect(of('hotadd')).toBe(8 * (20 + 60 + 6));
    expect(of('nbd')).toBe(8 * (20 + 12));
    expect(of('hotadd, nbd')).toBe(8 * (20 + 12));
  });

  test('memory, where it is enforced: 60 of 24 s on the two tasks for which 4 GB are enough', () => {
    const sections = tiny(60, {
      enforceRam: 'true',
      proxies: '[{ name: px1, maxConcurrentTasks: 8, ram: 4 GB }]',
    });
    expect(bound(sections)).toEqual({ seconds: 30 * 24, by: 'proxies.px1.ram', gap: 0 });
  });

  test('one disk at a time, and the next VM when the last one is finalised', () => {
    // 24 s, removal 10, finalised 5, of which the last VM has none in the window; deltas add less than a second.
    const sections = tiny(20, { parallelProcessing: 'false' });
    expect(bound(sections)).toMatchObject({ seconds: 20 * 39 - 15, by: 'jobs.night.sequential' });
    expect(bound(sections).gap).toBeLessThan(0.001);
    // By hot-add each disk is attached anew: 20 + 3 x (30 + 2 + 30) + 15 s a VM.
    const hotadd = {
      ...sections,
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      proxies: '[{ name: px1, host: esx1, modes: [hotadd] }]',
      vms: `[${vm('a', [0.2, 0.2, 0.2])}, ${vm('b', [0.2, 0.2, 0.2])}]`,
    };
    expect(bound(hotadd)).toMatchObject({ seconds: 2 * 221 - 15, by: 'jobs.night.sequential' });
  });

  test('one group of storage snapshots after the other', () => {
    const sections = tiny(10, {
      arrays: '[{ name: a }]',
      datastores: '[{ name: ds1, array: a, maxSnapshots: unlimited }]',
      proxies:
        '[{ name: px1, kind: physical, modes: [storage-snapshot], storage: { protocols: [fc] }, maxConcurrentTasks: 8 }]',
      transport: '{ storage-snapshot: { perTask: 100 MB/s } }',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, storageSnapshots: { vmsPerSnapshot: 3 } }]',
    });
    // Prepare 15, snapshot 5, handed over 10, opened 20, read 2: 52 s for each of 3, 3, 3 and 1.
    expect(bound(sections)).toEqual({ seconds: 4 * 52, by: 'jobs.night.storageSnapshots', gap: 0 });
  });

  test('the time between starts on a datastore whose latency is controlled', () => {
    const sections = tiny(20, {
      latencyControl: '{}',
      datastores: '[{ name: ds1, maxSnapshots: unlimited, latency: { base: 2 ms, perTask: 0.1 ms } }]',
    });
    expect(bound(sections)).toEqual({ seconds: 19 * 40 + 24, by: 'datastores.ds1.spacing', gap: 0 });
    // One that takes 200 s longer may start first: then 19 spaces and 24 s still are more.
    const longer = { ...sections, vms: sections.vms.replace('0.2 GB', '20.2 GB') };
    expect(bound(longer)).toMatchObject({ seconds: 19 * 40 + 24, by: 'datastores.ds1.spacing' });
  });

  test('a scheduler that places at its ticks alone: 24 s last to the third tick of 10 s', () => {
    // Eight rounds begin 30 s apart, and the last ends after 24.
    const sections = tiny(60, { policy: '{ schedulerTick: 10s }' });
    expect(bound(sections)).toEqual({ seconds: 7 * 30 + 24, by: 'proxies.px1.slots', gap: 0 });
  });

  test('a capacity, with what goes before the first byte and comes after the last', () => {
    // 4 x 0.1 GB arrive at 1 MB/s: 400 s; prepare 15, snapshot 5, opening 2 before that.
    const slow = { repositories: '[{ name: repo, write: 1 MB/s, maxConcurrentTasks: unlimited }]' };
    expect(bound(tiny(4, slow))).toEqual({ seconds: 422, by: 'repositories.repo.write', gap: 0 });
    // By hot-add 30 s to attach before, and 30 s to detach behind.
    const hotadd = {
      ...slow,
      proxies: '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }]',
    };
    expect(bound(tiny(4, hotadd))).toEqual({ seconds: 480, by: 'repositories.repo.write', gap: 0 });
  });
});
