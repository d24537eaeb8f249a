import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CapacityFilter } from '../../../src/policy/policy.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { night, places, type Sections, vm, waited } from '../../helpers/night.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';

/** The disks in the order in which they got their slots. */
const order = (sections: Sections) =>
  runText(night({ proxies: '[{ name: px1, maxConcurrentTasks: 1 }]', ...sections })).tasks.map(
    (task) => `${task.vm}/${task.disk}`,
  );

const job = (name: string, vms: string, rest = '') =>
  `{ name: ${name}, vms: [${vms}], repository: repo, run: full${rest === '' ? '' : `, ${rest}`} }`;

describe('the order of rts', () => {
  test('a disk of a VM in process goes before a VM that stands earlier in the job but has not begun', () => {
    // late (a VM) becomes possible only when its datastore has room again; d is in process by then.
    const sections = {
      datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2, maxSnapshots: unlimited }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      vms: `[${vm('a', [10])}, ${vm('late', [10])}, ${vm('d', [10, 10, 10], 'ds2')}]`,
    };
    // At 0: a/0 (late has no room for its snapshot), d/0. At 100 both slots are free: d/1 and d/2 go before late.
    expect(order(sections)).toEqual(['a/0', 'd/0', 'd/1', 'd/2', 'late/0']);
  });

  test('the same without a limit of snapshots: the disk keeps the time it has waited, and gets another place in line', () => {
    const only = (protocol: string) =>
      `kind: physical, maxConcurrentTasks: 1, modes: [san], failoverToNetwork: false, storage: { protocols: [${protocol}] }`;
    const both = '{ name: d, disks: [{ size: 10 GB, datastore: ds2 }, { size: 10 GB, datastore: ds1 }] }';
    const run = runText(
      night({
        transport: '{ san: { perTask: 100 MB/s } }',
        datastores: `[{ name: ds1, protocol: fc, maxSnapshots: unlimited },
          { name: ds2, protocol: iscsi, maxSnapshots: unlimited }]`,
        proxies: `[{ name: px1, ${only('fc')} }, { name: px2, ${only('iscsi')} }]`,
        vms: `[${vm('a', [10])}, ${vm('late', [10])}, ${both}]`,
      }),
    );
    // At 0: a/0 on px1, d/0 on px2. At 100 px1 is free: d is in process, though late stands before it in the job.
    expect(places(run)).toEqual(['a/0 px1 0-100', 'd/0 px2 0-100', 'd/1 px1 100-200', 'late/0 px1 200-300']);
    expect(waited(run)).toEqual(['d/1 proxy-slot 100', 'late/0 proxy-slot 200']);
  });

  test('VMs of a job that runs go before those of a job that started earlier but has not run', () => {
    const sections = {
      repositories: '[{ name: repo, maxConcurrentTasks: unlimited }, { name: slow, maxConcurrentTasks: 1 }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      vms: `[${vm('x', [20])}, ${vm('e', [10])}, ${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: `[{ name: holder, vms: [x], repository: slow, run: full },
        { name: early, vms: [e], repository: slow, run: full, schedule: { start: 10s } },
        ${job('running', 'a, b', 'schedule: { start: 20s }')}]`,
    };
    // x holds the only slot of slow until 200; e waits for it from 10 on; a runs 20 to 120, then b.
    expect(order(sections)).toEqual(['x/0', 'a/0', 'b/0', 'e/0']);
    const tight = { ...sections, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' };
    // At 200 e and a are both possible and neither job runs: the earlier session goes first. Then running's two.
    expect(order(tight)).toEqual(['x/0', 'e/0', 'a/0', 'b/0']);
  });

  test('the job that runs keeps the proxy from one that started before it and has not run', () => {
    const sections = {
      repositories: '[{ name: repo, maxConcurrentTasks: unlimited }, { name: slow, maxConcurrentTasks: 1 }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      vms: `[${vm('x', [5])}, ${vm('e', [10])}, ${vm('a', [4])}, ${vm('b', [10])}, ${vm('c', [10])}]`,
      jobs: `[{ name: holder, vms: [x], repository: slow, run: full },
        { name: early, vms: [e], repository: slow, run: full, schedule: { start: 1s } },
        ${job('running', 'a, b, c', 'schedule: { start: 2s }')}]`,
    };
    // a runs 2 to 42, b from 42; at 50 x ends: slow has room and one slot is free. running runs, so c goes before e.
    expect(order(sections)).toEqual(['x/0', 'a/0', 'b/0', 'c/0', 'e/0']);
  });

  test('a job of high priority goes before all others', () => {
    const sections = {
      vms: `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [10])}]`,
      jobs: `[${job('normal', 'a, b')}, ${job('urgent', 'c', 'priority: high, schedule: { start: 50s }')}]`,
    };
    expect(order(sections)).toEqual(['a/0', 'c/0', 'b/0']);
  });

  test('at equal start the jobs go as declared, VMs as listed, disks as numbered', () => {
    const sections = {
      vms: `[${vm('a', [10, 10])}, ${vm('b', [10])}, ${vm('c', [10])}]`,
      jobs: `[${job('one', 'c')}, ${job('two', 'b, a')}]`,
    };
    expect(order(sections)).toEqual(['c/0', 'b/0', 'a/0', 'a/1']);
  });
});

describe('other orders', () => {
  const sections: Sections = {
    vms: `[${vm('a', [20, 50])}, ${vm('b', [30])}, ${vm('c', [40, 70])}]`,
    jobs: `[${job('one', 'a, b')}, ${job('two', 'c')}]`,
  };

  test.each([
    ['list', ['a/0', 'a/1', 'b/0', 'c/0', 'c/1']],
    ['fifo', ['a/0', 'a/1', 'b/0', 'c/0', 'c/1']],
    ['largest-first', ['c/1', 'a/1', 'c/0', 'b/0', 'a/0']],
    ['smallest-first', ['a/0', 'b/0', 'c/0', 'a/1', 'c/1']],
    // Job two has 110 GB, job one 100 GB.
    ['longest-job-first', ['c/0', 'c/1', 'a/0', 'a/1', 'b/0']],
  ])('%s', (policy, expected) => {
    expect(order({ ...sections, policy })).toEqual(expected);
  });

  test('fifo goes by the time of readiness, list does not', () => {
    // The first disk holds the only slot; while it runs, the job declared later becomes ready first.
    const late = {
      vms: `[${vm('x', [50])}, ${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: `[${job('zero', 'x')}, ${job('one', 'a', 'schedule: { start: 20s }')}, ${job('two', 'b', 'schedule: { start: 10s }')}]`,
    };
    expect(order({ ...late, policy: 'fifo' })).toEqual(['x/0', 'b/0', 'a/0']);
    expect(order({ ...late, policy: 'list' })).toEqual(['x/0', 'a/0', 'b/0']);
  });

  test('random is a shuffle: every disk once, and another one with another seed', () => {
    const many = { vms: '[{ name: "v{1..9}", disks: [{ size: 1 GB, datastore: ds1 }] }]', policy: 'random' };
    const [first, again, other] = [order(many), order(many), order({ ...many, seed: '2' })];
    const all = Array.from({ length: 9 }, (_, k) => `v${k + 1}/0`);
    expect([...first].sort()).toEqual(all);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first).not.toEqual(all);
  });
});

