import { describe, expect, test } from 'vitest';
import { type Sections, vm } from '../../helpers/night.ts';
import { boundOf, trueBoundOf } from './bound-of.ts';

/** VMs with one disk each, GB. */
const vms = (...gigabytes: readonly number[]) =>
  `[${gigabytes.map((gb, n) => vm(`v${n}`, [gb])).join(', ')}]`;
const UNLIMITED = 'maxConcurrentTasks: unlimited';

describe('for backup copies, which read half of what is used and need no proxy, the bound is set by', () => {
  /** `source` and `target`: more of the repositories. 4 x 50 GB are stored. */
  const copies = (source: string, target = UNLIMITED, more: Sections = {}): Sections => ({
    vms: vms(100, 100, 100, 100),
    repositories: `[{ name: repo, ${source} }, { name: vault, ${target} }]`,
    jobs: '[{ name: copies, type: backup-copy, vms: ["*"], source: repo, repository: vault, run: full }]',
    ...more,
  });

  test('the link between the sites: 200 GB at 40 MB/s', () => {
    const sites = {
      sites: '[hq, dr]',
      links: '[{ name: wan, between: [hq, dr], bandwidth: 40 MB/s }]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq }]',
      proxies: '[{ name: px1, site: hq }]',
    };
    expect(boundOf(copies(`site: hq, ${UNLIMITED}`, `site: dr, ${UNLIMITED}`, sites))).toEqual({
      seconds: 5000,
      by: 'links.wan',
      gap: 0,
    });
  });

  test.each([
    ['what is read', 'read: 40 MB/s', 'repositories.repo.read'],
    ['what is sent', 'network: 40 MB/s', 'repositories.repo.networkReads'],
    ['what may be read', 'ingest: { read: 40 MB/s }', 'repositories.repo.ingestRead'],
  ])('%s of the repository: 200 GB at 40 MB/s', (_, limit, by) => {
    expect(boundOf(copies(`${limit}, ${UNLIMITED}`))).toEqual({ seconds: 5000, by, gap: 0 });
  });

  test.each([
    ['what is written', 'write: 40 MB/s', 'repositories.vault.write'],
    ['what is received', 'network: 40 MB/s', 'repositories.vault.network'],
    ['one stream for all', 'perStream: 40 MB/s, perVmFiles: false', 'repositories.vault.perStream'],
  ])('%s at the other repository: 200 GB at 40 MB/s', (_, limit, by) => {
    expect(boundOf(copies(UNLIMITED, `${limit}, ${UNLIMITED}`))).toEqual({ seconds: 5000, by, gap: 0 });
  });

  test('the slots of either repository, on the source always one per disk: three of 500 s on two', () => {
    // 50 GB each, through a stream of its own at 100 MB/s.
    const stream = 'perStream: 100 MB/s';
    const three = { vms: vms(100, 100, 100) };
    const target = `${stream}, perVmFiles: true`;
    expect(boundOf(copies('maxConcurrentTasks: 2', `${target}, ${UNLIMITED}`, three))).toEqual({
      seconds: 1000,
      by: 'repositories.repo.slots',
      gap: 0,
    });
    expect(boundOf(copies(UNLIMITED, `${target}, maxConcurrentTasks: 2`, three))).toEqual({
      seconds: 1000,
      by: 'repositories.vault.slots',
      gap: 0,
    });
    // Even if slots count chains, reads take one per disk: four of 100 s.
    const chain = 'slotUnit: chain, maxConcurrentTasks: 1';
    const two = { vms: `[${vm('a', [20, 20])}, ${vm('b', [20, 20])}]` };
    expect(boundOf(copies(chain, `${target}, ${UNLIMITED}`, two))).toEqual({
      seconds: 400,
      by: 'repositories.repo.slots',
      gap: 0,
    });
  });

  test('a slot of a repository that backups write to and copies read, one after the other: 1000 and 500 s', () => {
    const jobs = `[{ name: backup, vms: [v0], repository: repo, run: full },
      { name: copies, type: backup-copy, vms: [v1], source: repo, repository: vault, run: full }]`;
    const sections = copies('maxConcurrentTasks: 1', `perStream: 100 MB/s, ${UNLIMITED}`, {
      vms: vms(100, 100),
      jobs,
    });
    expect(boundOf(sections)).toEqual({ seconds: 1500, by: 'repositories.repo.slots', gap: 0 });
  });

  test('the combined capacity of the source’s extents: 200 GB at 30 + 50 MB/s', () => {
    const sections = (limits: readonly string[]) => ({
      ...copies(''),
      repositories: `[${limits.map((limit, n) => `{ name: e${n}, ${limit}, ${UNLIMITED} }`).join(', ')},
          { name: repo, extents: [e0, e1] }, { name: vault, ${UNLIMITED} }]`,
    });
    const of = (limits: readonly string[]) => boundOf(sections(limits));
    expect(of(['read: 30 MB/s', 'read: 50 MB/s'])).toMatchObject({
      seconds: 2500,
      by: 'repositories.repo.read',
    });
    expect(of(['network: 30 MB/s', 'network: 50 MB/s'])).toMatchObject({
      seconds: 2500,
      by: 'repositories.repo.networkReads',
    });
    // An extent without a limit could hold all of them.
    expect(trueBoundOf(sections(['read: 30 MB/s', 'write: 1 MB/s']))).toMatchObject({ seconds: 0 });
  });

  test('the way through a gateway that is named, but not an automatic one, because copies use no proxy', () => {
    const more = { proxies: '[{ name: px1, network: 40 MB/s }]' };
    expect(boundOf(copies(UNLIMITED, `gateway: px1, ${UNLIMITED}`, more))).toEqual({
      seconds: 5000,
      by: 'proxies.px1.inbound',
      gap: 0,
    });
    // With an automatic gateway, copies come in over the network of the repository's own machine.
    const chosen = `gateway: auto, server: px1, network: 80 MB/s, ${UNLIMITED}`;
    expect(boundOf(copies(UNLIMITED, chosen, more))).toEqual({
      seconds: 2500,
      by: 'repositories.vault.network',
      gap: 0,
    });
  });

  test('the backup that they follow, without a snapshot of their own', () => {
    // 15 + 5 + 2 + 1000 s, removal 10, finalising of VM and job 5 and 10, init 15; then 15 s to prepare, and 50 GB at 100 MB/s.
    const jobs = `[{ name: backup, vms: [v0], repository: repo, run: full },
      { name: copies, type: backup-copy, vms: [v0], source: repo, repository: vault, run: full, schedule: { after: backup } }]`;
    const sections = copies(UNLIMITED, `perStream: 100 MB/s, ${UNLIMITED}`, {
      vms: vms(100),
      overheads: 'default',
      jobs,
    });
    const { seconds, by, gap } = boundOf(sections);
    expect([seconds, by]).toEqual([1022 + 40 + 15 + 500, 'longest-task v0/0 after jobs.backup']);
    // The gap is what was written to the snapshot meanwhile.
    expect(gap).toBeLessThan(0.001);
  });

  test('one VM after the other, with finalising but without removing snapshots', () => {
    // 15 s to prepare, 500 s, 5 s to finalise; the last finalising lies outside the window.
    const sections = copies(UNLIMITED, `perStream: 100 MB/s, perVmFiles: true, ${UNLIMITED}`, {
      parallelProcessing: 'false',
      overheads: 'default',
    });
    expect(boundOf(sections)).toEqual({ seconds: 4 * 520 - 5, by: 'jobs.copies.sequential', gap: 0 });
  });

  test('neither snapshots nor spacing on the datastore of the VMs', () => {
    const sections = copies(`perStream: 100 MB/s, ${UNLIMITED}`, `write: 200 MB/s, ${UNLIMITED}`, {
      latencyControl: '{}',
      datastores: '[{ name: ds1, maxSnapshots: 1, latency: { base: 2 ms, perTask: 0.1 ms } }]',
    });
    expect(boundOf(sections)).toEqual({ seconds: 1000, by: 'repositories.vault.write', gap: 0 });
  });
});
