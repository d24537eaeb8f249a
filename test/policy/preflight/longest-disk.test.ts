import { describe, expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { longestDiskIn } from '../../../src/policy/preflight/longest-disk.ts';
import { shortWindows } from '../../../src/policy/preflight/short-windows.ts';
import { modelOf, night, type Sections, vm } from '../../helpers/night.ts';
import { ownPolicy } from '../../helpers/own-policy.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** Every step takes a time of its own, and every way has a limit of its own, so that one taken for another shows. */
const BASE: Sections = {
  overheads:
    '{ jobInit: 3s, vmPrepare: 5s, snapshotCreate: 7s, openNbd: 11s, openSan: 13s, openNfs: 17s, hotaddAttach: 19s, offHost: 23s, openStorageSnapshot: 29s, snapshotHandoff: 31s }',
  transport: '{ nbd: { perTask: 310 MB/s }, san: { perTask: 170 MB/s } }',
  profile: '{ full: 110 MB/s, incremental: 70 MB/s }',
  hosts: '[{ name: esx1, managementNetwork: 2 Gbit/s }]',
  datastores:
    '[{ name: ds1, protocol: fc, read: 130 MB/s, write: 90 MB/s }, { name: ds2, protocol: fc, read: 105 MB/s, write: 40 MB/s }]',
  repositories:
    '[{ name: repo, write: 50 MB/s, read: 35 MB/s }, { name: far, write: 20 MB/s, read: 10 MB/s }]',
  vms: '[{ name: vm1, lastBackup: 24h, disks: [{ size: 100 GB, used: 60 GB, datastore: ds1, changeRate: 10% }] }]',
};
const job = (rest: string) => `[{ name: night, vms: ["*"], repository: repo, ${rest} }]`;

/** Seconds from the session's start to the end of its last transfer. */
function took(sections: Sections): number {
  const { tasks, sessions } = runText(night({ ...BASE, ...sections }));
  return Math.max(...tasks.map(({ transferEndSeconds }) => transferEndSeconds!)) - sessions[0]!.startSeconds;
}

/** Of the first job, under the policy of the scenario. */
function longestIn(model: Model) {
  return longestDiskIn({ model, policy: ownPolicy(model) })({ job: 0, session: 'first', overUs: -1 });
}

function foreseen(sections: Sections): number {
  return longestIn(modelOf({ ...BASE, ...sections }))!.aloneUs / 1e6;
}

describe('the time predicted for a disk alone is the time that it then takes', () => {
  test.each<[string, Sections]>([
    ['an increment', { jobs: job('run: incremental') }],
    [
      'an increment since the last backup, two days ago',
      { jobs: job('run: auto'), vms: BASE['vms']!.replace('24h', '48h') },
    ],
    ['a full', { jobs: job('run: full') }],
    ['a VM without a backup', { jobs: job('run: auto'), vms: BASE['vms']!.replace('lastBackup: 24h, ', '') }],
    ['an active full', { jobs: job('method: active-full') }],
    ['an active full of a job that says increments', { jobs: job('method: active-full, run: incremental') }],
    ['a reverse increment', { jobs: job('run: incremental, method: reverse-incremental') }],
    ['a full of a reverse chain', { jobs: job('run: full, method: reverse-incremental') }],
    [
      'an untracked VM, of which everything is read',
      { jobs: job('run: incremental'), vms: BASE['vms']!.replace('vm1,', 'vm1, tracking: none,') },
    ],
    [
      'direct SAN',
      {
        jobs: job('run: full'),
        proxies:
          '[{ name: san, kind: physical, modes: [san], failoverToNetwork: false, storage: { protocols: [fc], bandwidth: 8 Gbit/s } }]',
      },
    ],
    [
      'hot-add',
      { jobs: job('run: full'), proxies: '[{ name: ha, kind: virtual, host: esx1, modes: [hotadd] }]' },
    ],
    [
      'a storage snapshot',
      {
        jobs: job('run: full, storageSnapshots: true'),
        arrays: '[{ name: a1, integrated: true }]',
        datastores: '[{ name: ds1, protocol: fc, array: a1, read: 30 MB/s }]',
        proxies:
          '[{ name: san, kind: physical, modes: [storage-snapshot], failoverToNetwork: false, storage: { protocols: [fc] } }]',
      },
    ],
    ['compression', { jobs: job('run: full, compression: extreme') }],
    [
      'a write stream',
      { jobs: job('run: full'), repositories: '[{ name: repo, perStream: 15 MB/s, perVmFiles: true }]' },
    ],
    [
      'a gateway',
      {
        jobs: job('run: full'),
        repositories: '[{ name: repo, gateway: gw }]',
        proxies: '[{ name: px1 }, { name: gw, network: 100 Mbit/s }]',
      },
    ],
    [
      'a VM on two arrays of which nobody mounts the one, though storage snapshots open sooner',
      {
        overheads: BASE['overheads']!.replace('openStorageSnapshot: 29s', 'openStorageSnapshot: 1s'),
        arrays: '[{ name: array1 }, { name: array2 }]',
        datastores:
          '[{ name: ds1, protocol: fc, read: 130 MB/s, array: array1 }, { name: ds2, protocol: iscsi, array: array2 }]',
        proxies: '[{ name: san, kind: physical, storage: { protocols: [fc] }, maxConcurrentTasks: 2 }]',
        vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]',
        jobs: job('run: full, storageSnapshots: true'),
        repositories: '[{ name: repo }]',
      },
    ],
    [
      'a gateway that is the proxy itself',
      {
        jobs: job('run: full'),
        repositories: '[{ name: repo, gateway: auto }]',
        proxies: '[{ name: px1, network: 100 Mbit/s }]',
      },
    ],
    [
      'the better of two extents',
      {
        jobs: job('run: full'),
        repositories:
          '[{ name: repo, extents: [e1, e2], placement: performance }, { name: e1, write: 9 MB/s, freeSpace: 1 TB }, { name: e2, write: 33 MB/s, freeSpace: 2 TB }]',
      },
    ],
    ['a restore', { jobs: job('type: restore') }],
    ['a restore elsewhere', { jobs: job('type: restore, target: { datastore: ds2 }') }],
    ['a replication', { jobs: job('type: replication, target: { datastore: ds2 }') }],
    [
      'a migration',
      { jobs: '[{ name: night, type: quick-migration, vms: ["*"], target: { datastore: ds2 } }]' },
    ],
    [
      'a backup copy',
      { jobs: '[{ name: night, type: backup-copy, vms: ["*"], source: repo, repository: far, run: full }]' },
    ],
    [
      'a scan of storage snapshots, which reads the same of every disk, whatever it holds',
      {
        jobs: '[{ name: night, type: snapshot-scan, vms: ["*"] }]',
        arrays: '[{ name: a1, integrated: true }]',
        datastores: '[{ name: ds1, protocol: fc, array: a1, read: 30 MB/s }]',
        proxies:
          '[{ name: san, kind: physical, modes: [storage-snapshot], failoverToNetwork: false, storage: { protocols: [fc] } }]',
      },
    ],
  ])('%s', (_, sections) => {
    expect(foreseen(sections)).toBeCloseTo(took(sections), 5);
  });
});