test('largest first and smallest first start all disks of all VMs in the order of their sizes', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 1, max: 4 }),
      (estate, slots) => {
        const sizes = (policy: string) =>
          runText(
            night({
              policy,
              proxies: `[{ name: px1, maxConcurrentTasks: ${slots} }]`,
              vms: `[${estate.map((disks, k) => vm(`v${k}`, disks)).join(', ')}]`,
            }),
          ).tasks.map(({ readBytes }) => readBytes / 1e9);
        const ascending = estate.flat().sort((a, b) => a - b);
        expect(sizes('smallest-first')).toEqual(ascending);
        expect(sizes('largest-first')).toEqual(ascending.toReversed());
      },
    ),
  ));

describe('placements of one pass', () => {
  test('a placement that makes another place the best lets a task go that was refused before it', () => {
    // Load before class, hot-add is awaited, one disk at a time by hot-add. a/2 finds p1 by hot-add the best and is
    // refused; b, only on the network, then loads p1; now p2 is the best for a/2.
    const run = runText(
      night({
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores:
          '[{ name: ds1, maxSnapshots: unlimited, hosts: [esx1] }, { name: ds2, maxSnapshots: unlimited, hosts: [esx2] }]',
        proxies: '[{ name: p1, host: esx1, maxConcurrentTasks: 4 }, { name: p2, maxConcurrentTasks: 4 }]',
        transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
        policy: '{ preset: rts, select: load-first, whenBestBusy: { hotadd: wait }, hotaddMaxDisks: 1 }',
        vms: `[${vm('a', [100, 100, 100])}, ${vm('b', [100], 'ds2')}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 p1 0-1000', 'a/1 p2 0-1000', 'b/0 p1 0-1000', 'a/2 p2 0-1000']);
  });

  test('... and then it goes before those that stand behind it', () => {
    const run = runText(
      night({
        hosts: '[{ name: esx1, nbdMaxDisks: 1 }, { name: esx2 }]',
        proxies: `[{ name: san, maxConcurrentTasks: 9, modes: [san], storage: { protocols: [fc] }, failoverToNetwork: false },
          { name: net, maxConcurrentTasks: 9, modes: [nbd] }]`,
        datastores: '[{ name: ds1, maxSnapshots: unlimited }]',
        transport: '{ nbd: { perTask: 100 MB/s }, san: { perTask: 100 MB/s } }',
        policy: '{ preset: least-loaded, load: count, whenBestBusy: { nbd: wait } }',
        vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [100], 'ds1', 'host: esx1')).join()},
          ${['e', 'f'].map((name) => vm(name, [100], 'ds1', 'host: esx2')).join()}]`,
      }),
    );
    // a: both are idle, so san. b: net, over the only connection of esx1. c: one each, so san. d waits for net, which has less
    // to do, until e is there: two each, so san. It is asked again before f, for which net is then the idler one.
    expect(places(run)).toEqual([
      'a/0 san 0-1000',
      'b/0 net 0-1000',
      'c/0 san 0-1000',
      'e/0 net 0-1000',
      'd/0 san 0-1000',
      'f/0 net 0-1000',
    ]);
    expect(waited(run)).toEqual([]);
  });

  test('a placement for which a filter of a user has waited lets the task go that it refused, in the same pass', () => {
    const text = night({
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, maxSnapshots: unlimited }]',
      policy: '{ preset: rts }',
      vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
    });
    const shipped = resolvePolicy(scenarioOf(text).policy);
    if (!shipped.ok) throw new Error('there is such a policy');
    // From ds1 a proxy reads only while it has another task.
    const besideAnother: CapacityFilter = {
      name: 'ram',
      hasRoom: (task, { proxy }, view) => task.datastore !== 0 || view.runningTasks(proxy) > 0,
    };
    const policy = { ...shipped.policy, filters: [...shipped.policy.filters, besideAnother] };
    const run = runText(text, { policy });
    expect(places(run)).toEqual(['b/0 px1 0-1000', 'a/0 px1 0-1000']);
    expect(waited(run)).toEqual([]);
  });

  test('where each task draws its own best proxy and waits for it, one that waits holds up no other', () => {
    // A disk whose draw prefers the full NFS proxy waits; one that prefers the network proxy goes there at once.
    const started = (nfsSlots: number) =>
      runText(
        night({
          datastores: '[{ name: ds1, type: nfs, maxSnapshots: unlimited }]',
          proxies: `[{ name: near, maxConcurrentTasks: ${nfsSlots}, modes: [nfs], storage: { protocols: [nfs] } },
            { name: far, maxConcurrentTasks: 100 }]`,
          transport: '{ nbd: { perTask: 100 MB/s }, nfs: { perTask: 100 MB/s } }',
          policy: '{ preset: rts, select: random }',
          vms: '[{ name: "v{1..20}", disks: [{ size: 100 GB, datastore: ds1 }] }]',
        }),
      ).tasks.filter((task) => task.proxy === 'far' && task.startSeconds === 0);
    const roomy = started(100).map((task) => task.vm);
    expect(roomy.length).toBeGreaterThan(3);
    expect(roomy.length).toBeLessThan(17);
    expect(started(1).map((task) => task.vm)).toEqual(roomy);
  });
});

