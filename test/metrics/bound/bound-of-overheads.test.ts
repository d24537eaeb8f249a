import { describe, expect, test } from 'vitest';
import { type Sections, vm } from '../../helpers/night.ts';
import { boundOf } from './bound-of.ts';

describe('overheads of many tiny disks: the bound is set by', () => {
  /** VMs of one disk of 200 MB: prepare 15, snapshot 5, opening 2, 2 s at 100 MB/s; 24 s of slots. */
  const tiny = (count: number, more: Sections = {}) => ({
    overheads: 'default',
    proxies: '[{ name: px1, maxConcurrentTasks: 8 }]',
    vms: `[${Array.from({ length: count }, (_, n) => vm(`v${n}`, [0.2])).join(', ')}]`,
    ...more,
  });

  test('rounds of slots: 60 of 24 s on 8 are eight rounds', () => {
    expect(boundOf(tiny(60))).toEqual({ seconds: 8 * 24, by: 'proxies.px1.slots', gap: 0 });
  });

  test('snapshots of a datastore, each until it has been removed: 60 of 34 s on 4, without the last removal', () => {
    const expected = { seconds: 15 * 34 - 10, by: 'datastores.ds1.maxSnapshots' };
    const sections = tiny(60, { datastores: '[{ name: ds1, maxSnapshots: 4 }]' });
    // What is written meanwhile adds less than a second to the removals of all rounds.
    expect(boundOf(sections)).toMatchObject(expected);
    expect(boundOf(sections).gap).toBeLessThan(0.002);
    expect(boundOf({ ...sections, policy: '{ filters: [] }' })).toMatchObject({ by: 'proxies.px1.slots' });
  });

  test('snapshots of the datastore that allows fewer, if VMs have disks on two', () => {
    // Each VM has a snapshot on both. ds2 allows 2 at once, so 20 VMs take 10 rounds of 34 s; ds1 has the default limit.
    const both = Array.from(
      { length: 20 },
      (_, n) =>
        `{ name: v${n}, disks: [{ size: 200 MB, datastore: ds1 }, { size: 200 MB, datastore: ds2 }] }`,
    );
    const sections = tiny(0, {
      datastores: '[{ name: ds1 }, { name: ds2, maxSnapshots: 2 }]',
      vms: `[${both}]`,
    });
    expect(boundOf(sections)).toMatchObject({ seconds: 10 * 34 - 10, by: 'datastores.ds2.maxSnapshots' });
  });

  test('network-mode connections of a host, if there is no other mode: 60 of 24 s on 3', () => {
    const sections = tiny(60, { hosts: '[{ name: esx1, nbdMaxDisks: 3 }]' });
    expect(boundOf(sections)).toEqual({ seconds: 480, by: 'hosts.esx1.nbdMaxDisks', gap: 0 });
    const withHotadd = { ...sections, proxies: '[{ name: px1, host: esx1, maxConcurrentTasks: 8 }]' };
    expect(boundOf(withHotadd)).toMatchObject({ by: 'proxies.px1.slots' });
    expect(boundOf({ ...sections, policy: '{ filters: [] }' })).toMatchObject({ by: 'proxies.px1.slots' });
  });

  test('disks that a proxy may attach at once: 60 of 15 + 5 + 30 + 2 + 30 s on 2', () => {
    const hotadd = '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }]';
    const transport = '{ hotadd: { perTask: 100 MB/s } }';
    const sections = tiny(60, { proxies: hotadd, transport, policy: '{ hotaddMaxDisks: 2 }' });
    expect(boundOf(sections)).toEqual({ seconds: 30 * 82, by: 'proxies.px1.hotaddDisks', gap: 0 });
  });

  describe('disk by disk, for VMs whose disks have different candidates:', () => {
    // Each of four VMs has 10 GB on ds1, which take 100 s, and 10 GB on ds2, which a proxy reads by direct SAN in 50 s.
    const disks = '[{ size: 10 GB, datastore: ds1 }, { size: 10 GB, datastore: ds2 }]';
    const sections = {
      datastores:
        '[{ name: ds1, protocol: iscsi, maxSnapshots: unlimited }, { name: ds2, protocol: fc, maxSnapshots: unlimited }]',
      vms: `[${[1, 2, 3, 4].map((n) => `{ name: v${n}, disks: ${disks} }`).join(', ')}]`,
      transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s }, san: { perTask: 200 MB/s } }',
    };
    const array = 'kind: physical, storage: { protocols: [fc] }, maxConcurrentTasks: 8';

    test('network-mode connections of a host: four of 100 s on one', () => {
      const found = boundOf({
        ...sections,
        hosts: '[{ name: esx1, nbdMaxDisks: 1 }]',
        proxies: `[{ name: px1, ${array} }]`,
      });
      expect(found).toMatchObject({ seconds: 400, by: 'hosts.esx1.nbdMaxDisks' });
    });

    test('disks that a proxy may attach at once: four of 100 s, two at a time', () => {
      const found = boundOf({
        ...sections,
        policy: '{ hotaddMaxDisks: 2 }',
        proxies: `[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }, { name: px2, modes: [san], failoverToNetwork: false, ${array} }]`,
      });
      expect(found).toMatchObject({ seconds: 200, by: 'proxies.px1.hotaddDisks' });
    });
  });

  test('for all disks of a VM the cheaper of attaching and opening', () => {
    // Three disks: by hot-add 60 s once and 2 s a disk; over the network 2 + 2 s a disk, so 12 s.
    const vms = `[${Array.from({ length: 8 }, (_, n) => vm(`v${n}`, [0.2, 0.2, 0.2])).join(', ')}]`;
    const proxies = (modes: string) =>
      `[{ name: px1, host: esx1, modes: [${modes}], maxConcurrentTasks: 1 }]`;
    const transport = '{ hotadd: { perTask: 100 MB/s }, nbd: { perTask: 100 MB/s } }';
    const of = (modes: string) => boundOf(tiny(0, { vms, transport, proxies: proxies(modes) })).seconds;
    expect(of('hotadd')).toBe(8 * (20 + 60 + 6));
    expect(of('nbd')).toBe(8 * (20 + 12));
    expect(of('hotadd, nbd')).toBe(8 * (20 + 12));
  });

  test('memory, where it is enforced: 60 of 24 s on the two tasks for which 4 GB are enough', () => {
    const sections = tiny(60, {
      enforceRam: 'true',
      proxies: '[{ name: px1, maxConcurrentTasks: 8, ram: 4 GB }]',
    });
    expect(boundOf(sections)).toEqual({ seconds: 30 * 24, by: 'proxies.px1.ram', gap: 0 });
  });

  test('one disk at a time, and the next VM after the previous one is finalised', () => {
    // 24 s, removal 10, finalising 5, of which the last VM's lie outside the window; deltas add less than a second.
    const sections = tiny(20, { parallelProcessing: 'false' });
    expect(boundOf(sections)).toMatchObject({ seconds: 20 * 39 - 15, by: 'jobs.night.sequential' });
    expect(boundOf(sections).gap).toBeLessThan(0.001);
    // By hot-add, each disk is attached separately: 20 + 3 x (30 + 2 + 30) + 15 s per VM.
    const hotadd = {
      ...sections,
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      proxies: '[{ name: px1, host: esx1, modes: [hotadd] }]',
      vms: `[${vm('a', [0.2, 0.2, 0.2])}, ${vm('b', [0.2, 0.2, 0.2])}]`,
    };
    expect(boundOf(hotadd)).toMatchObject({ seconds: 2 * 221 - 15, by: 'jobs.night.sequential' });
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
    // Prepare 15, snapshot 5, handoff 10, open 20, read 2: 52 s for each group of 3, 3, 3 and 1.
    expect(boundOf(sections)).toEqual({ seconds: 4 * 52, by: 'jobs.night.storageSnapshots', gap: 0 });
  });

  test('the spacing of starts on a datastore under latency control', () => {
    const on = (type: string) =>
      tiny(20, {
        latencyControl: '{}',
        datastores: `[{ name: ds1, type: ${type}, maxSnapshots: unlimited, latency: { base: 2 ms, perTask: 0.1 ms } }]`,
      });
    const sections = on('vmfs');
    expect(boundOf(sections)).toEqual({ seconds: 19 * 40 + 24, by: 'datastores.ds1.spacing', gap: 0 });
    // A task that takes 200 s longer may start first, so 19 spacings and 24 s are still more.
    const longer = { ...sections, vms: sections.vms.replace('0.2 GB', '20.2 GB') };
    expect(boundOf(longer)).toMatchObject({ seconds: 19 * 40 + 24, by: 'datastores.ds1.spacing' });
    // On vSAN, where latency control does nothing, 20 of 24 s on 8 slots are three rounds.
    expect(boundOf(on('vsan'))).toMatchObject({ seconds: 3 * 24, by: 'proxies.px1.slots' });
  });

  test('a polling scheduler: tasks of 24 s last to the third tick of 10 s', () => {
    // Eight rounds begin 30 s apart, and the last ends after 24.
    const sections = tiny(60, { policy: '{ schedulerTick: 10s }' });
    expect(boundOf(sections)).toEqual({ seconds: 7 * 30 + 24, by: 'proxies.px1.slots', gap: 0 });
  });

  test('a capacity, including the time before the first byte and after the last', () => {
    // 4 x 0.1 GB arrive at 1 MB/s: 400 s; prepare 15, snapshot 5, opening 2 before that.
    const slow = { repositories: '[{ name: repo, write: 1 MB/s, maxConcurrentTasks: unlimited }]' };
    expect(boundOf(tiny(4, slow))).toEqual({ seconds: 422, by: 'repositories.repo.write', gap: 0 });
    // Only VMs with data count for the time before: 60 s to prepare them. The VM that is prepared in 0 s has an empty disk.
    const jobs = `[{ name: empty, vms: [v0], repository: repo, run: full, vmPrepare: 0s },
      { name: full, vms: [v1, v2], repository: repo, run: full, vmPrepare: 60s }]`;
    const vms = `[{ name: v0, disks: [{ size: 1 GB, used: 0 GB, datastore: ds1 }] }, ${vm('v1', [0.2])}, ${vm('v2', [0.2])}]`;
    expect(boundOf(tiny(0, { ...slow, jobs, vms }))).toEqual({
      seconds: 60 + 5 + 2 + 200,
      by: 'repositories.repo.write',
      gap: 0,
    });
    // By hot-add, 30 s to attach before and 30 s to detach after, instead of 2 s to open.
    const hotadd = {
      ...slow,
      proxies: '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }]',
    };
    expect(boundOf(tiny(4, hotadd))).toEqual({ seconds: 480, by: 'repositories.repo.write', gap: 0 });
  });
});
