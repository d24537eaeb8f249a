import { describe, expect, test } from 'vitest';
import { type Sections, vm } from '../../helpers/night.ts';
import { FIBRE } from '../../helpers/two-arrays.ts';
import { boundOf } from './bound-of.ts';

/** VMs with one disk each, GB, on ds1. */
const vms = (...gigabytes: readonly number[]) =>
  `[${gigabytes.map((gb, n) => vm(`v${n}`, [gb])).join(', ')}]`;

/** Both ends over the network at 100 MB/s per task: 10 s per GB. px1 reads and px2 writes, each on a host of its own. */
const twoEnds = (more: Sections = {}, job = 'type: replication, run: full'): Sections => ({
  vms: vms(100, 100, 100, 100),
  hosts: '[{ name: esx1 }, { name: esx2 }]',
  datastores: '[{ name: ds1, hosts: [esx1], maxSnapshots: unlimited }, { name: ds2, hosts: [esx2] }]',
  proxies: '[{ name: px1, maxConcurrentTasks: 4 }, { name: px2, maxConcurrentTasks: 4 }]',
  jobs: `[{ name: night, ${job}, vms: ["*"], proxies: [px1], target: { datastore: ds2, proxies: [px2] } }]`,
  ...more,
});

describe('for tasks that one proxy reads and another one writes, the bound is set by', () => {
  test.each(['type: replication, run: full', 'type: vm-copy', 'type: quick-migration'])(
    'the longest task: %s',
    (job) => {
      expect(boundOf(twoEnds({ vms: vms(100, 120) }, job))).toEqual({
        seconds: 1200,
        by: 'longest-task v1/0',
        gap: 0,
      });
    },
  );

  test('the slots of the reading proxies, or of the writing ones: four of 1000 s on two and on one', () => {
    const of = (reading: number, writing: number) =>
      boundOf(
        twoEnds({
          proxies: `[{ name: px1, maxConcurrentTasks: ${reading} }, { name: px2, maxConcurrentTasks: ${writing} }]`,
        }),
      );
    expect(of(2, 4)).toEqual({ seconds: 2000, by: 'proxies.px1.slots', gap: 0 });
    expect(of(2, 1)).toEqual({ seconds: 4000, by: 'proxies.px2.slots', gap: 0 });
  });

  test('the slots of a proxy that does both, two per task: four of 1000 s on four', () => {
    const jobs = '[{ name: night, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]';
    const proxies = (slots: number) => `[{ name: px1, maxConcurrentTasks: ${slots} }]`;
    expect(boundOf(twoEnds({ jobs, proxies: proxies(4) }))).toEqual({
      seconds: 2000,
      by: 'proxies.px1.slots',
      gap: 0,
    });
  });

  test('a link between the sites, which takes what is sent: 200 GB at 40 MB/s', () => {
    const sites = {
      sites: '[hq, dr]',
      repositories: '[{ name: repo, site: hq }]',
      links: '[{ name: wan, between: [hq, dr], bandwidth: 40 MB/s }]',
      hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
      datastores: '[{ name: ds1, site: hq, hosts: [esx1] }, { name: ds2, site: dr, hosts: [esx2] }]',
      proxies:
        '[{ name: px1, site: hq, maxConcurrentTasks: 8 }, { name: px2, site: dr, maxConcurrentTasks: 8 }]',
    };
    expect(boundOf(twoEnds(sites))).toEqual({ seconds: 5000, by: 'links.wan', gap: 0 });
    // If either proxy may do either: reading or writing across the link would send all bytes over it; between the proxies it is half.
    const jobs = '[{ name: night, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]';
    expect(boundOf(twoEnds({ ...sites, jobs }))).toMatchObject({ seconds: 5000, by: 'links.wan' });
  });

  test('the datastore that is read, or that is written: 400 GB at 80 MB/s', () => {
    const datastores = (read: string, write: string) =>
      `[{ name: ds1, hosts: [esx1]${read} }, { name: ds2, hosts: [esx2]${write} }]`;
    expect(boundOf(twoEnds({ datastores: datastores(', read: 80 MB/s', '') }))).toEqual({
      seconds: 5000,
      by: 'datastores.ds1.read',
      gap: 0,
    });
    expect(boundOf(twoEnds({ datastores: datastores('', ', write: 80 MB/s') }))).toEqual({
      seconds: 5000,
      by: 'datastores.ds2.write',
      gap: 0,
    });
  });

  test('a resource that is crossed twice, here the storage ports for reading and writing: 2 x 400 GB at 100 MB/s', () => {
    const sections = twoEnds({
      transport: '{}',
      datastores: '[{ name: ds1, protocol: fc, hosts: [esx1] }, { name: ds2, protocol: fc, hosts: [esx2] }]',
      proxies:
        '[{ name: px1, kind: physical, modes: [san], storage: { protocols: [fc], bandwidth: 100 MB/s }, maxConcurrentTasks: 8 }]',
      vms: `[${[0, 1, 2, 3].map((n) => `{ name: v${n}, disks: [{ size: 100 GB, datastore: ds1, thin: false }] }`).join(', ')}]`,
      jobs: '[{ name: night, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]',
    });
    expect(boundOf(sections)).toEqual({ seconds: 8000, by: 'proxies.px1.storage', gap: 0 });
  });

  test('the data of an untracked disk, all of which is read but not written: 50 of 100 GB at 20 MB/s', () => {
    const sections = twoEnds({
      vms: '[{ name: a, tracking: none, disks: [{ size: 100 GB, used: 50 GB, datastore: ds1 }] }]',
      datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2], write: 20 MB/s }]',
    });
    expect(boundOf(sections)).toMatchObject({ seconds: 2500 });
  });

  test('the cores of the reading proxies: 400 GB at 100 MB/s per core on 2 cores', () => {
    const sections = twoEnds({
      transport: '{}',
      profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
      proxies:
        '[{ name: px1, cores: 2, maxConcurrentTasks: 4 }, { name: px2, cores: 2, speed: 0.1, maxConcurrentTasks: 4 }]',
    });
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'proxies.px1.cores', gap: 0 });
  });

  test('connections of the host that is read from, or written through: four of 1000 s on one', () => {
    const hosts = (reading: string, writing: string) =>
      `[{ name: esx1${reading} }, { name: esx2${writing} }]`;
    const one = ', nbdMaxDisks: 1';
    expect(boundOf(twoEnds({ hosts: hosts(one, '') }))).toEqual({
      seconds: 4000,
      by: 'hosts.esx1.nbdMaxDisks',
      gap: 0,
    });
    expect(boundOf(twoEnds({ hosts: hosts('', one) }))).toEqual({
      seconds: 4000,
      by: 'hosts.esx2.nbdMaxDisks',
      gap: 0,
    });
  });

  describe('opening at both ends in parallel,', () => {
    /** Prepare 15, snapshot 5, 1000 s. */
    const opened = (reading: string, writing: string, overheads: string) =>
      boundOf(
        twoEnds({
          vms: vms(100),
          transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
          overheads: `{ base: default, ${overheads} }`,
          proxies: `[{ name: px1, host: esx1, modes: [${reading}] }, { name: px2, host: esx2, modes: [${writing}] }]`,
        }),
      );

    test('by the longer end: 2 s over the network, 30 s to attach and 30 s to detach', () => {
      expect(opened('nbd', 'nbd', '')).toEqual({ seconds: 1022, by: 'longest-task v0/0', gap: 0 });
      expect(opened('hotadd', 'nbd', '')).toEqual({ seconds: 1080, by: 'longest-task v0/0', gap: 0 });
      expect(opened('nbd', 'hotadd', '')).toEqual({ seconds: 1080, by: 'longest-task v0/0', gap: 0 });
      expect(opened('hotadd', 'hotadd', '')).toEqual({ seconds: 1080, by: 'longest-task v0/0', gap: 0 });
      // 50 s to open take longer than 30 s to attach.
      expect(opened('nbd', 'hotadd', 'openNbd: 50s')).toEqual({
        seconds: 1100,
        by: 'longest-task v0/0',
        gap: 0,
      });
    });
  });

  test('the snapshots of VMs, until they have been removed: four of 30 + 1000 s on one, without the last removal', () => {
    const sections = twoEnds({
      overheads: '{ base: none, snapshotCreate: 20s, snapshotRemove: 10s }',
      datastores: '[{ name: ds1, hosts: [esx1], maxSnapshots: 1 }, { name: ds2, hosts: [esx2] }]',
    });
    // What is written meanwhile, 5 % a day of 100 GB, makes each of three removals about six seconds longer.
    expect(boundOf(sections)).toMatchObject({ seconds: 4 * 1030 - 10, by: 'datastores.ds1.maxSnapshots' });
    expect(boundOf(sections).gap).toBeLessThan(0.01);
  });

  test('snapshots that are handed to the array, only until the handoff, however long the other end takes to open', () => {
    // Two VMs, one snapshot after the other: 10 s handoff, 5 s removal. Each takes 20 s to open and 10 s to read; 30 s to attach.
    const sections = twoEnds({
      vms: vms(1, 1),
      arrays: '[{ name: a }]',
      overheads:
        '{ base: none, snapshotHandoff: 10s, openStorageSnapshot: 20s, hotaddAttach: 30s, snapshotRemove: 5s }',
      transport: '{ storage-snapshot: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
      datastores: '[{ name: ds1, array: a, hosts: [esx1], maxSnapshots: 1 }, { name: ds2, hosts: [esx2] }]',
      proxies: `[${FIBRE.replace('name: fibre', 'name: px1, modes: [storage-snapshot]')}, { name: px2, host: esx2, modes: [hotadd] }]`,
      jobs: '[{ name: night, type: replication, vms: ["*"], run: full, proxies: [px1], storageSnapshots: true, target: { datastore: ds2, proxies: [px2] } }]',
    });
    // The second one begins 15 s after the first; the bound knows only the longest, 10 + 30 + 10 s.
    expect(boundOf(sections)).toEqual({ seconds: 50, by: 'longest-task v0/0', gap: 0.3 });
  });

  test('slots of the repository for metadata only if the job names one', () => {
    const named = (repository: string) =>
      twoEnds({
        repositories: '[{ name: repo, maxConcurrentTasks: 2 }]',
        jobs: `[{ name: night, type: replication, vms: ["*"], run: full, proxies: [px1]${repository}, target: { datastore: ds2, proxies: [px2] } }]`,
      });
    expect(boundOf(named(''))).toMatchObject({ seconds: 1000 });
    expect(boundOf(named(', repository: repo'))).toEqual({
      seconds: 2000,
      by: 'repositories.repo.slots',
      gap: 0,
    });
  });

  test('nothing if there are too many pairs of proxies to examine', () => {
    const found = (count: number) => {
      const proxies = `[{ name: "px{1..${count}}" }]`;
      const jobs = `[{ name: backup, vms: [v0], repository: repo, run: full },
        { name: night, type: replication, vms: [v1], run: full, target: { datastore: ds2 } }]`;
      return boundOf(twoEnds({ proxies, jobs, vms: vms(10, 100) }));
    };
    expect(found(50)).toMatchObject({ seconds: 1000, by: 'longest-task v1/0' });
    expect(found(51)).toMatchObject({ seconds: 100, by: 'longest-task v0/0' });
    // Only proxies that the job may use count: 1 x 51 pairs are few enough; and a restore has only one end.
    const night = (job: string) =>
      boundOf(twoEnds({ proxies: '[{ name: "px{1..51}" }]', jobs: `[{ name: night, vms: [v0], ${job} }]` }));
    const replication = 'type: replication, run: full';
    const target = 'target: { datastore: ds2 }';
    expect(night(`${replication}, proxies: [px1], ${target}`)).toMatchObject({ seconds: 1000 });
    expect(night(`${replication}, target: { datastore: ds2, proxies: [px1] }`)).toMatchObject({
      seconds: 1000,
    });
    expect(night(`type: restore, repository: repo, ${target}`)).toMatchObject({ seconds: 1000 });
  });
});

