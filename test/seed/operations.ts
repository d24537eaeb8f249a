import { expect } from 'vitest';
import { night, places, type Sections, vm } from '../helpers/night.ts';
import { runText, scenarioOf, type TestRun } from '../helpers/run-scenario-text.ts';
import type { Scenes } from './outline.ts';

/** One disk of 100 GB whose job says more. */
const job = (more: string, sections: Sections = {}) =>
  runText(night({ jobs: `[{ name: night, vms: ["*"], ${more} }]`, ...sections }));
const BACKUP = 'repository: repo, run: full';
/** Gigabytes read and transferred by the whole run. */
const gigabytes = ({ summary: { totals } }: TestRun) => [
  totals.readBytes / 1e9,
  totals.transferredBytes / 1e9,
];
const windowOf = ({ summary }: TestRun) => summary.window?.seconds;
/** Proxies by their rows in the order of placement: `0 nbd`, or `0 nbd > 1 nbd` where a second one writes. */
const ends = ({ trace }: TestRun) =>
  trace.flatMap((record) => {
    if (record.kind !== 'task-started') return [];
    const { proxy, mode, second } = record;
    return [second === null ? `${proxy} ${mode}` : `${proxy} ${mode} > ${second.proxy} ${second.mode}`];
  });

/** VMs are copied from ds1 to ds2: one proxy may read, the other write. */
const TWO_ENDS: Sections = {
  datastores: '[{ name: ds1 }, { name: ds2 }]',
  proxies: '[{ name: source }, { name: target }]',
};
const toDs2 = 'proxies: [source], target: { datastore: ds2, proxies: [target] }';

/** An incremental night of Hyper-V hosts of one version: 10 % of 100 GB changed. */
const hyperv = (versions: readonly string[], more = ''): Sections => ({
  hosts: `[${versions.map((v, i) => `{ name: hv${i}, platform: hyperv, cluster: blue, version: "${v}" }`).join(', ')}]`,
  transport: '{ on-host: { perTask: 100 MB/s } }',
  proxies: '[]',
  vms: `[{ name: v, ${more} disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]`,
});
const INCREMENT = 'repository: repo, run: incremental';
const trackingOn = (versions: readonly string[]) =>
  scenarioOf(night(hyperv(versions))).vms.traits[0]?.tracking;

