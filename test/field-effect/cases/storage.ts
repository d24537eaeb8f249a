import { type Data, type FieldCase, ON_ARRAYS, withMore } from '../field-case.ts';

const TIMED: Data = { ...ON_ARRAYS, overheads: {} };
const ASKED_LATER: Data = withMore('jobs', { storageSnapshots: false }, TIMED);

/** How VMs are read from snapshots of the storage. */
export const ARRAYS: readonly FieldCase[] = [
  { at: 'arrays.1.integrated', base: ON_ARRAYS, value: false },
  {
    at: 'datastores.1.array',
    base: { ...ON_ARRAYS, arrays: [{ name: 'array1' }, { name: 'array2', integrated: false }] },
    value: 'array1',
  },
  { at: 'jobs.0.storageSnapshots', base: ASKED_LATER, value: true },
  {
    at: 'jobs.0.storageSnapshots.vmsPerSnapshot',
    base: withMore(
      'jobs',
      { storageSnapshots: { vmsPerSnapshot: 2 } },
      withMore('proxies', { maxConcurrentTasks: 2 }, ON_ARRAYS),
    ),
    value: 1,
  },
  { at: 'overheads.openStorageSnapshot', base: TIMED, value: '9 min' },
  { at: 'overheads.snapshotHandoff', base: TIMED, value: '9 min' },
  { at: 'transport.storage-snapshot.perTask', base: ON_ARRAYS, value: '1 MB/s' },
  { at: 'policy.whenBestBusy.storage-snapshot', base: ON_ARRAYS, value: 'degrade' },
];

const WATCHED: Data = withMore('datastores', { latency: { base: '5ms', perTask: '10ms' } });
const AT_ONCE: Data = { ...WATCHED, latencyControl: { spacing: '0s' } };

/** How production's latency is kept in bounds: the two disks alone read 5 + 10 and together 5 + 2 x 10 ms. */
export const LATENCY: readonly FieldCase[] = [
  { at: 'datastores.0.latency.base', base: AT_ONCE, value: '12ms' },
  { at: 'datastores.0.latency.perTask', base: AT_ONCE, value: '50ms' },
  { at: 'datastores.0.latency.production', base: AT_ONCE, value: '12ms' },
  { at: 'latencyControl', base: WATCHED, value: false },
  { at: 'latencyControl.stop', base: { ...WATCHED, latencyControl: {} }, value: '12ms' },
  { at: 'latencyControl.throttle', base: AT_ONCE, value: '20ms' },
  { at: 'latencyControl.spacing', base: WATCHED, value: '10s' },
];
