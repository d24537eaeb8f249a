import type { FindingKinds } from '../findings.ts';

/** Findings that any list of VMs can have, in one wording. Importers sort each in among their own kinds. */
export const VM_LIST_KINDS = {
  'nothing-to-protect': { severity: 'error', text: 'no VM is left to back up' },
  'vm-powered-off': { severity: 'info', text: 'powered-off VMs are left out (--powered-off takes them too)' },
  'vm-cluster-service': {
    severity: 'info',
    text: 'agents of the vSphere cluster services (vCLS) are left out, because nobody backs them up',
  },
  'vm-without-name': { severity: 'warning', text: 'VMs without a name are called by their id' },
  'vm-name-repeated': {
    severity: 'warning',
    text: 'VMs that share a name with one above get a number appended',
  },
  'vm-repeated': { severity: 'warning', text: 'the same VM is listed twice, so the later row is ignored' },
  'power-unknown': { severity: 'warning', text: 'VMs without a power state count as powered on' },
  'disk-independent': {
    severity: 'warning',
    text: 'independent disks cannot be snapshotted and are left out (they need an agent)',
  },
  'disk-raw-physical': {
    severity: 'warning',
    text: 'raw device mappings in physical mode cannot be snapshotted and are left out (they need an agent)',
  },
  'disk-of-several-vms': {
    severity: 'warning',
    text: 'disks that several VMs list (the same file or LUN) are counted once, with the first of them',
  },
  'disk-repeated': {
    severity: 'warning',
    text: 'the same disk is listed twice, so the later row is ignored',
  },
  'used-unknown': { severity: 'warning', text: 'VMs without a known used space count as full' },
  'host-unknown': {
    severity: 'warning',
    text: 'VMs without a host are taken to run on one that mounts their datastore',
  },
  'host-cores-assumed': {
    severity: 'info',
    text: 'hosts without a number of cores are given an assumed one',
  },
  'datastore-unused': {
    severity: 'info',
    text: 'datastores without a disk to back up are left out',
  },
  'datastore-network-only': {
    severity: 'info',
    text: 'datastores that no assumed proxy mounts are read over the network',
  },
  'name-replaced': {
    severity: 'info',
    text: 'names with { }, * or ?, which a scenario would expand, are written with ( ) and _',
  },
} as const satisfies FindingKinds<string>;