export const OPERATIONS: Scenes = {
  // One VM of each platform, both 100 GB at 100 MB/s: a proxy of its own reads each.
  'both-platforms'() {
    const run = runText(
      night({
        hosts: '[{ name: esx1 }, { name: hv1, platform: hyperv }]',
        datastores: '[{ name: ds1, type: vmfs }, { name: csv1, type: csv }]',
        transport: '{ nbd: { perTask: 100 MB/s }, on-host: { perTask: 100 MB/s } }',
        vms: `[${vm('a', [100])}, ${vm('b', [100], 'csv1')}]`,
      }),
    );
    expect(run.tasks.map(({ mode }) => mode)).toEqual(['nbd', 'on-host']);
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 hv1 0-1000']);
  },

  // 100 GB read, half of it sent.
  'handles-backup'() {
    const run = job(BACKUP);
    expect([places(run), gigabytes(run)]).toEqual([['vm1/0 px1 0-1000'], [100, 50]]);
  },

  // Both proxies hold a slot for the 1000 s: the second disk waits for the source's one slot, later for the target's.
  'handles-replication'() {
    const replicate = (source: number, target: number) =>
      job(`type: replication, run: full, ${toDs2}`, {
        ...TWO_ENDS,
        proxies: `[{ name: source, maxConcurrentTasks: ${source} }, { name: target, maxConcurrentTasks: ${target} }]`,
        vms: `[${vm('v', [100, 100])}]`,
      });
    expect(ends(replicate(2, 2))).toEqual(['0 nbd > 1 nbd', '0 nbd > 1 nbd']);
    expect(
      [
        [2, 2],
        [1, 2],
        [2, 1],
      ].map(([s, t]) => windowOf(replicate(s!, t!))),
    ).toEqual([1000, 2000, 2000]);
  },

  // Whatever changed, a copy is of everything.
  'handles-vm-copy'() {
    const run = job('type: vm-copy, repository: repo, run: incremental');
    expect([places(run), gigabytes(run)[0]]).toEqual([['vm1/0 px1 0-1000'], 100]);
  },

  // The reading and the writing proxy, as in a replication.
  'handles-migration'() {
    const run = job(`type: quick-migration, ${toDs2}`, TWO_ENDS);
    expect([ends(run), windowOf(run), gigabytes(run)[0]]).toEqual([['0 nbd > 1 nbd'], 1000, 100]);
  },

  // The repository reads the 50 GB that it holds at 25 MB/s; a proxy writes the 100 GB that come of it: 2000 s.
  'handles-restore'() {
    const run = job('type: restore, repository: repo', { repositories: '[{ name: repo, read: 25 MB/s }]' });
    expect([places(run), gigabytes(run)]).toEqual([['vm1/0 px1 0-2000'], [100, 50]]);
  },

  // Two snapshots of 64 MB at 64 MB/s each hold a slot of one for a second. Without an array there is nothing to scan.
  'scans-snapshots'() {
    const scan = (arrays: string, store: string) =>
      job('type: snapshot-scan', {
        arrays,
        datastores: `[{ name: ds1, ${store} }]`,
        proxies: '[{ name: san1, storage: { protocols: [fc] }, maxConcurrentTasks: 1 }]',
        transport: '{ storage-snapshot: { perTask: 64 MB/s } }',
        vms: `[${vm('v', [100, 100])}]`,
      });
    const run = scan('[{ name: array1 }]', 'array: array1');
    expect(run.tasks.map(({ mode }) => mode)).toEqual(['storage-snapshot', 'storage-snapshot']);
    expect(places(run)).toEqual(['v/0 san1 0-1', 'v/1 san1 1-2']);
    expect(() => scan('[]', 'type: vmfs')).toThrow('no storage snapshot to scan');
  },

  // The datastore gives 50 MB/s, all of it for 2000 s.
  retrieves() {
    const run = runText(night({ datastores: '[{ name: ds1, read: 50 MB/s }]' }));
    expect([windowOf(run), run.summary.datastores['ds1']?.utilisation]).toEqual([2000, 1]);
  },

  // 40 of 100 GB are used: the rest is neither read nor sent where tracking knows it; untracked it is read, and not sent.
  whitespace() {
    const full = (tracking: string) =>
      runText(
        night({
          vms: `[{ name: v, tracking: ${tracking}, disks: [{ size: 100 GB, used: 40 GB, datastore: ds1 }] }]`,
        }),
      );
    expect([gigabytes(full('cbt')), windowOf(full('cbt'))]).toEqual([[40, 20], 400]);
    expect([gigabytes(full('none')), windowOf(full('none'))]).toEqual([[100, 20], 1000]);
  },

  // 10 % of 100 GB changed in the day: 10 GB, 100 s; without tracking all is read to find them.
  cbt() {
    const increment = (tracking: string) =>
      job(INCREMENT, {
        vms: `[{ name: v, tracking: ${tracking}, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]`,
      });
    expect([gigabytes(increment('cbt')), windowOf(increment('cbt'))]).toEqual([[10, 5], 100]);
    expect([gigabytes(increment('none')), windowOf(increment('none'))]).toEqual([[100, 5], 1000]);
  },

  // As with changed block tracking: 10 GB of 100.
  fct() {
    expect(['2008r2', '2012', '2012r2'].map((version) => trackingOn([version]))).toEqual([
      'fct',
      'fct',
      'fct',
    ]);
    expect(gigabytes(job(INCREMENT, hyperv(['2012r2'])))).toEqual([10, 5]);
  },

  // A cluster of both, or a VM of an old configuration, is not tracked: 100 GB are read.
  rct() {
    expect([trackingOn(['2016']), trackingOn(['2016', '2012r2'])]).toEqual(['rct', 'none']);
    expect(gigabytes(job(INCREMENT, hyperv(['2016'])))).toEqual([10, 5]);
    expect(gigabytes(job(INCREMENT, hyperv(['2016', '2012r2'])))).toEqual([100, 5]);
    expect(gigabytes(job(INCREMENT, hyperv(['2016'], 'configVersion: 5,')))).toEqual([100, 5]);
  },

  // The repository's network takes 25 MB/s: 50 GB in 2000 s, 100 GB uncompressed in 4000 s.
  'compression-to-repository'() {
    const sent = (compression: string) =>
      job(`${BACKUP}, compression: ${compression}`, {
        repositories: '[{ name: repo, network: 25 MB/s }]',
      });
    expect([windowOf(sent('optimal')), windowOf(sent('none'))]).toEqual([2000, 4000]);
  },

  // Between the proxies of two sites 25 MB/s, compressed to half: 2000 s. What is written is no longer compressed:
  // at 20 MB/s the 100 GB take the datastore 5000 s.
  'compression-to-proxy'() {
    const replicate = (link: string, write: string) =>
      job(`type: replication, run: full, ${toDs2}`, {
        sites: '[hq, dr]',
        links: `[{ between: [hq, dr], bandwidth: ${link} }]`,
        hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
        datastores: `[{ name: ds1, site: hq }, { name: ds2, site: dr, write: ${write} }]`,
        proxies: '[{ name: source, site: hq }, { name: target, site: dr }]',
        repositories: '[{ name: repo, site: hq }]',
      });
    expect(windowOf(replicate('25 MB/s', '100 MB/s'))).toBe(2000);
    expect(windowOf(replicate('1 GB/s', '20 MB/s'))).toBe(5000);
  },

  // 30 % deleted and 10 % swap of 100 GB are skipped: 60 GB read, 30 GB sent.
  bitlooker() {
    const full = (guest: string, option: string) =>
      job(`${BACKUP}, bitLooker: ${option}`, {
        vms: `[{ name: v, guest: ${guest}, disks: [{ size: 100 GB, datastore: ds1, deleted: 30%, swap: 10% }] }]`,
      });
    expect(gigabytes(full('windows', 'true'))).toEqual([60, 30]);
    expect(gigabytes(full('linux', 'true'))).toEqual([100, 50]);
    expect(gigabytes(full('windows', 'false'))).toEqual([100, 50]);
  },

  // A core does 105 MB/s: 105 GB in 1000 s; encrypting costs 5 % more: 100 MB/s, 1050 s.
  aes256() {
    const full = (encryption: string) =>
      job(`${BACKUP}, encryption: ${encryption}`, {
        profile: '{ full: 105 MB/s, incremental: 105 MB/s }',
        transport: '{}',
        proxies: '[{ name: p, cores: 2 }]',
        vms: `[${vm('v', [105])}]`,
      });
    expect([windowOf(full('false')), windowOf(full('true'))]).toEqual([1000, 1050]);
  },
};
