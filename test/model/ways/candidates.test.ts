import { describe, expect, test } from 'vitest';
import { kindOfDisk, kindOfWrite } from '../../../src/model/ways/disk-kinds.ts';
import { destinationOf } from '../../../src/model/ways/target.ts';
import { candidatesFor, type WrittenDisk, writeCandidatesFor } from '../../../src/model/ways/transport.ts';
import { modelOf, type Sections } from '../../helpers/night.ts';

/** Two sites, both platforms, every reason for a proxy to be taken or left. */
const MIXED: Sections = {
  sites: '[hq, dr]',
  arrays: '[{ name: a }]',
  hosts: `[{ name: esx1, site: hq }, { name: esx2, site: dr }, { name: hv1, site: hq, platform: hyperv },
    { name: hv2, site: hq, platform: hyperv }]`,
  datastores: `[{ name: fc1, site: hq, array: a, hosts: [esx1] }, { name: nfs1, site: hq, type: nfs, hosts: [esx1] },
    { name: fc2, site: dr, hosts: [esx2] }, { name: csv1, site: hq, type: csv, owner: hv2, hosts: [hv1, hv2] },
    { name: smb1, site: hq, type: smb, hosts: [hv1, hv2] }]`,
  proxies: `[{ name: san, site: hq, storage: { protocols: [fc, nfs] } }, { name: guest, host: esx1 },
    { name: far, site: dr }, { name: off, site: hq, platform: hyperv, storage: { protocols: [fc, smb] } }]`,
  repositories: '[{ name: repo, site: hq }, { name: choosy, site: hq, affinity: [guest] }]',
  vms: `[{ name: one, host: esx1, disks: [{ size: 1 GB, datastore: fc1 }] },
    { name: same, host: esx1, disks: [{ size: 1 GB, datastore: fc1 }, { size: 1 GB, datastore: fc1 }] },
    { name: both, host: esx1, disks: [{ size: 1 GB, datastore: fc1 }, { size: 1 GB, datastore: nfs1 }] },
    { name: away, host: esx2, disks: [{ size: 1 GB, datastore: fc2, thin: true }] },
    { name: owned, host: hv1, disks: [{ size: 1 GB, datastore: csv1 }] },
    { name: shared1, host: hv1, disks: [{ size: 1 GB, datastore: smb1 }] },
    { name: shared2, host: hv2, disks: [{ size: 1 GB, datastore: smb1 }] }]`,
  jobs: `[{ name: all, vms: ["*"], repository: repo }, { name: other, vms: ["*"], repository: repo },
    { name: own, vms: ["*"], repository: repo, proxies: [far, off] },
    { name: choosy, vms: ["*"], repository: choosy },
    { name: array, vms: [one], repository: repo, storageSnapshots: true },
    { name: scan, type: snapshot-scan, vms: [one] },
    { name: replica, type: replication, vms: [one, both], target: { datastore: fc2 } },
    { name: narrow, type: replication, vms: [one, both], target: { datastore: fc2, proxies: [san] } },
    { name: back, type: restore, vms: [one, both, away], repository: choosy }]`,
};

test('disks of one kind have the same candidates for reading, and there are fewer kinds than disks', () => {
  const model = modelOf(MIXED);
  const byKind = new Map<string, string>();
  let disks = 0;
  model.jobs.forEach(({ vms, work }, job) => {
    if (work.reads !== 'vm') return;
    for (const vm of vms) {
      for (const disk of model.vms.disksOf(vm)) {
        const datastore = model.disks.datastoreOf(disk);
        const kind = kindOfDisk(model, { job, vm, datastore });
        const places = JSON.stringify(candidatesFor(model, { job, vm, datastore }));
        expect(byKind.get(kind) ?? places, kind).toBe(places);
        byKind.set(kind, places);
        disks++;
      }
    }
  });
  // 9 disks in each of four jobs, one in two, three in two.
  expect(disks).toBe(9 * 4 + 2 + 3 * 2);
  expect(byKind.size).toBeLessThan(disks / 2);
});