test('where each task draws its own best proxy, it is charged to what refuses it there, not to what refuses another', () => {
  // y keeps px1 for itself; the ten go through the one slot of repo by turns, all on px2, and its queue is never empty.
  const run = (slots: { proxy: number; repository: number | 'unlimited' }) =>
    runText(
      night({
        repositories: `[{ name: own, maxConcurrentTasks: 1 }, { name: repo, maxConcurrentTasks: ${slots.repository} }]`,
        proxies: `[{ name: px1, maxConcurrentTasks: ${slots.proxy} }, { name: px2, maxConcurrentTasks: 10 }]`,
        policy: '{ preset: rts, select: random, whenBestBusy: degrade }',
        vms: `[${vm('y', [1000])}, { name: "v{1..10}", disks: [{ size: 10 GB, datastore: ds1 }] }]`,
        jobs: `[{ name: keep, vms: [y], repository: own, run: full, proxies: [px1] }, ${job('draw', '"v{1..10}"')}]`,
      }),
    );
  // With room everywhere each goes where it draws.
  const roomy = run({ proxy: 20, repository: 'unlimited' }).tasks;
  const drawsFull = (name: string) => roomy.find((task) => task.vm === name)?.proxy === 'px1';
  const names = Array.from({ length: 9 }, (_, k) => `v${k + 2}`);
  expect(new Set(names.map(drawsFull)).size).toBe(2);
  expect(waited(run({ proxy: 1, repository: 1 }))).toEqual(
    names.map((v, k) => `${v}/0 ${drawsFull(v) ? 'proxy-slot' : 'repository-slot'} ${100 * (k + 1)}`),
  );
});

