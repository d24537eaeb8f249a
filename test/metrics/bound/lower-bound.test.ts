import { describe, expect, test } from 'vitest';
import { night, vm } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { FIBRE, twoArrays } from '../../helpers/two-arrays.ts';
import { boundOf, trueBoundOf } from './bound-of.ts';

describe('the bound is set by', () => {
  test('the longest task alone, at the best rate of its paths', () => {
    // 300 GB at 100 MB/s; the other 200 GB run in parallel.
    expect(boundOf({ vms: `[${vm('a', [100])}, ${vm('b', [100, 300])}]` })).toEqual({
      seconds: 3000,
      by: 'longest-task b/1',
      gap: 0,
    });
  });

  test.each([
    ['the slow one last', '{ name: ds1 }, { name: ds2, read: 200 MB/s }, { name: ds3, read: 50 MB/s }'],
    ['the slow one first', '{ name: ds3, read: 50 MB/s }, { name: ds2, read: 200 MB/s }, { name: ds1 }'],
  ])('the datastore of a task among others that differ only in their rates: %s', (_, datastores) => {
    // 30 GB at 50 MB/s take 600 s; the 50 GB of the others take 500 s at 100 MB/s per task, which their datastores do not limit.
    const disk = (name: string, gb: number, datastore: string) =>
      `{ name: ${name}, disks: [{ size: ${gb} GB, datastore: ${datastore} }] }`;
    const vms = `[${disk('a', 50, 'ds1')}, ${disk('b', 50, 'ds2')}, ${disk('c', 30, 'ds3')}]`;
    expect(boundOf({ datastores: `[${datastores}]`, vms })).toMatchObject({
      seconds: 600,
      by: 'longest-task c/0',
    });
  });

  test('the longest task with the overheads that it cannot avoid', () => {
    // Prepare 15, snapshot 5, opening 2, 1000 s; init and removal are outside the window.
    expect(boundOf({ overheads: 'default' })).toEqual({ seconds: 1022, by: 'longest-task vm1/0', gap: 0 });
    // Hot-add attaches and detaches, 30 each.
    const hotadd = {
      overheads: 'default',
      proxies: '[{ name: ha, host: esx1, modes: [hotadd] }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
    };
    expect(boundOf(hotadd)).toEqual({ seconds: 1080, by: 'longest-task vm1/0', gap: 0 });
  });

  test('the slots of the proxies: with 5 tasks of 1000 s on 2 slots, three share one', () => {
    const sections = {
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100, 100, 100, 100, 100])}]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 3000, by: 'proxies.px1+px2.slots', gap: 0 });
  });

  test('the slots of the proxies, by the larger of the mean load and the tasks that must share a slot', () => {
    // 300, 200, 200, 200 and 100 s on 2 slots: 500 s each. Of the three longest, two share one, 400 s; of all five, three do, 500 s.
    const sizes = [30, 20, 20, 20, 10];
    const proxies = (slots: number) => `[{ name: px1, maxConcurrentTasks: ${slots} }]`;
    const of = (slots: number) => boundOf({ proxies: proxies(slots), vms: `[${vm('a', sizes)}]` }).seconds;
    expect(of(2)).toBe(500);
    // On 4 slots: 250 s each; the longest takes 300 s; of the five, two share one: 200 and 100 s.
    expect(of(4)).toBe(300);
    // On 3 slots: 333.3 s each, but of the four longest, two share one: 200 s and 200 s.
    expect(of(3)).toBe(400);
  });

  test('the slots, including overheads: three VMs on two slots, over the network and by hot-add', () => {
    const vms = `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`;
    const of = (proxy: string, mode: string) =>
      boundOf({
        ...{ overheads: 'default', vms, transport: `{ ${mode}: { perTask: 100 MB/s } }` },
        proxies: `[{ name: px1, maxConcurrentTasks: 2${proxy} }]`,
      });
    // Prepare 15, snapshot 5, opening 2, 1000 s: two of 1022 s share a slot. By hot-add, attach and detach 30 each: two of 1080 s.
    expect(of('', 'nbd')).toEqual({ seconds: 2044, by: 'proxies.px1.slots', gap: 0 });
    expect(of(', host: esx1, modes: [hotadd]', 'hotadd')).toEqual({
      seconds: 2160,
      by: 'proxies.px1.slots',
      gap: 0,
    });
  });

  test('the slots of many proxies: up to four are named', () => {
    const by = (count: number) =>
      boundOf({
        proxies: `[{ name: "px{1..${count}}", maxConcurrentTasks: 1 }]`,
        vms: `[${vm('a', [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20])}]`,
      }).by;
    expect([4, 5].map(by)).toEqual(['proxies.px1+px2+px3+px4.slots', 'proxies.px1…px5 (5).slots']);
  });

  test('the slots of the only proxies that can take some of the work', () => {
    // px1 could do anything, but the job of a may only use px2: 2000 s there.
    const sections = {
      proxies: '[{ name: px1, maxConcurrentTasks: 4 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100, 100])}, ${vm('b', [100])}]`,
      jobs: `[{ name: narrow, vms: [a], repository: repo, run: full, proxies: [px2] },
        { name: wide, vms: [b], repository: repo, run: full }]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'proxies.px2.slots', gap: 0 });
    // If b comes first, it takes px2, and a is done at 3000 s; but px1 could have taken b.
    const first = {
      ...sections,
      proxies: '[{ name: px2, maxConcurrentTasks: 1 }, { name: px1, maxConcurrentTasks: 4 }]',
      jobs: `[{ name: wide, vms: [b], repository: repo, run: full },
        { name: narrow, vms: [a], repository: repo, run: full, proxies: [px2] }]`,
    };
    expect(boundOf(first)).toEqual({ seconds: 2000, by: 'proxies.px2.slots', gap: 0.5 });
  });

  test('the processing rate of a full or of an increment, depending on the run', () => {
    const sections = {
      transport: '{}',
      profile: '{ full: 50 MB/s, incremental: 200 MB/s }',
      proxies: '[{ name: px1, cores: 2 }]',
    };
    // A core reads 100 GB of a full in 2000 s, and the tenth that an increment reads in 50 s.
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'longest-task vm1/0', gap: 0 });
    const vms = '[{ name: vm1, disks: [{ size: 100 GB, changeRate: 10%, datastore: ds1 }] }]';
    const jobs = '[{ name: night, vms: ["*"], repository: repo }]';
    expect(boundOf({ ...sections, vms, jobs })).toEqual({ seconds: 50, by: 'longest-task vm1/0', gap: 0 });
  });

  test('the bytes written per byte that arrives: two for a reverse increment, one for a full', () => {
    const of = (method: string, run: string) =>
      boundOf({
        repositories: '[{ name: repo, write: 25 MB/s }]',
        vms: '[{ name: vm1, disks: [{ size: 100 GB, changeRate: 10%, datastore: ds1 }] }]',
        jobs: `[{ name: night, vms: ["*"], repository: repo, method: ${method}${run} }]`,
      }).seconds;
    // 50 GB of a full are sent, and 5 GB of an increment.
    expect(of('reverse-incremental', '')).toBe(400);
    expect(of('reverse-incremental', ', run: full')).toBe(2000);
    expect(of('forward-incremental', '')).toBe(200);
  });

  test('what an untracked disk sends: half of the used half, although all of it is read', () => {
    const sections = {
      repositories: '[{ name: repo, write: 10 MB/s }]',
      vms: '[{ name: a, tracking: none, disks: [{ size: 100 GB, used: 50 GB, datastore: ds1 }] }]',
    };
    expect(boundOf(sections)).toMatchObject({ seconds: 2500 });
  });

  test('the cores of several proxies, by their speed: 600 GB at half of 100 MB/s per core on 4 cores', () => {
    const sections = {
      transport: '{}',
      profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
      proxies: '[{ name: "px{1..2}", cores: 2, speed: 0.5, maxConcurrentTasks: 8 }]',
      vms: `[${vm('a', [100, 100, 100])}, ${vm('b', [100, 100, 100])}]`,
    };
    expect(boundOf(sections)).toMatchObject({ seconds: 3000, by: 'proxies.px1+px2.cores' });
  });

  test('the cores of the proxies: 300 GB at 100 MB/s per core on 2 cores', () => {
    const sections = {
      transport: '{}',
      profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
      proxies: '[{ name: px1, cores: 2, maxConcurrentTasks: 8 }]',
      vms: `[${vm('a', [100, 100, 100])}]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 1500, by: 'proxies.px1.cores', gap: 0 });
  });

  test('a datastore that all tasks read from', () => {
    const sections = {
      transport: '{}',
      datastores: '[{ name: ds1, read: 100 MB/s, maxSnapshots: unlimited }]',
      vms: `[${vm('a', [100, 100])}]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'datastores.ds1.read', gap: 0 });
  });

  test('a repository: what is sent is half of what is read', () => {
    const sections = {
      transport: '{}',
      repositories: '[{ name: repo, write: 50 MB/s, maxConcurrentTasks: unlimited }]',
      vms: `[${vm('a', [100, 100])}]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'repositories.repo.write', gap: 0 });
  });

  test('the slots of a repository', () => {
    const sections = {
      repositories: '[{ name: repo, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100, 100])}]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'repositories.repo.slots', gap: 0 });
  });

  test('one write stream', () => {
    const sections = {
      transport: '{}',
      repositories: '[{ name: repo, perStream: 50 MB/s, perVmFiles: true, maxConcurrentTasks: unlimited }]',
      vms: `[${vm('a', [100, 100])}, ${vm('b', [100])}]`,
    };
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'repositories.repo.perStream', gap: 0 });
  });
});

