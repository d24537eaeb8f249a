import { describe, expect, it } from 'vitest';
import { lives, night, places, type Sections, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** One disk of 100 GB, read and written over network mode at 100 MB/s: 1000 s. */
const replica = (proxies: string, host = '{ name: esx1 }') => ({
  hosts: `[${host}]`,
  datastores: '[{ name: ds1 }, { name: ds2 }]',
  proxies,
  vms: `[${vm('v', [100])}, ${vm('w', [100])}]`,
  jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]',
});

describe('both ends of a task count', () => {
  it('against the connections of a host that is source and target', () => {
    const run = runText(
      night(replica('[{ name: px1, maxConcurrentTasks: 8 }]', '{ name: esx1, nbdMaxDisks: 3 }')),
    );
    // Two connections each: the second task waits for the first.
    expect(places(run)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
    expect(waited(run)).toEqual(['w/0 nbd-connections 1000']);
  });

  it('against the disks that are attached to a proxy', () => {
    const proxies = '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }]';
    const run = runText(
      night({
        ...replica(proxies),
        transport: '{ hotadd: { perTask: 100 MB/s } }',
        policy: '{ hotaddMaxDisks: 3 }',
      }),
    );
    expect(places(run)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
  });
});

it('a task is charged to what refuses its first end, also while nobody has a slot for the second', () => {
  const run = runText(
    night({
      ...replica('[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 1 }]'),
      datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2 }]',
      jobs: `[{ name: replica, type: replication, vms: ["*"], run: full, proxies: [px1], target: { datastore: ds2, proxies: [px2] } }]`,
    }),
  );
  expect(places(run)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
  // px1 has a slot for w; the snapshot of v keeps it from there, whatever there is at px2.
  expect(waited(run)).toEqual(['w/0 datastore-snapshots 1000']);
});

it('what refuses the second end of one task need not refuse the first end of another', () => {
  const run = runText(
    night({
      ...replica('[{ name: px1, maxConcurrentTasks: 2 }]'),
      datastores: '[{ name: ds1 }, { name: ds2 }, { name: ds3, maxSnapshots: 1 }]',
      vms: `[${vm('v', [100])}, ${vm('w', [100], 'ds3')}, ${vm('x', [100], 'ds3')}]`,
      jobs: `[{ name: night, vms: [x], repository: repo, run: full },
        { name: replica, type: replication, vms: [v, w], run: full, target: { datastore: ds2 } }]`,
    }),
  );
  // x has one of the two slots until 1000 s, and the only snapshot on ds3: v lacks a second slot, w may not begin at all.
  expect(places(run)).toEqual(['x/0 px1 0-1000', 'v/0 px1 1000-2000', 'w/0 px1 2000-3000']);
  expect(waited(run)).toEqual(['v/0 proxy-slot 1000', 'w/0 proxy-slot 1000', 'w/0 datastore-snapshots 1000']);
});

it('a task without a slot at the repository of its metadata waits for that, or for the one that reads', () => {
  const run = runText(
    night({
      ...replica('[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 9 }]'),
      repositories: '[{ name: meta, maxConcurrentTasks: 1 }]',
      vms: `[${vm('u', [50])}, ${vm('v', [100])}, ${vm('w', [100])}]`,
      jobs: `[{ name: first, type: replication, vms: [v, w], run: full, repository: meta, proxies: [px1],
          target: { datastore: ds2, proxies: [px2] } },
        { name: other, type: replication, vms: [u], run: full, proxies: [px1], schedule: { start: 200s },
          target: { datastore: ds2, proxies: [px2] } }]`,
    }),
  );
  // v has the only slot of meta until 1000. From 200 to 700 u has the other one of px1, which is asked first.
  expect(places(run)).toEqual(['v/0 px1 0-1000', 'u/0 px1 200-700', 'w/0 px1 1000-2000']);
  expect(waited(run)).toEqual(['w/0 proxy-slot 500', 'w/0 repository-slot 500']);
});

it('both ends of a task open at once: it waits for the one that takes longer', () => {
  const run = runText(
    night({
      ...replica('[{ name: px1, host: esx1, modes: [hotadd] }, { name: px2, modes: [nbd] }]'),
      vms: `[${vm('v', [100])}]`,
      jobs: '[{ name: replica, type: replication, vms: [v], run: full, proxies: [px1], target: { datastore: ds2, proxies: [px2] } }]',
      overheads: '{ base: none, hotaddAttach: 30s, hotaddDetach: 20s, openNbd: 2s }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
    }),
  );
  expect(lives(run)).toEqual(['v/0 0 >30-1030> 1050']);
});

it('a disk that is written by hot-add is detached in the end, however it was read', () => {
  const run = runText(
    night({
      ...replica('[{ name: px1, modes: [nbd] }, { name: px2, host: esx1, modes: [hotadd] }]'),
      vms: `[${vm('v', [100])}]`,
      jobs: '[{ name: replica, type: replication, vms: [v], run: full, proxies: [px1], target: { datastore: ds2, proxies: [px2] } }]',
      overheads: '{ base: none, hotaddAttach: 30s, hotaddDetach: 20s }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
    }),
  );
  expect(lives(run)).toEqual(['v/0 0 >30-1030> 1050']);
});

it('a proxy that reads disks of a VM and one that writes them attach different disks', () => {
  const twoSlots = (name: string, host: string) =>
    `{ name: ${name}, host: ${host}, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }`;
  const run = runText(
    night({
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }, { name: copies }]',
      proxies: `[${twoSlots('px1', 'esx1')}, ${twoSlots('px2', 'esx2')}]`,
      overheads: '{ base: none, hotaddAttach: 30s }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      vms: `[${vm('w', [20])}, { name: v, host: esx1, disks: [{ size: 100 GB, datastore: ds1 }, { size: 10 GB, datastore: ds2 }] }]`,
      jobs: `[{ name: night, vms: [w], repository: repo, run: full },
        { name: replica, type: replication, vms: [v], run: full, target: { datastore: copies } }]`,
    }),
  );
  // v/0 is read at px1 and written at px2. v/1, the other way round, needs the slot that w has at px1: what v/0 has attached is no help.
  expect(lives(run)).toEqual(['w/0 0 >30-230> 230', 'v/0 0 >30-1030> 1030', 'v/1 230 >260-360> 360']);
});