test('writes of one kind have the same candidates', () => {
  const model = modelOf(MIXED);
  const byKind = new Map<string, string>();
  model.jobs.forEach(({ vms, work }, job) => {
    if (work.writes !== 'vm') return;
    for (const vm of vms) {
      for (const disk of model.vms.disksOf(vm)) {
        for (const first of [true, false]) {
          const thin = model.disks.isThin(disk);
          const { platform } = model.vms.traitsOf(vm);
          const written: WrittenDisk = { platform, first, thin, ...destinationOf(model, job, disk) };
          const places = JSON.stringify(writeCandidatesFor(model, job, written));
          const kind = kindOfWrite(job, written);
          expect(byKind.get(kind) ?? places, kind).toBe(places);
          byKind.set(kind, places);
        }
      }
    }
  });
  // The replications of one and both write alike: two jobs, first and later runs. The restores go to fc1, nfs1 and fc2.
  expect(byKind.size).toBe(2 * 2 + 3 * 2);
});

describe('the candidates for writing', () => {
  const SITES: Sections = {
    sites: '[hq, dr]',
    hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
    datastores:
      '[{ name: ds1, site: hq }, { name: ds2, site: dr }, { name: both, site: dr, hosts: [esx1, esx2] }]',
    proxies: '[{ name: near, site: hq }, { name: far, site: dr }, { name: off, site: dr, enabled: false }]',
    repositories: '[{ name: repo, site: hq }]',
    vms: '[{ name: v, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] }]',
  };
  const writers = (job: string) => {
    const model = modelOf({ ...SITES, jobs: `[{ name: j, vms: [v], ${job} }]` });
    const written = { platform: 'vsphere', first: true, thin: false, ...destinationOf(model, 0, 0) } as const;
    return writeCandidatesFor(model, 0, written).map(
      ({ proxy, sameSite, end }) =>
        `${model.proxies[proxy]!.name} ${end} ${sameSite ? 'in the site' : 'elsewhere'}`,
    );
  };

  test('are all proxies that are not switched off; those in the site where the copy will run count as near', () => {
    expect(writers('type: replication, target: { datastore: ds2 }')).toEqual([
      'near write elsewhere',
      'far write in the site',
    ]);
    // Of a datastore that hosts of both sites mount, too.
    expect(writers('type: replication, target: { datastore: both, host: esx1 }')).toEqual([
      'near write in the site',
      'far write elsewhere',
    ]);
  });

  test("of a replication, the target's own proxies; those of the job are for reading", () => {
    expect(writers('type: replication, proxies: [far], target: { datastore: ds2, proxies: [near] }')).toEqual(
      ['near write elsewhere'],
    );
    expect(writers('type: replication, proxies: [near], target: { datastore: ds2 }')).toEqual([
      'near write elsewhere',
      'far write in the site',
    ]);
  });

  test("of a restore, the job's own proxies, or those of the target", () => {
    expect(writers('type: restore, repository: repo, proxies: [far]')).toEqual(['far write elsewhere']);
    expect(writers('type: restore, repository: repo, target: { proxies: [near] }')).toEqual([
      'near write in the site',
    ]);
  });
});

test('a scale-out repository has the proxy affinity of the extent that is written to', () => {
  const model = modelOf({
    proxies: '[{ name: a }, { name: b }]',
    repositories: `[{ name: e1, affinity: [a] }, { name: e2, affinity: [b] }, { name: e3 },
      { name: repo, extents: [e1, e2, e3] }]`,
  });
  const preferred = (repository: number) =>
    candidatesFor(model, { job: 0, vm: 0, datastore: 0, repository })
      .filter((c) => c.preferred)
      .map((c) => model.proxies[c.proxy]!.name);
  expect([0, 1, 2].map(preferred)).toEqual([['a'], ['b'], []]);
  const kinds = [0, 1, 2].map((extent) =>
    kindOfDisk(model, { job: 0, vm: 0, datastore: 0, repository: extent }),
  );
  expect(new Set(kinds).size).toBe(3);
});