describe('the slot that is held while a VM is prepared for 200 s counts', () => {
  const jobs = '[{ name: night, vms: ["*"], repository: repo, run: full, vmPrepare: 200s }]';

  test('for one of its disks, at best the shortest one: of three of 200 + 10 s, two share one of two slots', () => {
    const sections = {
      jobs,
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      vms: `[${vm('a', [1, 2])}, ${vm('b', [2, 1])}, ${vm('c', [1, 2])}]`,
    };
    expect(trueBoundOf(sections)).toEqual({ seconds: 420, by: 'proxies.px1.slots' });
  });

  test('for a VM with unfinished disks only if these have the same candidates', () => {
    // One slot: first the small disks, 200 + 10 s each; then the large ones, until the run is cut. On another datastore, the large disks
    // might have other candidates, so that preparing may have held their slot.
    const of = (datastore: string) =>
      trueBoundOf({
        jobs,
        clock: '{ horizon: 600s }',
        policy: '{ order: smallest-first }',
        datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, maxSnapshots: unlimited }]',
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        vms: `[${['a', 'b'].map((name) => `{ name: ${name}, disks: [{ size: 1 GB, datastore: ds1 }, { size: 100 GB, datastore: ${datastore} }] }`).join(', ')}]`,
      });
    expect(of('ds1')).toEqual({ seconds: 420, by: 'proxies.px1.slots' });
    expect(of('ds2')).toEqual({ seconds: 210, by: 'longest-task a/0' });
  });
});