describe('for restores, the bound is set by', () => {
  const restores = (more: Sections = {}): Sections => ({
    vms: vms(100, 100, 100, 100),
    jobs: '[{ name: night, type: restore, vms: ["*"], repository: repo }]',
    ...more,
  });

  test('the longest task, or the slots of the writing proxies: three rounds of 1000 s', () => {
    const proxies = '[{ name: px1, maxConcurrentTasks: 4 }]';
    expect(boundOf(restores({ proxies }))).toEqual({ seconds: 1000, by: 'longest-task v0/0', gap: 0 });
    const two = '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]';
    expect(boundOf(restores({ proxies: two, vms: vms(100, 100, 100, 100, 100) }))).toEqual({
      seconds: 3000,
      by: 'proxies.px1+px2.slots',
      gap: 0,
    });
  });

  test('the slots of the repository, one per disk even if slots count chains: four on one', () => {
    for (const unit of ['disk', 'chain']) {
      const repositories = `[{ name: repo, slotUnit: ${unit}, maxConcurrentTasks: 1 }]`;
      expect(boundOf(restores({ repositories, vms: `[${vm('a', [100, 100, 100, 100])}]` }))).toEqual({
        seconds: 4000,
        by: 'repositories.repo.slots',
        gap: 0,
      });
    }
  });

  test('the reads of the repository, half of what is written to the datastores', () => {
    const repositories = '[{ name: repo, read: 25 MB/s, maxConcurrentTasks: unlimited }]';
    expect(boundOf(restores({ repositories }))).toEqual({
      seconds: 8000,
      by: 'repositories.repo.read',
      gap: 0,
    });
    // Disks are restored in place: 200 GB at 50 MB/s on ds1, and at 25 MB/s on ds2.
    const inPlace = {
      datastores: '[{ name: ds1, write: 50 MB/s }, { name: ds2, write: 25 MB/s }]',
      vms: `[${vm('a', [100, 100])}, ${vm('b', [100, 100], 'ds2')}]`,
    };
    expect(boundOf(restores(inPlace))).toEqual({ seconds: 8000, by: 'datastores.ds2.write', gap: 0 });
  });

  test('connections of the host that is written to: four of 1000 s on two', () => {
    const sections = restores({ hosts: '[{ name: esx1, nbdMaxDisks: 2 }]' });
    expect(boundOf(sections)).toEqual({ seconds: 2000, by: 'hosts.esx1.nbdMaxDisks', gap: 0 });
  });

  test('no snapshots, because restores need none', () => {
    const sections = restores({
      overheads: 'default',
      datastores: '[{ name: ds1, maxSnapshots: 1 }]',
      parallelProcessing: 'false',
    });
    // 15 s to prepare, 2 to open, 1000 s, 5 to finalise; the last finalising lies outside the window.
    expect(boundOf(sections)).toEqual({ seconds: 4 * 1022 - 5, by: 'jobs.night.sequential', gap: 0 });
  });
});

test('for snapshot scans, the bound is set by the slots while they are opened', () => {
  const sections: Sections = {
    vms: vms(100, 100, 100, 100),
    overheads: 'default',
    arrays: '[{ name: a }]',
    datastores: '[{ name: ds1, array: a }]',
    proxies: `[${FIBRE.replace('storage:', 'maxConcurrentTasks: 2, storage:')}]`,
    transport: '{ storage-snapshot: { perTask: unlimited } }',
    jobs: '[{ name: scan, type: snapshot-scan, vms: ["*"] }]',
  };
  // Prepare 15, open 20; two at a time, so two rounds. No handoff, because the VMs have no snapshot of their own.
  expect(boundOf(sections)).toMatchObject({ seconds: 70, by: 'proxies.fibre.slots', gap: 0 });
});
