import type { FindingKinds } from '../findings.ts';

/** What any list of VMs can have, whoever wrote it, in one wording. Importers put each where it belongs among their own kinds. */
export const VM_LIST_KINDS = {
  'nothing-to-protect': { severity: 'error', text: 'no VM is left to back up' },
  'vm-powered-off': { severity: 'info', text: 'powered-off VMs are left out (--powered-off takes them too)' },
  'vm-cluster-service': {
    severity: 'info',
    text: 'agents of the vSphere cluster services (vCLS) are left out: nobody backs them up',
  },
  'vm-without-name': { severity: 'warning', text: 'VMs without a name go by their id' },
  'vm-name-repeated': {
    severity: 'warning',
    text: 'VMs that share a name with one above get a number behind it',
  },
  'vm-repeated': { severity: 'warning', text: 'the same VM stands twice: the later row is ignored' },
  'power-unknown': { severity: 'warning', text: 'no power state: counted as powered on' },
  'disk-independent': {
    severity: 'warning',
    text: 'independent disks cannot be snapshotted and are left out: they need an agent',
  },
  'disk-raw-physical': {
    severity: 'warning',
    text: 'raw device mappings in physical mode cannot be snapshotted and are left out: they need an agent',
  },
  'disk-of-several-vms': {
    severity: 'warning',
    text: 'disks that stand with a VM above too (the same file or LUN) are counted once, with that one',
  },
  'disk-repeated': { severity: 'warning', text: 'the same disk stands twice: the later row is ignored' },
  'used-unknown': { severity: 'warning', text: 'no used space known: disks count as full' },
  'host-unknown': {
    severity: 'warning',
    text: 'VMs without a host: one that mounts their datastore is taken',
  },
  'host-cores-assumed': { severity: 'info', text: 'hosts without a number of cores: assumed' },
  'datastore-unused': {
    severity: 'info',
    text: 'datastores without a disk to back up are left out of the scenario',
  },
  'datastore-network-only': {
    severity: 'info',
    text: 'datastores that no assumed proxy mounts: their disks are read over the network',
  },
  'name-replaced': {
    severity: 'info',
    text: 'names with { } or * (which expand in a scenario) are written with ( ) and _',
  },
} as const satisfies FindingKinds<string>;