test('write streams of per-VM files and of a job’s file are kept apart', () => {
  // 50 GB and 25 GB sent at 25 MB/s: 2000 and 1000 s.
  const sections = {
    transport: '{}',
    repositories: `[{ name: repo, perStream: 25 MB/s, perVmFiles: true, maxConcurrentTasks: unlimited },
      { name: shared, perStream: 25 MB/s, perVmFiles: false, maxConcurrentTasks: unlimited }]`,
    vms: `[${vm('a', [100])}, ${vm('b', [50])}]`,
    jobs: `[{ name: j1, vms: [a], repository: repo, run: full }, { name: j2, vms: [b], repository: shared, run: full }]`,
  };
  expect(boundOf(sections).seconds).toBe(2000);
});

test('a capacity that some path avoids sets no bound', () => {
  // The management network would allow 40 MB/s; direct SAN does not use it.
  const sections = {
    transport: '{ san: { perTask: 100 MB/s } }',
    hosts: '[{ name: esx1, managementNetwork: 100 MB/s }]',
    proxies: '[{ name: px1, storage: { protocols: [fc] } }]',
  };
  expect(boundOf(sections)).toEqual({ seconds: 1000, by: 'longest-task vm1/0', gap: 0 });
});

describe('proxies without memory for a single task, if memory is enforced,', () => {
  /** Two disks of 1000 s, one at a time: 2000 s on px1 alone; if px2 counted, 1000 s. */
  const one = {
    enforceRam: 'true',
    proxies:
      '[{ name: px1, maxConcurrentTasks: 1, ram: 3 GB }, { name: px2, maxConcurrentTasks: 1, ram: 2 GB }]',
    vms: `[${vm('a', [100, 100])}]`,
  };

  test('do not count with their slots', () => {
    expect(boundOf(one)).toEqual({ seconds: 2000, by: 'proxies.px1.slots', gap: 0 });
  });

  test('do not count with a faster mode', () => {
    // 100 GB through px2 would take 500 s by hot-add; px1 can only use the network.
    const faster = {
      enforceRam: 'true',
      transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }',
      proxies: '[{ name: px1, kind: physical, ram: 3 GB }, { name: px2, host: esx1, ram: 2 GB }]',
    };
    expect(boundOf(faster)).toEqual({ seconds: 1000, by: 'longest-task vm1/0', gap: 0 });
    expect(boundOf({ ...faster, enforceRam: 'false' })).toMatchObject({ seconds: 500 });
  });

  test('count if the policy does not check memory', () => {
    expect(boundOf({ ...one, policy: '{ filters: [hotadd-disks] }' })).toEqual({
      seconds: 1000,
      by: 'longest-task a/0',
      gap: 0,
    });
  });
});

