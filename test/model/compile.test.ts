import { describe, expect, test } from 'vitest';
import { compile } from '../../src/model/compile.ts';
import { modelOf, night, type Sections } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

describe('the host of a VM', () => {
  const SECTIONS: Sections = {
    hosts: '[{ name: esx1 }, { name: esx2 }, { name: esx3 }]',
    datastores: '[{ name: ds1, hosts: [esx3, esx2] }, { name: ds2, hosts: [esx1] }]',
  };
  const host = (vm: string) => {
    const model = modelOf({ ...SECTIONS, vms: `[{ name: v, ${vm} }]` });
    return model.hosts[model.vms.hostOf(0)]?.name;
  };

  test('is by default the first declared host that mounts the datastore of its first disk', () => {
    expect(host('disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }]')).toBe('esx2');
    expect(host('disks: [{ size: 1 GB, datastore: ds2 }, { size: 1 GB, datastore: ds1 }]')).toBe('esx1');
  });

  test('is the stated one, even if it does not mount the datastore', () => {
    expect(host('host: esx3, disks: [{ size: 1 GB, datastore: ds2 }]')).toBe('esx3');
  });
});

test('a VM is in the site of its host, and lists each of its datastores once', () => {
  const model = modelOf({
    sites: '[hq, dr]',
    hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
    datastores: '[{ name: ds1, site: hq }, { name: ds2, site: dr }]',
    proxies: '[{ name: px1, site: hq }]',
    repositories: '[{ name: repo, site: hq }]',
    vms: `[{ name: v, host: esx2, disks: [{ size: 1 GB, datastore: ds2 }, { size: 1 GB, datastore: ds1 },
      { size: 1 GB, datastore: ds2 }] }]`,
  });
  expect(model.vms.traitsOf(0)).toMatchObject({ host: 1, site: 1 });
  expect(model.vms.disksOf(0)).toEqual([0, 1, 2]);
  expect(model.vms.datastoresOf(0)).toEqual([0, 1]);
  expect(Array.from(model.disks, ({ vm, name, datastore }) => `${vm}/${name} ${datastore}`)).toEqual([
    '0/0 1',
    '0/1 0',
    '0/2 1',
  ]);
});

test('defaults of a VM: fully used, 5 % changed per day, nothing deleted or swapped, tracked, not Windows', () => {
  const model = modelOf({ vms: '[{ name: v, disks: [{ size: 3 GB, datastore: ds1 }] }]' });
  expect([...model.disks]).toMatchObject([{ size: 3e9, used: 3e9, changeRate: 0.05, deleted: 0, swap: 0 }]);
  expect(model.vms.traitsOf(0)).toMatchObject({
    tracked: true,
    windows: false,
    platform: 'vsphere',
    lastBackupUs: undefined,
  });
});

test('slots: as stated; by default one per core, 2 for the default proxy and 4 for a repository', () => {
  const model = modelOf({
    proxies:
      '[{ name: eight, cores: 8 }, { name: vbr, default: true, cores: 8 }, { name: given, cores: 8, maxConcurrentTasks: 12 }]',
    repositories: '[{ name: repo }]',
  });
  expect(model.proxies.map(({ slots }) => slots)).toEqual([8, 2, 12]);
  expect(model.repositories.map(({ slots }) => slots)).toEqual([4]);
});

test('a proxy that is added during the run exists once its deployment has ended', () => {
  const at = (sections: Sections) => modelOf(sections).proxies.map(({ deployedAtUs }) => deployedAtUs / 1e6);
  const proxies = '[{ name: old }, { name: new, added: 1h }]';
  expect(at({ proxies, overheads: 'default' })).toEqual([0, 3610]);
  expect(at({ proxies, overheads: 'none' })).toEqual([0, 3600]);
});

test('a job has its VMs in order, its followers and its own proxies', () => {
  const model = modelOf({
    proxies: '[{ name: a }, { name: b }]',
    vms: '[{ name: "v{1..3}", disks: [{ size: 1 GB, datastore: ds1 }] }]',
    jobs: `[{ name: one, vms: [v3, v1], repository: repo, proxies: [b] },
      { name: two, vms: [v2], repository: repo, schedule: { after: one } },
      { name: three, vms: [v2], repository: repo, schedule: { after: one } }]`,
  });
  expect(model.jobs.map(({ vms, followers, proxies }) => ({ vms, followers, proxies }))).toEqual([
    { vms: [2, 0], followers: [1, 2], proxies: new Set([1]) },
    { vms: [1], followers: [], proxies: undefined },
    { vms: [1], followers: [], proxies: undefined },
  ]);
});

test('the schedule of each job is read a few times, however many jobs there are', () => {
  const readsWith = (count: number) => {
    const scenario = scenarioOf(
      night({
        vms: `[{ name: "v{1..${count}}", disks: [{ size: 1 GB, datastore: ds1 }] }]`,
        jobs: `[{ name: "j{1..${count}}", vms: ["v{1..${count}}"], repository: repo }]`,
      }),
    );
    let reads = 0;
    const counted = scenario.jobs.map((job) =>
      Object.defineProperty({ ...job }, 'schedule', {
        get: () => {
          reads++;
          return job.schedule;
        },
      }),
    );
    compile({ ...scenario, jobs: counted }, { seed: 1, replication: 0 });
    return reads / count;
  };
  expect(readsWith(40)).toBe(readsWith(10));
});

test('a CSV that no host mounts has no owner', () => {
  const { datastores } = modelOf({ datastores: '[{ name: ds1, type: csv }]' });
  expect(datastores[0]).toMatchObject({ owner: -1, mountedBy: new Set() });
});
