import { describe, expect, test } from 'vitest';
import { night, places, type Sections, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const DISKS_OF_DS1 = '[{ name: "v{1..20}", disks: [{ size: 100 GB, datastore: ds1 }] }]';

describe('a task that waits for the proxy that it draws holds up none that draws another', () => {
  const rates = '{ nbd: { perTask: 100 MB/s }, nfs: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }';
  const near = (slots: number, rest = '') =>
    `{ name: near, maxConcurrentTasks: ${slots}, modes: [nfs], storage: { protocols: [nfs] }, failoverToNetwork: false${rest} }`;

  /** With room everywhere each goes where it draws; with one slot at `near`, all that draw another proxy go as before. */
  function holdsUpNone(
    sections: (near: number) => Sections,
    other: string,
    { at = 0, end = 'proxy' }: { at?: number; end?: 'proxy' | 'secondProxy' } = {},
  ): void {
    const begin = (slots: number) =>
      runText(night({ transport: rates, vms: DISKS_OF_DS1, ...sections(slots) }))
        .tasks.filter((task) => task[end] === other && task.startSeconds === at)
        .map((task) => task.vm);
    const roomy = begin(100);
    expect(roomy.length).toBeGreaterThan(3);
    expect(roomy.length).toBeLessThan(17);
    expect(begin(1)).toEqual(roomy);
  }

  test('where the one that writes is drawn as well', () => {
    // All are read at one proxy, so the draw for the first end does not tell which one writes.
    holdsUpNone(
      (slots) => ({
        datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: copies, type: nfs }]',
        proxies: `[{ name: reader, maxConcurrentTasks: 100 }, ${near(slots)}, { name: far, maxConcurrentTasks: 100 }]`,
        policy: '{ preset: rts, select: random, whenBestBusy: wait }',
        jobs: `[{ name: replica, type: replication, vms: ["*"], run: full, proxies: [reader],
          target: { datastore: copies, proxies: [near, far] } }]`,
      }),
      'far',
      { end: 'secondProxy' },
    );
  });

  test('where one of those that are drawn is never given, because a proxy on the host of the VM is', () => {
    holdsUpNone(
      (slots) => ({
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores: '[{ name: ds1, type: nfs, maxSnapshots: unlimited, hosts: [esx1, esx2] }]',
        proxies: `[${near(slots)}, { name: other, host: esx2, modes: [hotadd], maxConcurrentTasks: 100 },
          { name: own, host: esx1, modes: [hotadd], maxConcurrentTasks: 100 }]`,
        policy: '{ preset: rts, select: random, sameHostHotAdd: 1, whenBestBusy: wait, hotaddMaxDisks: 100 }',
        vms: '[{ name: "v{1..20}", host: esx1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
      }),
      'own',
    );
  });

  test.each([
    ['those that are drawn is', ''],
    ['three, all added during the night, is', ', added: 1s'],
  ])('where one of %s not there yet', (_, added) => {
    holdsUpNone(
      (slots) => ({
        datastores: '[{ name: ds1, type: nfs, maxSnapshots: unlimited }]',
        proxies: `[${near(slots, added)}, { name: far, maxConcurrentTasks: 100${added} },
          { name: late, maxConcurrentTasks: 100, added: 5h }]`,
        policy: '{ preset: rts, select: random, whenBestBusy: wait }',
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 10s } }]',
      }),
      'far',
      { at: 10 },
    );
  });
});

describe('a host without a connection left holds up no VM of another host', () => {
  const hosts = '[{ name: esx1, nbdMaxDisks: 1 }, { name: esx2, nbdMaxDisks: 1 }]';
  const vms = `[${vm('a', [10], 'ds1', 'host: esx1')}, ${vm('b', [10], 'ds1', 'host: esx1')}, ${vm('c', [10], 'ds1', 'host: esx2')}]`;

  test('where the proxy reads over the network and writes directly', () => {
    // Thick disks are written directly in a first run; ds1 cannot be read so.
    const run = runText(
      night({
        hosts,
        datastores: `[{ name: ds1, protocol: iscsi, maxSnapshots: unlimited }, { name: copies, protocol: fc }]`,
        proxies: '[{ name: px1, kind: physical, maxConcurrentTasks: 9, storage: { protocols: [fc] } }]',
        transport: '{ nbd: { perTask: 100 MB/s }, san: { perTask: 100 MB/s } }',
        vms,
        jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: copies } }]',
      }),
    );
    const modes = run.tasks.map(({ mode, secondMode }) => `${mode} ${secondMode}`);
    expect(modes).toEqual(['nbd san', 'nbd san', 'nbd san']);
    expect(places(run)).toEqual(['a/0 px1 0-100', 'c/0 px1 0-100', 'b/0 px1 100-200']);
    expect(waited(run)).toEqual(['b/0 nbd-connections 100']);
  });
});

test('VMs of which some disks are on one datastore, but others on different ones, wait for their own', () => {
  const two = (name: string, other: string) =>
    `{ name: ${name}, disks: [{ size: 10 GB, datastore: ds1 }, { size: 10 GB, datastore: ${other} }] }`;
  const run = runText(
    night({
      datastores: `[{ name: ds1, maxSnapshots: 9 }, { name: ds2, maxSnapshots: 1 }, { name: ds3, maxSnapshots: 9 }]`,
      proxies: '[{ name: px1, maxConcurrentTasks: 9 }]',
      vms: `[${vm('a', [10], 'ds2')}, ${two('b', 'ds2')}, ${two('c', 'ds3')}]`,
    }),
  );
  // a has the only snapshot that ds2 has room for.
  expect(places(run)).toEqual([
    'a/0 px1 0-100',
    'c/0 px1 0-100',
    'c/1 px1 0-100',
    'b/0 px1 100-200',
    'b/1 px1 100-200',
  ]);
  expect(waited(run)).toEqual(['b/0 datastore-snapshots 100', 'b/1 datastore-snapshots 100']);
});

test('a VM that waits for the proxy on its host holds up no VM of another host', () => {
  const own = (name: string, host: string) =>
    `{ name: ${name}, host: ${host}, modes: [hotadd], maxConcurrentTasks: 1 }`;
  const run = runText(
    night({
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      datastores: '[{ name: ds1, maxSnapshots: unlimited, hosts: [esx1, esx2] }]',
      proxies: `[${own('own1', 'esx1')}, ${own('own2', 'esx2')}]`,
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      policy: '{ preset: rts, sameHostHotAdd: 1 }',
      vms: `[${vm('a', [10], 'ds1', 'host: esx1')}, ${vm('b', [10], 'ds1', 'host: esx1')}, ${vm('c', [10], 'ds1', 'host: esx2')}]`,
    }),
  );
  expect(places(run)).toEqual(['a/0 own1 0-100', 'c/0 own2 0-100', 'b/0 own1 100-200']);
  expect(waited(run)).toEqual(['b/0 proxy-slot 100']);
});