test('there is none where work could have taken no time: the window is not at a bound of 0', () => {
  // 1000 s by hot-add, where every task is limited. Network mode would have no limit.
  const sections = {
    proxies: '[{ name: px1, host: esx1 }]',
    transport: '{ hotadd: { perTask: 100 MB/s } }',
  };
  const { summary } = run(scenarioOf(night(sections)));
  expect(summary.window?.seconds).toBe(1000);
  expect(summary.bound).toBeNull();
});

test('unfinished work does not count', () => {
  const sections = {
    clock: '{ horizon: 1500s }',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  };
  expect(boundOf(sections)).toEqual({ seconds: 1000, by: 'longest-task a/0', gap: 0.5 });
});

describe('if not all disks of a VM finished, what follows the last of them does not count:', () => {
  // Both disks are attached together: prepare 15, snapshot 5, attach 30. The first is read in 120 s; the second is being read when the
  // run is cut, so that nothing has been detached.
  const cut = {
    overheads: 'default',
    clock: '{ horizon: 200s }',
    proxies: '[{ name: px1, host: esx1, modes: [hotadd] }]',
    transport: '{ hotadd: { perTask: 100 MB/s } }',
    vms: `[${vm('a', [12, 100])}]`,
  };

  test('the longest task, which leaves its disk attached', () => {
    // Init is 15 s: the window is 185 s.
    expect(boundOf(cut)).toEqual({ seconds: 170, by: 'longest-task a/0', gap: 0.088235 });
  });

  test('slots of proxies and repositories, and snapshots', () => {
    expect(
      trueBoundOf({ ...cut, proxies: cut.proxies.replace(' }', ', maxConcurrentTasks: 2 }') }).seconds,
    ).toBe(170);
    const chain = {
      repositories: '[{ name: repo, slotUnit: chain, maxConcurrentTasks: 1, perVmFiles: true }]',
    };
    expect(trueBoundOf({ ...cut, ...chain }).seconds).toBe(170);
    const one = { datastores: '[{ name: ds1, maxSnapshots: 1 }]' };
    expect(trueBoundOf({ ...cut, ...one }).seconds).toBe(170);
  });

  test('a capacity, and the cores', () => {
    // 6 GB sent at 50 MB/s, and 12 GB read at 100 MB/s a core: 120 s.
    const repositories = '[{ name: repo, write: 50 MB/s, maxConcurrentTasks: unlimited }]';
    const alone = { vms: `[${vm('a', [12])}]`, clock: '{}' };
    const write = { ...cut, transport: '{}', repositories };
    expect(boundOf({ ...write, ...alone })).toMatchObject({ seconds: 200, by: 'longest-task a/0' });
    // Beside the second disk, the first takes twice as long: 15 + 50 + 240 s, just before the cut at 310 s.
    expect(trueBoundOf({ ...write, clock: '{ horizon: 310s }' }).seconds).toBe(170);
  });
});

test('VMs that cannot be read from their arrays as a whole do not go in groups', () => {
  // One disk of each VM goes over the network, 1 GB in 10 s; the other by direct SAN, which nothing limits.
  const proxy = FIBRE.replace('storage:', 'maxConcurrentTasks: 4, storage:');
  const sections = twoArrays(`[${proxy}]`, '', 'v{1..2}');
  const inTurns = { ...sections, jobs: sections['jobs']!.replace('true', '{ vmsPerSnapshot: 1 }') };
  expect(trueBoundOf(inTurns)).toEqual({ seconds: 10, by: 'longest-task v1/1' });
});
