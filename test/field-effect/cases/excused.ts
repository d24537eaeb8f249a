import {
  type Data,
  type ExcusedCase,
  type FieldCase,
  SMALL,
  small,
  TWO_SITES,
  VIRTUAL_PROXY,
  withMore,
} from '../field-case.ts';

const WAITING: Data = small({
  proxies: [
    { ...VIRTUAL_PROXY, maxConcurrentTasks: 1 },
    { name: 'px2', site: 'hq', cores: 2 },
  ],
  policy: {},
});

/** Fields that are read only by people, or that have one value: no pair of results can differ by them. */
export const DESCRIPTIVE: Readonly<Record<string, string>> = {
  version: 'One value.',
  name: 'The title of reports.',
  'profile.name': 'What reports call it.',
  sites: 'Names: what stands at a site says so itself.',
  'sites[].name': 'A name.',
  'links[].name': 'A name.',
  'fabrics[].name': 'A name.',
  'hosts[].name': 'A name.',
  'datastores[].name': 'A name.',
  'proxies[].name': 'A name.',
  'proxies[].kind': 'Follows from the host: only that makes a proxy virtual, and a contradiction is refused.',
  'repositories[].name': 'A name.',
  'throttles[].name': 'A name.',
  'vms[].name': 'A name.',
  'vms[].disks[].name': 'A name.',
  'jobs[].name': 'A name.',
};

/** Fields that the parser answers with `not-yet-supported`, each in a scenario where it does. */
export const NOT_SIMULATED: readonly FieldCase[] = [
  { at: 'arrays.0.name', base: { ...SMALL, arrays: [{ name: 'other' }] }, value: 'array1' },
  { at: 'hosts.0.platform', base: SMALL, value: 'hyperv' },
  { at: 'datastores.0.latency.base', base: SMALL, value: '5ms' },
  { at: 'datastores.0.latency.perTask', base: SMALL, value: '1ms' },
  { at: 'datastores.0.latency.production', base: SMALL, value: '1ms' },
  { at: 'datastores.0.latency.stop', base: SMALL, value: '20ms' },
  { at: 'datastores.0.latency.throttle', base: SMALL, value: '30ms' },
  { at: 'datastores.0.array', base: { ...SMALL, arrays: [{ name: 'array1' }] }, value: 'array1' },
  { at: 'proxies.0.platform', base: SMALL, value: 'hyperv' },
  { at: 'repositories.0.slotUnit', base: SMALL, value: 'chain' },
  { at: 'repositories.0.ingest', base: SMALL, value: '10 MB/s' },
  { at: 'repositories.0.extents', base: SMALL, value: ['a'] },
  { at: 'vms.0.platform', base: SMALL, value: 'hyperv' },
  { at: 'jobs.0.type', base: SMALL, value: 'replication' },
  { at: 'jobs.0.target', base: SMALL, value: {} },
  { at: 'jobs.0.storageSnapshots', base: SMALL, value: true },
  ...faults(),
];

function faults(): FieldCase[] {
  const base = { ...SMALL, faults: [{ kind: 'proxy-down' }] };
  const values: Data = {
    name: 'bad luck',
    kind: 'task-fails',
    target: 'px1',
    at: '1h',
    for: '1h',
    mtbf: '100h',
    mttr: '1h',
    probability: 0.1,
    datastore: 'ds1',
    share: 0.5,
  };
  return Object.entries(values).map(([field, value]) => ({ at: `faults.0.${field}`, base, value }));
}

/**
 * Fields that a scenario may say, that nothing refuses, and that change no result: gaps, not decisions. The test asserts
 * that they still have no effect, so whoever closes a gap moves its line to the cases, or to NOT_SIMULATED.
 */
export const WITHOUT_EFFECT: readonly ExcusedCase[] = [
  ...(['storage-snapshot', 'off-host', 'on-host'] as const).flatMap((mode): ExcusedCase[] => [
    {
      at: `transport.${mode}.perTask`,
      base: SMALL,
      value: '1 MB/s',
      reason: 'No proxy can use the mode in this version.',
    },
    {
      at: `policy.whenBestBusy.${mode}`,
      base: WAITING,
      value: 'wait',
      reason: 'No proxy can use the mode in this version.',
    },
  ]),
  {
    at: 'overheads.openStorageSnapshot',
    base: { ...SMALL, overheads: {} },
    value: '9 min',
    reason: 'Storage snapshots are not simulated.',
  },
  {
    at: 'overheads.offHost',
    base: { ...SMALL, overheads: {} },
    value: '9 min',
    reason: 'Hyper-V is not simulated.',
  },
  {
    at: 'links.0.latency',
    base: TWO_SITES,
    value: '200ms',
    reason: 'No formula uses the latency of a link.',
  },
  {
    at: 'hosts.0.cores',
    base: small({ proxies: [VIRTUAL_PROXY] }),
    value: 1,
    reason: 'For on-host proxies only.',
  },
  {
    at: 'datastores.0.write',
    base: SMALL,
    value: '1 MB/s',
    reason: 'No restore or replication writes to it.',
  },
  {
    at: 'datastores.0.owner',
    base: SMALL,
    value: 'esx1',
    reason: 'Of csv volumes, which are not simulated.',
  },
  {
    at: 'repositories.0.read',
    base: SMALL,
    value: '1 MB/s',
    reason: 'No transform or restore reads from it.',
  },
  { at: 'repositories.0.blockCloning', base: SMALL, value: true, reason: 'No transform is simulated.' },
  { at: 'jobs.0.retries', base: failing(), value: 5, reason: 'Nothing that fails is tried again yet.' },
  { at: 'jobs.0.retries.times', base: failing(), value: 5, reason: 'Nothing that fails is tried again yet.' },
  {
    at: 'jobs.0.retries.wait',
    base: failing(),
    value: '1 min',
    reason: 'Nothing that fails is tried again yet.',
  },
];

function failing(): Data {
  return withMore('jobs', { window: { length: '30s', onClose: 'stop' }, retries: {} });
}
