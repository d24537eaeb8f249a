import type { Files } from '../helpers/run-scenario-text.ts';

/** A scenario as data; `set` changes one place of it. */
export type Data = Readonly<Record<string, unknown>>;

/** One field in a scenario that is the same but for it: without it, or with another value. */
export interface FieldCase {
  /** Where the field stands: `hosts.0.network`. */
  readonly at: string;
  readonly base: Data;
  readonly value: unknown;
  /** What the scenario reads beside itself. */
  readonly files?: Files;
}

/** A case that says why its field has no effect. */
export interface ExcusedCase extends FieldCase {
  readonly reason: string;
}

/** The field's path in the schema: `hosts.0.network` is `hosts[].network`. */
export function schemaPathOf({ at }: FieldCase): string {
  return at.replace(/\.\d+(?=\.|$)/g, '[]').replace(/(\[\])+$/, '');
}

/** The scenario with one place changed. */
export function changed({ base, at, value }: FieldCase): Data {
  const copy = structuredClone(base) as Record<string, unknown>;
  const keys = at.split('.');
  const last = keys.pop()!;
  let holder = copy;
  for (const key of keys) {
    holder[key] ??= {};
    holder = holder[key] as Record<string, unknown>;
  }
  holder[last] = value;
  return copy;
}

/** Two VMs of one disk each on one datastore, read over the network by one proxy: what a case starts from. */
export const SMALL: Data = {
  version: 1,
  overheads: 'none',
  sites: ['hq'],
  hosts: [{ name: 'esx1', site: 'hq' }],
  datastores: [{ name: 'ds1', site: 'hq', hosts: ['esx1'], read: '100 MB/s' }],
  proxies: [{ name: 'px1', site: 'hq', cores: 2, maxConcurrentTasks: 2, network: '1 GB/s' }],
  repositories: [{ name: 'repo1', site: 'hq' }],
  vms: [
    { name: 'vm1', host: 'esx1', disks: [{ size: '10 GB', datastore: 'ds1' }] },
    { name: 'vm2', host: 'esx1', disks: [{ size: '4 GB', datastore: 'ds1' }] },
  ],
  jobs: [{ name: 'nightly', vms: ['vm1', 'vm2'], repository: 'repo1', run: 'full' }],
};

/** The small scenario with some sections of its own. */
export function small(sections: Data): Data {
  return { ...SMALL, ...sections };
}

/** The first entry of a list section of the small scenario, with more said about it. */
export function withMore(section: string, more: Data, base: Data = SMALL): Data {
  const [first, ...others] = base[section] as Data[];
  return { ...base, [section]: [{ ...first, ...more }, ...others] };
}

/** A proxy that reads over storage ports of its own. */
export const SAN_PROXY: Data = {
  name: 'px1',
  site: 'hq',
  cores: 8,
  maxConcurrentTasks: 2,
  storage: { protocols: ['fc'] },
};

export const VIRTUAL_PROXY: Data = {
  name: 'px1',
  site: 'hq',
  host: 'esx1',
  cores: 8,
  maxConcurrentTasks: 2,
};

export const NFS_PROXY: Data = { ...SAN_PROXY, storage: { protocols: ['nfs'] } };
export const NFS_STORE: Data = { name: 'ds1', site: 'hq', type: 'nfs', hosts: ['esx1'], read: '400 MB/s' };

/** Two sites with a link; the VMs stand in the first, the repository in the second. */
export const TWO_SITES: Data = small({
  sites: ['hq', 'dr'],
  links: [{ name: 'wan', between: ['hq', 'dr'] }],
  repositories: [{ name: 'repo1', site: 'dr' }],
});

/** Two Hyper-V hosts that share a csv of the first; each runs a VM, and each is a proxy. */
export const HYPERV: Data = small({
  hosts: [
    { name: 'hv1', site: 'hq', platform: 'hyperv', cluster: 'blue', cores: 4, maxConcurrentTasks: 2 },
    { name: 'hv2', site: 'hq', platform: 'hyperv', cluster: 'blue', cores: 1 },
  ],
  datastores: [{ name: 'ds1', site: 'hq', hosts: ['hv1', 'hv2'], read: '200 MB/s' }],
  proxies: undefined,
  profile: { full: '40 MB/s', incremental: '40 MB/s' },
  vms: [
    { name: 'vm1', host: 'hv1', disks: [{ size: '10 GB', datastore: 'ds1' }] },
    { name: 'vm2', host: 'hv2', disks: [{ size: '4 GB', datastore: 'ds1' }] },
  ],
});

/** A proxy of the Hyper-V world with ports of its own to the storage. */
export const OFF_HOST: Data = { ...SAN_PROXY, name: 'off1', platform: 'hyperv', maxConcurrentTasks: 1 };

/** Two VMs, each on a datastore of an array of its own; one proxy reads the arrays' snapshots, another the network. */
export const ON_ARRAYS: Data = small({
  arrays: [{ name: 'array1' }, { name: 'array2' }],
  datastores: [
    { name: 'ds1', site: 'hq', array: 'array1', read: '100 MB/s' },
    { name: 'ds2', site: 'hq', array: 'array2', read: '100 MB/s' },
  ],
  proxies: [
    { ...SAN_PROXY, maxConcurrentTasks: 1 },
    { name: 'px2', site: 'hq', cores: 8, maxConcurrentTasks: 4 },
  ],
  policy: {},
  vms: [
    { name: 'vm1', host: 'esx1', disks: [{ size: '10 GB', datastore: 'ds1' }] },
    { name: 'vm2', host: 'esx1', disks: [{ size: '4 GB', datastore: 'ds2' }] },
  ],
  jobs: [{ name: 'nightly', vms: ['vm1', 'vm2'], repository: 'repo1', run: 'full', storageSnapshots: true }],
});