it('nor does a disk that one proxy writes attach what the proxy before it in the list reads', () => {
  const proxy = (name: string, host: string, slots: number) =>
    `{ name: ${name}, host: ${host}, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: ${slots} }`;
  const run = runText(
    night({
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      datastores:
        '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }, { name: copies, hosts: [esx2] }]',
      proxies: `[${proxy('px1', 'esx1', 1)}, ${proxy('px2', 'esx2', 4)}]`,
      overheads: '{ base: none, hotaddAttach: 30s }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      vms: `[${vm('w', [20])}, { name: v, host: esx1, disks: [{ size: 100 GB, datastore: ds2 }, { size: 10 GB, datastore: ds1 }] }]`,
      jobs: `[{ name: night, vms: [w], repository: repo, run: full },
        { name: replica, type: replication, vms: [v], run: full, target: { datastore: copies } }]`,
    }),
  );
  // px2 writes both disks of v. It also reads v/0; v/1 waits for w at px1, and is the first that px1 attaches.
  expect(lives(run)).toEqual(['w/0 0 >30-230> 230', 'v/0 0 >30-1030> 1030', 'v/1 230 >260-360> 360']);
});

describe('a task whose ends never fit beside each other can be taken by nobody', () => {
  const unfinished = ['v/0 unfinished', 'w/0 unfinished'];

  it('with one slot for two', () => {
    const run = runText(night(replica('[{ name: px1, maxConcurrentTasks: 1 }]')));
    expect(places(run)).toEqual(unfinished);
    expect(run.sessions[0]).toMatchObject({ result: 'failed' });
    expect(run.summary.totals).toMatchObject({ tasks: 2, unfinished: 2 });
    const two = runText(night(replica('[{ name: "px{1..2}", maxConcurrentTasks: 1 }]')));
    expect(places(two)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
  });

  it('with one connection for two, on a host that is source and target; a VM on another host has one for each', () => {
    const oneConnection = (name: string) => `{ name: ${name}, nbdMaxDisks: 1 }`;
    const run = runText(
      night({
        ...replica('[{ name: px1, maxConcurrentTasks: 4 }]'),
        hosts: `[${oneConnection('esx1')}, ${oneConnection('esx2')}]`,
        vms: `[${vm('v', [100], 'ds1', 'host: esx1')}, ${vm('w', [100], 'ds1', 'host: esx2')}]`,
        jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: ds2, host: esx1 } }]',
      }),
    );
    expect(places(run)).toEqual(['w/0 px1 0-1000', 'v/0 unfinished']);
  });

  it('its waiting is charged while others of its session are at work', () => {
    // Only px1 writes. Another proxy reads w for it, none but itself could read v.
    const run = runText(
      night({
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores:
          '[{ name: ds1, hosts: [esx2] }, { name: ds2, hosts: [esx2] }, { name: ds3, hosts: [esx1] }]',
        proxies: `[{ name: px1, maxConcurrentTasks: 1 },
          { name: px2, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 4 }]`,
        vms: `[${vm('v', [100], 'ds1', 'host: esx2')}, ${vm('w', [100], 'ds3', 'host: esx1')}]`,
        jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]',
      }),
    );
    expect(places(run)).toEqual(['w/0 px2 0-1000', 'v/0 unfinished']);
    expect(waited(run)).toEqual(['v/0 no-candidate 1000']);
  });

  it('with one connection for two, or memory for one', () => {
    const tight = replica('[{ name: px1, maxConcurrentTasks: 8 }]', '{ name: esx1, nbdMaxDisks: 1 }');
    expect(places(runText(night(tight)))).toEqual(unfinished);
    const small = replica('[{ name: px1, maxConcurrentTasks: 8, ram: 3 GB }]');
    expect(places(runText(night({ ...small, enforceRam: 'true' })))).toEqual(unfinished);
  });
});

