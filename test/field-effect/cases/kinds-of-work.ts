import { type Data, type FieldCase, small, withMore } from '../field-case.ts';

/** Copies of the VMs go to one of two datastores, each mounted by two hosts. */
const REPLICATION: Data = small({
  hosts: [
    { name: 'esx1', site: 'hq' },
    { name: 'esx2', site: 'hq', managementNetwork: '20 MB/s' },
  ],
  datastores: [
    { name: 'ds1', site: 'hq', read: '100 MB/s' },
    { name: 'ds2', site: 'hq' },
    { name: 'ds3', site: 'hq', write: '10 MB/s' },
  ],
  proxies: [
    { name: 'px1', site: 'hq', maxConcurrentTasks: 4 },
    { name: 'px2', site: 'hq', maxConcurrentTasks: 4, network: '10 MB/s' },
  ],
  jobs: [
    {
      name: 'nightly',
      type: 'replication',
      vms: ['vm1', 'vm2'],
      run: 'full',
      target: { datastore: 'ds2', host: 'esx1', proxies: ['px1'] },
    },
  ],
});
const COPY: Data = {
  ...withMore('jobs', { type: 'backup-copy', source: 'repo2' }),
  repositories: [
    { name: 'repo1', site: 'hq' },
    { name: 'repo2', site: 'hq', read: '50 MB/s' },
    { name: 'repo3', site: 'hq', read: '5 MB/s' },
  ],
};
/** A week of increments into a repository that takes its time over whatever it does by itself. */
const week = (job: Data): Data => ({
  ...withMore('jobs', { schedule: { daily: '21:00' }, run: 'auto', ...job }),
  repositories: [{ name: 'repo1', site: 'hq', write: '100 MB/s' }],
  clock: { horizon: '7d' },
});
/** Thick disks, of which an untracked run reads everything. */
const UNTRACKED: Data = small({
  vms: [
    {
      name: 'vm1',
      host: 'esx1',
      tracking: 'none',
      disks: [{ size: '10 GB', used: '40%', datastore: 'ds1' }],
    },
    { name: 'vm2', host: 'esx1', disks: [{ size: '4 GB', datastore: 'ds1' }] },
  ],
});
const UNTRACKED_POPULATION: Data = small({
  vms: [{ name: 'app{1..2}', tracking: 'none', disks: { size: '10 GB', used: '40%', datastores: ['ds1'] } }],
  jobs: [{ name: 'nightly', vms: ['app*'], repository: 'repo1', run: 'full' }],
});

/** What kind of work a job is, and where it goes. */
export const KINDS: readonly FieldCase[] = [
  { at: 'jobs.0.type', base: withMore('jobs', { run: undefined }), value: 'vm-copy' },
  { at: 'jobs.0.source', base: COPY, value: 'repo3' },
  { at: 'jobs.0.target.datastore', base: REPLICATION, value: 'ds3' },
  { at: 'jobs.0.target.host', base: REPLICATION, value: 'esx2' },
  { at: 'jobs.0.target.proxies', base: REPLICATION, value: ['px2'] },
  {
    at: 'datastores.1.write',
    base: REPLICATION,
    value: '10 MB/s',
  },
  { at: 'jobs.0.activeFull.days', base: week({ activeFull: { days: ['wed'] } }), value: ['wed', 'sat'] },
  {
    at: 'jobs.0.activeFull.weeks',
    base: week({ activeFull: { days: ['wed'], weeks: ['last'] } }),
    value: ['first', 'last'],
  },
  {
    at: 'jobs.0.activeFull.months',
    base: week({ activeFull: { days: ['wed'], months: ['feb'] } }),
    value: ['jan', 'feb'],
  },
  {
    at: 'jobs.0.syntheticFull.weeks',
    base: week({ syntheticFull: { days: ['wed'], weeks: ['last'] } }),
    value: ['first', 'last'],
  },
  {
    at: 'jobs.0.syntheticFull.months',
    base: week({ syntheticFull: { days: ['wed'], months: ['feb'] } }),
    value: ['jan', 'feb'],
  },
  { at: 'jobs.0.syntheticFull.days', base: week({ syntheticFull: { days: ['wed'] } }), value: ['thu'] },
  { at: 'jobs.0.restorePoints', base: week({ method: 'forever-incremental' }), value: 3 },
  { at: 'vms.0.disks.0.thin', base: UNTRACKED, value: true },
  { at: 'vms.0.disks.thin', base: UNTRACKED_POPULATION, value: true },
];
