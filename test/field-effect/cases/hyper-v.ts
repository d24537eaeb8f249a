import { type Data, type FieldCase, HYPERV, OFF_HOST, SMALL, small, withMore } from '../field-case.ts';

const INCREMENTAL: Data = withMore('jobs', { run: 'incremental' }, HYPERV);
const BESIDE: Data = { ...HYPERV, proxies: [OFF_HOST], policy: {} };
/** The host has more free slots, and memory for one task. */
const SHORT_OF_MEMORY: Data = {
  ...withMore('hosts', { ram: '3 GB', maxConcurrentTasks: 10 }, BESIDE),
  enforceRam: true,
  policy: { select: 'most-free-slots' },
};
/** Nobody mounts the datastore of the second site: its VM has no host that would settle its platform. */
const WITHOUT_HOST: Data = small({
  sites: ['hq', 'dr'],
  datastores: [
    { name: 'ds1', site: 'hq', read: '100 MB/s' },
    { name: 'ds2', site: 'dr', read: '100 MB/s' },
  ],
  vms: [
    { name: 'vm1', disks: [{ size: '10 GB', datastore: 'ds2' }] },
    { name: 'vm2', disks: [{ size: '10 GB', datastore: 'ds1' }] },
  ],
});

export const HYPERV_FIELDS: readonly FieldCase[] = [
  { at: 'hosts.0.platform', base: SMALL, value: 'hyperv' },
  { at: 'hosts.1.version', base: INCREMENTAL, value: '2012r2' },
  { at: 'hosts.0.cores', base: HYPERV, value: 1 },
  // A quarter of the 4 GB that its two disks need leaves one core of four for both.
  { at: 'hosts.0.ram', base: HYPERV, value: '1 GB' },
  { at: 'hosts.0.maxConcurrentTasks', base: HYPERV, value: 1 },
  { at: 'datastores.0.owner', base: HYPERV, value: 'hv2' },
  {
    at: 'proxies.0.platform',
    base: { ...HYPERV, proxies: [{ ...OFF_HOST, platform: 'vsphere' }] },
    value: 'hyperv',
  },
  { at: 'vms.0.platform', base: WITHOUT_HOST, value: 'hyperv' },
  { at: 'vms.0.configVersion', base: INCREMENTAL, value: 5 },
  { at: 'overheads.offHost', base: { ...BESIDE, overheads: {} }, value: '9 min' },
  { at: 'transport.on-host.perTask', base: HYPERV, value: '1 MB/s' },
  { at: 'transport.off-host.perTask', base: BESIDE, value: '1 MB/s' },
  { at: 'policy.whenBestBusy.off-host', base: BESIDE, value: 'wait' },
  { at: 'policy.whenBestBusy.on-host', base: SHORT_OF_MEMORY, value: 'wait' },
];