describe('a place where the second end never fits beside the first is not waited for', () => {
  /** Everything is read at px1, by hot-add; whoever waits for the best place to write at would stay at px1. */
  const readAtPx1 = (px1: string, more: Sections = {}): Sections => ({
    ...replica(`[{ name: px1, host: esx1, ${px1} }, { name: px2, maxConcurrentTasks: 1 }]`),
    transport: '{ hotadd: { perTask: 100 MB/s }, nbd: { perTask: 100 MB/s } }',
    policy: '{ whenBestBusy: wait }',
    jobs: `[{ name: replica, type: replication, vms: ["*"], run: full, proxies: [px1], target: { datastore: ds2 } }]`,
    ...more,
  });
  const oneByOne = ['v/0 px1 0-1000', 'w/0 px1 1000-2000'];

  it('with one slot for both', () => {
    const run = runText(night(readAtPx1('maxConcurrentTasks: 1')));
    expect(places(run)).toEqual(oneByOne);
    expect(waited(run)).toEqual(['w/0 proxy-slot 1000']);
  });

  it('with one disk attached at a time', () => {
    const policy = '{ whenBestBusy: wait, hotaddMaxDisks: 1 }';
    const run = runText(night(readAtPx1('maxConcurrentTasks: 8', { policy })));
    expect(places(run)).toEqual(oneByOne);
    expect(waited(run)).toEqual(['w/0 hotadd-disks 1000']);
  });

  it('with memory for one task', () => {
    const run = runText(night(readAtPx1('maxConcurrentTasks: 8, ram: 3 GB', { enforceRam: 'true' })));
    expect(places(run)).toEqual(oneByOne);
    expect(waited(run)).toEqual(['w/0 ram 1000']);
  });

  it('with one slot for both, and one connection for both elsewhere', () => {
    // v could be read at px3 over the network, but written beside that neither at px3, whose only slot is taken, nor at px4, as w's
    // backup or it has the only connection. px1, half in use by u, reads it at once by hot-add, and px3 writes it by hot-add.
    const run = runText(
      night({
        hosts: '[{ name: esx1, nbdMaxDisks: 1 }, { name: esx2 }]',
        datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx1, esx2] }]',
        proxies: `[{ name: px1, host: esx1, maxConcurrentTasks: 2 }, { name: px3, host: esx2, maxConcurrentTasks: 1 },
          { name: px4, modes: [nbd] }]`,
        transport: '{ hotadd: { perTask: 100 MB/s }, nbd: { perTask: 100 MB/s } }',
        policy: '{ select: load-first, whenBestBusy: wait }',
        vms: `[${vm('u', [100])}, ${vm('w', [100])}, ${vm('v', [100])}]`,
        jobs: `[{ name: first, vms: [u], repository: repo, run: full, proxies: [px1] },
          { name: second, vms: [w], repository: repo, run: full, proxies: [px4] },
          { name: replica, type: replication, vms: [v], run: full, proxies: [px1, px3],
            target: { datastore: ds2, host: esx1, proxies: [px3, px4] } }]`,
      }),
    );
    expect(places(run)).toEqual(['u/0 px1 0-1000', 'w/0 px4 0-1000', 'v/0 px1 0-1000']);
    expect(waited(run)).toEqual([]);
  });

  it('with one connection to a host that is source and target, whichever proxies a task likes best', () => {
    // Half of the tasks like two of the three best that have network mode alone, which writing needs.
    const run = runText(
      night({
        ...replica('[{ name: px1, host: esx1, maxConcurrentTasks: 8 }, { name: "px{2..4}", modes: [nbd] }]'),
        hosts: '[{ name: esx1, nbdMaxDisks: 1 }]',
        transport: '{ hotadd: { perTask: 100 MB/s }, nbd: { perTask: 100 MB/s } }',
        policy: '{ select: random }',
        vms: '[{ name: "v{1..8}", disks: [{ size: 100 GB, datastore: ds1 }] }]',
        jobs: `[{ name: replica, type: replication, vms: ["*"], run: full,
          target: { datastore: ds2, proxies: ["px{2..4}"] } }]`,
      }),
    );
    expect(places(run)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `v${n + 1}/0 px1 ${n * 1000}-${n * 1000 + 1000}`),
    );
    expect(waited(run)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `v${n + 1}/0 nbd-connections ${n * 1000}`));
  });
});

it.each([0, 1])(
  'nobody takes a task while nobody is there to write, whatever refuses it at its first end (sameHostHotAdd: %i)',
  (sameHostHotAdd) => {
    const run = runText(
      night({
        ...replica('[{ name: px1, maxConcurrentTasks: 1 }, { name: px2 }]'),
        jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, proxies: [px1], target: { datastore: ds2, proxies: [px2] } }]',
        policy: `{ sameHostHotAdd: ${sameHostHotAdd} }`,
        faults: '[{ kind: proxy-down, target: px2, at: 100s, for: 200s }]',
      }),
    );
    // v has the slot of px1, and stands still from 100 s to 310 s, when it looks for px2 for the fourteenth time.
    expect(places(run)).toEqual(['v/0 px1 0-1210', 'w/0 px1 1210-2210']);
    expect(waited(run)).toEqual(['w/0 proxy-slot 1010', 'w/0 no-candidate 200']);
  },
);