test('a disk whose VM holds the slot of its chain is not kept by a disk before it whose VM does not', () => {
  // The only slot counts chains: b/0, which is before a/0, waits for it; a/0 has it already.
  const run = runText(
    night({
      repositories: '[{ name: repo, maxConcurrentTasks: 1, slotUnit: chain, perVmFiles: true }]',
      policy: 'largest-first',
      vms: `[${vm('a', [10, 30])}, ${vm('b', [20])}]`,
      jobs: '[{ name: back, vms: [a, b], repository: repo, run: full }]',
    }),
  );
  expect(places(run)).toEqual(['a/1 px1 0-300', 'a/0 px1 0-100', 'b/0 px1 300-500']);
  expect(waited(run)).toEqual(['b/0 repository-slot 300']);
});

test('nor in a backup copy, whose disks need no snapshot', () => {
  const run = runText(
    night({
      repositories: `[{ name: source, maxConcurrentTasks: unlimited, read: 100 MB/s },
        { name: repo, maxConcurrentTasks: 1, slotUnit: chain, perVmFiles: true }]`,
      policy: 'largest-first',
      vms: `[${vm('a', [10, 30])}, ${vm('b', [20])}]`,
      jobs: '[{ name: copies, type: backup-copy, vms: [a, b], source: source, repository: repo, run: full }]',
    }),
  );
  const starts = run.tasks.map(({ vm, disk, startSeconds }) => [`${vm}/${disk}`, startSeconds]);
  // The 40 GB of a, half of that in backups, come from the source at 100 MB/s: after 200 s its chain is done.
  expect(starts).toEqual([
    ['a/1', 0],
    ['a/0', 0],
    ['b/0', 200],
  ]);
});

test('a disk whose datastore is down holds up no other one, though the same proxies read both', () => {
  // px1 has x until 100. Then ds2 is down, so a/0 has to wait until 510, and a/1 goes.
  const run = runText(
    night({
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, maxSnapshots: unlimited }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('x', [10])}, { name: a, disks: [{ size: 10 GB, datastore: ds2 }, { size: 10 GB, datastore: ds1 }] }]`,
      faults: '[{ kind: datastore-down, target: ds2, at: 10s, for: 500s }]',
    }),
  );
  expect(places(run)).toEqual(['x/0 px1 0-100', 'a/1 px1 100-200', 'a/0 px1 510-610']);
});

test('a task kept by snapshots is charged to its host from the instant at which that goes down', () => {
  // x has the only snapshot until 100, then y until 200. The host of z is down from 20 to 520.
  const run = runText(
    night({
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      datastores: '[{ name: ds1, maxSnapshots: 1, hosts: [esx1, esx2] }]',
      vms: `[${vm('x', [10])}, ${vm('y', [10])}, ${vm('z', [10], 'ds1', 'host: esx2')}]`,
      faults: '[{ kind: host-down, target: esx2, at: 20s, for: 500s }]',
    }),
  );
  expect(places(run)).toEqual(['x/0 px1 0-100', 'y/0 px1 100-200', 'z/0 px1 520-620']);
  expect(waited(run)).toEqual([
    'y/0 datastore-snapshots 100',
    'z/0 datastore-snapshots 20',
    'z/0 no-candidate 500',
  ]);
});

test('every second of waiting is charged to one cause, so the causes sum to the queue wait', () => {
  const run = runText(
    night({
      overheads: 'default',
      datastores: '[{ name: ds1, maxSnapshots: 2 }]',
      repositories: '[{ name: repo, maxConcurrentTasks: 5 }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 8 }]',
      vms: '[{ name: "v{1..6}", disks: { count: 3, size: { uniform: [10 GB, 90 GB] }, datastores: [ds1] } }]',
      jobs: `[${job('one', 'v1, v2, v3')}, ${job('two', 'v4, v5, v6', 'schedule: { start: 100s }')}]`,
    }),
  );
  const causes = new Set(waited(run).map((line) => line.split(' ')[1]));
  expect([...causes].sort()).toEqual(['datastore-snapshots', 'repository-slot']);
  for (const task of run.tasks) {
    const charged = task.waitedFor.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(charged).toBeCloseTo(task.queueWaitSeconds, 6);
    expect(task.queueWaitSeconds).toBeCloseTo(task.startSeconds! - task.readySeconds, 6);
  }
});