test('of several proxies, the fastest one counts', () => {
  const proxies = (slow: string) =>
    `[{ name: ha, host: esx1, modes: [hotadd], network: ${slow} }, { name: lan }]`;
  const jobs = job('run: full');
  expect(foreseen({ jobs, proxies: proxies('100 Mbit/s') })).toBeCloseTo(foreseen({ jobs }), 5);
  expect(
    foreseen({ jobs, proxies: '[{ name: ha, host: esx1, modes: [hotadd], network: 100 Mbit/s }]' }),
  ).toBeGreaterThan(foreseen({ jobs }));
});

test('of several disks, the one that takes longest is named: the largest of its kind, or a smaller one on a slower way', () => {
  const longest = (vms: string) => {
    const datastores = '[{ name: ds1, read: 20 MB/s }, { name: ds2, read: 10 MB/s }]';
    const model = modelOf({ ...BASE, datastores, jobs: job('run: full'), vms });
    const found = longestIn(model)!;
    return `${model.vms.nameOf(found.vm)}/${model.vms.disksOf(found.vm).indexOf(found.disk)}`;
  };
  expect(longest(`[${vm('a', [10, 30, 20])}, ${vm('b', [30, 5])}]`)).toBe('a/1');
  expect(longest(`[${vm('a', [10, 30])}, ${vm('b', [16], 'ds2')}]`)).toBe('b/0');
  expect(longest(`[${vm('b', [16], 'ds2')}, ${vm('a', [10, 30])}]`)).toBe('b/0');
  // 30 GB at 20 MB/s and 15 GB at 10 MB/s take as long: the first.
  expect(longest(`[${vm('a', [30])}, ${vm('b', [15], 'ds2')}]`)).toBe('a/0');
});

test('a job whose disks no proxy can take has no longest one; a disk with nothing to read is done when it is open', () => {
  const local = '[{ name: ds1, type: local, hosts: [esx1] }]';
  const hosts = '[{ name: esx1 }, { name: esx2 }]';
  const proxies = '[{ name: ha, host: esx2, modes: [hotadd], failoverToNetwork: false }]';
  expect(longestIn(modelOf({ hosts, datastores: local, proxies }))).toBeUndefined();
  const some = '[{ name: ds1, type: local, hosts: [esx1] }, { name: ds2 }]';
  for (const vms of [
    [vm('lost', [9]), vm('ok', [1], 'ds2')],
    [vm('ok', [1], 'ds2'), vm('lost', [9])],
  ]) {
    const model = modelOf({ hosts, datastores: some, proxies, vms: `[${vms.join(', ')}]` });
    expect(model.vms.nameOf(longestIn(model)!.vm)).toBe('ok');
  }
  const empty = '[{ name: vm1, lastBackup: 24h, disks: [{ size: 1 GB, used: 0 B, datastore: ds1 }] }]';
  expect(foreseen({ jobs: job('run: full'), vms: empty })).toBe(3 + 5 + 7 + 11);
});

test('where everything fits, looks at ways grow with jobs and proxies, not with their product', () => {
  const looksWith = (count: number) => {
    let looks = 0;
    const counted = <Row>(rows: readonly Row[]): readonly Row[] =>
      new Proxy(rows, {
        get: (of, key) => {
          if (typeof key === 'string' && /^\d/.test(key)) looks++;
          return Reflect.get(of, key);
        },
      });
    const model = modelOf({
      proxies: `[{ name: "px{1..${count}}" }]`,
      vms: `[{ name: "v{1..${count}}", disks: [{ size: 1 GB, datastore: ds1 }] }]`,
      jobs: `[{ name: "j{1..${count}}", vms: ["v{1..${count}}"], repository: repo, window: 8h }]`,
    });
    const { vms, disks, proxies, resources } = model;
    const watched = {
      ...model,
      vms,
      disks,
      proxies: counted(proxies),
      resources: counted(resources),
    } as Model;
    expect(shortWindows({ model: watched, policy: ownPolicy(model) })).toEqual([]);
    return looks;
  };
  expect(looksWith(40)).toBeLessThanOrEqual(4 * looksWith(10));
});
