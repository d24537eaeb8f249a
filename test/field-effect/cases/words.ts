import { type Data, SAN_PROXY, small, VIRTUAL_PROXY, withMore } from '../field-case.ts';

/** The nights that the words of one field make. */
interface Words {
  readonly at: string;
  readonly nights: Readonly<Record<string, Data>>;
  /** Words that come to the same, joined by spaces, in order; absent: every word stands alone. */
  readonly groups?: readonly string[];
}

function each(words: readonly string[], night: (word: string) => Data): Record<string, Data> {
  return Object.fromEntries(words.map((word) => [word, night(word)]));
}

const STORES = [
  { name: 'ds1', site: 'hq', read: '100 MB/s' },
  { name: 'ds2', site: 'hq', array: 'array1' },
];
const ON_ARRAY: Data = small({
  arrays: [{ name: 'array1' }],
  datastores: STORES,
  proxies: [SAN_PROXY],
  vms: [{ name: 'vm1', host: 'esx1', disks: [{ size: '10 GB', datastore: 'ds2' }] }],
  jobs: [{ name: 'nightly', vms: ['vm1'], repository: 'repo1', run: 'full' }],
});
const REPOSITORIES = [
  { name: 'repo1', site: 'hq', read: '20 MB/s' },
  { name: 'repo2', site: 'hq', read: '30 MB/s' },
];
/** What each type of job says beside its type; all read or write 10 GB, but for the scan. */
const TYPES: Readonly<Record<string, Data>> = {
  backup: { repository: 'repo1', run: 'incremental' },
  replication: { target: { datastore: 'ds1' }, run: 'incremental' },
  'vm-copy': { repository: 'repo1' },
  'quick-migration': { target: { datastore: 'ds1' } },
  restore: { repository: 'repo1' },
  'backup-copy': { source: 'repo2', repository: 'repo1', run: 'full' },
  'snapshot-scan': {},
};

/** The proxy on the VMs' host has one slot, and is down when the second job starts; its neighbour attaches disks, too. */
const LOCAL_PROXY: Data = small({
  hosts: [
    { name: 'esx1', site: 'hq' },
    { name: 'esx2', site: 'hq' },
  ],
  proxies: [
    { ...VIRTUAL_PROXY, maxConcurrentTasks: 1 },
    { ...VIRTUAL_PROXY, name: 'px2', host: 'esx2' },
  ],
  datastores: [{ name: 'ds1', site: 'hq', hosts: ['esx1', 'esx2'], read: '100 MB/s' }],
  faults: [{ kind: 'proxy-down', target: 'px1', at: '1h' }],
  jobs: ['1s', '2h'].map((start) => ({
    name: `at ${start}`,
    vms: ['vm1', 'vm2'],
    repository: 'repo1',
    run: 'full',
    schedule: { start },
  })),
});
/** A proxy that reaches its datastore in every way there is on vSphere. */
const EVERY_WAY: Data = {
  ...ON_ARRAY,
  overheads: 'default',
  hosts: [{ name: 'esx1', site: 'hq', managementNetwork: '100 MB/s' }],
  datastores: [{ ...STORES[1], protocol: 'iscsi' }],
};
const ISCSI_VIRTUAL: Data = { ...VIRTUAL_PROXY, storage: { protocols: ['iscsi'] } };
/** A proxy for each protocol, told apart by its ports, and one that attaches disks. */
const EVERY_PORT: Data = small({
  hosts: [{ name: 'esx1', site: 'hq', network: '5 MB/s' }],
  proxies: [
    ...(['fc', 'iscsi', 'sas', 'nfs'] as const).map((protocol, i) => ({
      name: protocol,
      site: 'hq',
      storage: { protocols: [protocol], bandwidth: `${10 * (i + 1)} MB/s` },
    })),
    { ...VIRTUAL_PROXY, name: 'attaching' },
  ],
});
const WEEK: Data = {
  ...withMore('jobs', { schedule: { daily: '21:00' }, run: 'auto', restorePoints: 3 }),
  repositories: [{ name: 'repo1', site: 'hq', write: '50 MB/s', read: '50 MB/s' }],
  clock: { horizon: '7d' },
};

export const WORDS: readonly Words[] = [
  {
    at: 'profile',
    nights: each(
      [
        'bp95',
        'bp12-virtual-block',
        'bp12-virtual-object',
        'bp12-physical-block',
        'bp12-physical-object',
        'calc16',
        'unlimited',
      ],
      (profile) => ({ ...withMore('datastores', { read: '1 GB/s' }), profile }),
    ),
  },
  {
    at: 'policy.sameHostHotAdd',
    nights: each(['0', '1', '2'], (word) => ({ ...LOCAL_PROXY, policy: { sameHostHotAdd: Number(word) } })),
  },
  {
    at: 'datastores[].type',
    nights: each(['vmfs', 'nfs', 'vsan', 'vvol', 'local'], (type) =>
      withMore('datastores', { type, hosts: ['esx1'] }, EVERY_PORT),
    ),
    // Both are attached, and not over the network of the host as a vSAN is.
    groups: ['vmfs', 'nfs', 'vsan', 'vvol local'],
  },
  {
    at: 'datastores[].protocol',
    nights: each(['fc', 'iscsi', 'sas', 'nfs', 'local'], (protocol) =>
      withMore('datastores', { protocol, hosts: ['esx1'] }, EVERY_PORT),
    ),
  },
  {
    at: 'proxies[].modes',
    nights: each(
      ['auto', 'san', 'nfs', 'storage-snapshot', 'hotadd', 'nbd', 'nbdssl', 'off-host', 'on-host'],
      (mode) => ({
        ...EVERY_WAY,
        proxies: [{ ...ISCSI_VIRTUAL, modes: mode === 'auto' ? 'auto' : [mode] }],
      }),
    ),
    // Where none of the allowed modes has a way, network mode is left.
    groups: ['auto san', 'nfs nbd off-host on-host', 'storage-snapshot', 'hotadd', 'nbdssl'],
  },
  {
    at: 'vms[].guest',
    nights: each(['windows', 'linux', 'other'], (guest) =>
      withMore('vms', { guest, disks: [{ size: '10 GB', datastore: 'ds1', deleted: '40%' }] }),
    ),
    groups: ['windows', 'linux other'],
  },
  {
    at: 'jobs[].type',
    nights: each(Object.keys(TYPES), (type) => ({
      ...ON_ARRAY,
      repositories: REPOSITORIES,
      jobs: [{ name: 'nightly', type, vms: ['vm1'], ...TYPES[type] }],
    })),
  },
  {
    at: 'jobs[].method',
    nights: each(
      ['forward-incremental', 'forever-incremental', 'reverse-incremental', 'active-full'],
      (method) => withMore('jobs', { method }, WEEK),
    ),
  },
  {
    at: 'jobs[].run',
    nights: each(['full', 'incremental', 'auto'], (run) =>
      withMore('jobs', { run }, withMore('vms', { lastBackup: '24h' })),
    ),
  },
  {
    at: 'jobs[].compression',
    nights: each(['none', 'dedupe-friendly', 'optimal', 'high', 'extreme'], (compression) =>
      withMore('jobs', { compression }),
    ),
  },
  {
    at: 'jobs[].blockSize',
    nights: each(['256 KB', '512 KB', '1 MB', '4 MB'], (blockSize) => ({
      ...withMore('jobs', { blockSize, run: 'incremental' }),
      blockGrowth: { '256 KB': 0.7, '512 KB': 0.8, '4 MB': 1.6 },
    })),
  },
];
