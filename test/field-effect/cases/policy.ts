import {
  type Data,
  type FieldCase,
  NFS_PROXY,
  NFS_STORE,
  SAN_PROXY,
  small,
  VIRTUAL_PROXY,
  withMore,
} from '../field-case.ts';

const ONE_SLOT: Data = withMore('proxies', { maxConcurrentTasks: 1 });
const NETWORK_PROXY: Data = { name: 'px2', site: 'hq', cores: 4, maxConcurrentTasks: 4 };
/** Each has one of three disks: one of two slots is half, one of four a quarter. */
const UNEQUAL: Data = small({
  proxies: [
    { name: 'px1', site: 'hq', maxConcurrentTasks: 2 },
    { name: 'px2', site: 'hq', maxConcurrentTasks: 4 },
  ],
  policy: {},
  vms: [
    { name: 'vm1', host: 'esx1', disks: { count: 2, size: '10 GB', datastores: ['ds1'] } },
    { name: 'vm2', host: 'esx1', disks: [{ size: '4 GB', datastore: 'ds1' }] },
  ],
});

/** The best proxy has one slot, the second best has plenty. */
function bestIsBusy(best: Data, more: Data = {}): Data {
  return small({ proxies: [{ ...best, maxConcurrentTasks: 1 }, NETWORK_PROXY], policy: {}, ...more });
}

const HOTADD_BUSY = bestIsBusy(VIRTUAL_PROXY);
/** Whoever looks at the load first finds the idle network proxy better than the hot-add one that has a task. */
const networkFirst = (mode: string): Data =>
  small({
    policy: { select: 'most-free-slots' },
    proxies: [
      { ...NETWORK_PROXY, modes: [mode] },
      { ...VIRTUAL_PROXY, name: 'px3', maxConcurrentTasks: 1, modes: ['hotadd'] },
    ],
    hosts: [{ name: 'esx1', site: 'hq', nbdMaxDisks: 1 }],
  });

/** Hot-add on the VM's own host, or on the neighbour that mounts the datastore, too. */
const NEIGHBOURS: Data = small({
  hosts: [
    { name: 'esx1', site: 'hq' },
    { name: 'esx2', site: 'hq' },
  ],
  datastores: [{ name: 'ds1', site: 'hq', hosts: ['esx1', 'esx2'] }],
  proxies: [
    { ...VIRTUAL_PROXY, maxConcurrentTasks: 1 },
    { ...VIRTUAL_PROXY, name: 'px2', host: 'esx2', maxConcurrentTasks: 1 },
  ],
  policy: {},
});

export const POLICY: readonly FieldCase[] = [
  { at: 'policy', base: ONE_SLOT, value: 'smallest-first' },
  { at: 'policy.preset', base: { ...ONE_SLOT, policy: {} }, value: 'smallest-first' },
  { at: 'policy.order', base: { ...ONE_SLOT, policy: {} }, value: 'smallest-first' },
  { at: 'policy.select', base: { ...HOTADD_BUSY }, value: 'most-free-slots' },
  { at: 'policy.load', base: UNEQUAL, value: 'count' },
  { at: 'policy.whenBestBusy', base: HOTADD_BUSY, value: 'wait' },
  {
    at: 'policy.whenBestBusy.default',
    base: { ...HOTADD_BUSY, policy: { whenBestBusy: {} } },
    value: 'wait',
  },
  { at: 'policy.whenBestBusy.hotadd', base: HOTADD_BUSY, value: 'wait' },
  { at: 'policy.whenBestBusy.san', base: bestIsBusy(SAN_PROXY), value: 'wait' },
  {
    at: 'policy.whenBestBusy.nfs',
    base: bestIsBusy(NFS_PROXY, { datastores: [NFS_STORE] }),
    value: 'degrade',
  },
  { at: 'policy.whenBestBusy.nbd', base: networkFirst('nbd'), value: 'wait' },
  { at: 'policy.whenBestBusy.nbdssl', base: networkFirst('nbdssl'), value: 'wait' },
  {
    at: 'policy.filters',
    base: { ...withMore('datastores', { maxSnapshots: 1 }), policy: {} },
    value: ['proxy-slot'],
  },
  { at: 'policy.scores', base: HOTADD_BUSY, value: ['most-free-slots'] },
  { at: 'policy.sameHostHotAdd', base: NEIGHBOURS, value: 1 },
  {
    at: 'policy.schedulerTick',
    base: { ...withMore('jobs', { schedule: { start: '3s' } }), policy: {} },
    value: '10s',
  },
  { at: 'policy.hotaddMaxDisks', base: { ...small({ proxies: [VIRTUAL_PROXY] }), policy: {} }, value: 1 },
];
