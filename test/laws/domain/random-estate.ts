import * as fc from 'fast-check';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { boolean, distinct, index, maybe, one, pick, rarely, rate } from './draws.ts';

const latency = fc.record({
  base: one('1ms', '5ms'),
  perTask: one('0s', '4ms', '9ms'),
  production: rarely(one<unknown>('16ms', { '20:10-21:00': '30ms' })),
});

const hyperVDisk = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  used: one('100%', '50%', '0%'),
  store: index,
  changeRate: maybe(one('0%', '20%')),
});

const hyperV = fc.record({
  hosts: fc.array(
    fc.record({
      site: index,
      version: one(undefined, '2012r2', '2016', '2022'),
      cores: maybe(one(2, 4)),
      maxConcurrentTasks: maybe(fc.integer({ min: 1, max: 3 })),
      network: maybe(rate),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  stores: fc.array(
    fc.record({
      kind: one(['csv', 'fc'], ['csv', 'iscsi'], ['smb', 'smb'], ['local', 'local']),
      home: index,
      read: maybe(rate),
      maxSnapshots: one<number | string | undefined>(undefined, 1, 'unlimited'),
      latency: rarely(latency),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  offHost: maybe(
    fc.record({
      site: index,
      maxConcurrentTasks: fc.integer({ min: 1, max: 3 }),
      cores: maybe(one(2, 4)),
      storage: fc.record({
        protocols: one(['fc'], ['fc', 'iscsi'], ['iscsi', 'smb']),
        bandwidth: maybe(rate),
      }),
      failoverToNetwork: rarely(fc.constant(false)),
    }),
  ),
  vms: fc.array(
    fc.record({
      host: index,
      tracking: rarely(fc.constant('none')),
      lastBackup: rarely(one('24h', '72h')),
      disks: fc.array(hyperVDisk, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const repository = fc.record({
  read: maybe(rate),
  slotUnit: rarely(fc.constant('chain')),
  blockCloning: rarely(fc.constant(true)),
  ingest: rarely(one<unknown>('60 MB/s', { write: '90 MB/s' }, { read: '50 MB/s' })),
  /** Of its proxies, or none, or whichever is the first. */
  gateway: one<number | 'auto' | undefined>(undefined, undefined, undefined, 'auto', 0, 1),
});

const scaleOut = fc.record({
  extents: fc.array(
    fc.record({
      site: index,
      write: maybe(rate),
      read: maybe(rate),
      maxConcurrentTasks: fc.integer({ min: 1, max: 3 }),
      slotUnit: rarely(fc.constant('chain')),
      freeSpace: maybe(one('1 TB', '5 TB')),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  placement: one(undefined, 'data-locality', 'performance'),
  perVmFiles: boolean,
});

/** What the whole domain has beside the plain estate. */
export const estate = fc.record({
  hyperV: maybe(hyperV),
  /** Datastores on the array, by number. */
  onArray: fc.uniqueArray(index, { maxLength: 3 }),
  latency: fc.array(rarely(latency), { minLength: 4, maxLength: 4 }),
  writes: fc.array(maybe(rate), { minLength: 4, maxLength: 4 }),
  repositories: fc.array(repository, { minLength: 2, maxLength: 2 }),
  scaleOut: maybe(scaleOut),
  latencyControl: rarely(one<unknown>(false, { spacing: '10s' }, { stop: '12ms', throttle: '18ms' })),
  rescan: maybe(one('7 min', '1h')),
  resume: rarely(one('5 min', '1h')),
  cluster: maybe(fc.constant('cluster2')),
  hostFailover: maybe(
    one<unknown>({ vms: '20s', volumes: '5s' }, { vms: '0s' }, { volumes: '10 min' }, false),
  ),
});

export type Estate = typeof estate extends fc.Arbitrary<infer T> ? T : never;

/** Adds it all to a plain scenario; the jobs stay as they are. */
export function withEstate(data: ScenarioData, given: Estate): ScenarioData {
  const arrayed = new Set(given.onArray.map((at) => at % data.datastores.length));
  const datastores = data.datastores.map((d, n) => ({
    ...d,
    array: arrayed.has(n) ? 'array1' : undefined,
    latency: given.latency[n],
    write: given.writes[n],
  }));
  const proxyNames = data.proxies.map(({ name }) => name);
  const repositories = data.repositories.map((r, n) => {
    const { gateway, ...more } = given.repositories[n]!;
    return { ...r, ...more, gateway: typeof gateway === 'number' ? pick(proxyNames, gateway) : gateway };
  });
  const plain: ScenarioData = {
    ...data,
    latencyControl: given.latencyControl,
    rescan: given.rescan,
    resume: given.resume,
    hosts: data.hosts.map((host) => ({ ...host, cluster: given.cluster })),
    hostFailover: given.hostFailover,
    arrays: [{ name: 'array1' }],
    datastores,
    repositories: [...repositories, ...scaleOutOf(data, given)],
    faults: [],
  };
  return given.hyperV === undefined ? plain : withHyperV(plain, given.hyperV);
}

function scaleOutOf({ sites }: ScenarioData, { scaleOut: given }: Estate): Entry[] {
  if (given === undefined) return [];
  const extents = given.extents.map((extent, n) => ({
    ...extent,
    name: `extent${n + 1}`,
    site: pick(sites, extent.site),
  }));
  const { placement, perVmFiles } = given;
  return [
    ...extents,
    { name: 'sobr', extents: extents.map(({ name }) => name), placement, perVmFiles, site: extents[0]!.site },
  ];
}

function withHyperV(data: ScenarioData, given: NonNullable<Estate['hyperV']>): ScenarioData {
  const hosts = given.hosts.map((h, n) => ({
    ...h,
    name: `hv${n + 1}`,
    platform: 'hyperv',
    site: pick(data.sites, h.site),
    cluster: 'cluster1',
  }));
  const stores = given.stores.map(({ kind, home, ...d }, n) => {
    const own = pick(hosts, home);
    const near = hosts.filter(({ site }) => site === own.site);
    const mounts = kind[0] === 'local' ? [own] : near;
    return {
      ...d,
      name: `csv${n + 1}`,
      site: own.site,
      type: kind[0],
      protocol: kind[1],
      hosts: mounts.map(({ name }) => name),
      owner: kind[0] === 'csv' ? own.name : undefined,
    };
  });
  const vms = given.vms.map((v, n) => ({
    ...v,
    name: `guest${n + 1}`,
    host: pick(hosts, v.host).name,
    disks: v.disks.map(({ store, ...d }) => ({
      ...d,
      size: `${d.size} GB`,
      datastore: pick(stores, store).name,
    })),
  }));
  const offHost: Entry[] =
    given.offHost === undefined
      ? []
      : [{ ...given.offHost, name: 'off1', platform: 'hyperv', site: pick(data.sites, given.offHost.site) }];
  return {
    ...data,
    hosts: [...data.hosts, ...hosts],
    datastores: [...data.datastores, ...stores],
    proxies: [...data.proxies, ...offHost],
    vms: [...data.vms, ...vms],
  };
}

/** VMs with a disk on the array. */
export function vmsOnArray({ datastores, vms }: ScenarioData): string[] {
  const arrayed = new Set(datastores.flatMap((d) => (d['array'] === undefined ? [] : [d.name])));
  return distinct(
    vms.flatMap((vm) =>
      (vm['disks'] as { datastore: string }[]).some((d) => arrayed.has(d.datastore)) ? [vm.name] : [],
    ),
  );
}
