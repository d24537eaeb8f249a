import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../sheet.ts';

/** Everything that the import of lists of VMs and disks can report. Codes are stable: scripts may match them. */
export const INVENTORY_CODES = {
  ...CELL_CODES,
  'nothing-listed': { severity: 'error', text: 'no table lists VMs or their disks' },
  'several-systems': {
    severity: 'error',
    text: 'lists of several systems: import each by itself',
  },
  'no-vhd-list': {
    severity: 'error',
    text: 'Get-VM tells no sizes of disks: give the table of Get-VHD beside it',
  },
  'nothing-to-protect': { severity: 'error', text: 'no VM is left to back up' },
  'table-empty': {
    severity: 'info',
    text: 'tables without a row count as if they were not there',
  },
  'no-vm-list': {
    severity: 'warning',
    text: 'no list of VMs: they are those that disks name, and count as powered on where nothing says otherwise',
  },
  'no-disk-list': {
    severity: 'warning',
    text: 'no list of disks: the provisioned space of each VM counts as one disk',
  },
  'vm-powered-off': { severity: 'info', text: 'powered-off VMs are left out' },
  'vm-suspended': { severity: 'info', text: 'suspended (saved) VMs are left out' },
  'vm-cluster-service': {
    severity: 'info',
    text: 'agents of the vSphere cluster services (vCLS) are left out: nobody backs them up',
  },
  'vm-without-disks': {
    severity: 'warning',
    text: 'VMs that have no disk, or none with a size, are left out',
  },
  'vm-nothing-protectable': {
    severity: 'warning',
    text: 'VMs whose disks are all left out are left out too',
  },
  'vm-without-name': { severity: 'warning', text: 'VMs without a name go by their id' },
  'vm-names-made-up': { severity: 'info', text: 'VMs without a name are numbered by site' },
  'vm-guessed': {
    severity: 'warning',
    text: 'disks without the name of their VM: it is taken from the folder, or else the name, of the file',
  },
  'vm-name-repeated': {
    severity: 'warning',
    text: 'VMs that share a name with one above get a number behind it',
  },
  'vm-repeated': { severity: 'warning', text: 'the same VM stands twice: the later row is ignored' },
  'vm-version-old': {
    severity: 'warning',
    text: 'VMs of a configuration version below 8: Hyper-V tracks no changes of them, so they are read whole every night (hosts up to 2012 R2 have a driver that does: version on the hosts, and fct)',
  },
  'power-unknown': { severity: 'warning', text: 'no power state: counted as powered on' },
  'disk-independent': {
    severity: 'warning',
    text: 'independent disks cannot be snapshotted and are left out: they need an agent',
  },
  'disk-raw-physical': {
    severity: 'warning',
    text: 'raw device mappings in physical mode cannot be snapshotted and are left out: they need an agent',
  },
  'disk-pass-through': {
    severity: 'warning',
    text: 'pass-through disks have no checkpoints and are left out: they need an agent',
  },
  'disk-of-several-vms': {
    severity: 'warning',
    text: 'disks that stand with a VM above too (the same file or LUN) are counted once, with that one',
  },
  'disk-of-unknown-vm': {
    severity: 'warning',
    text: 'disks of VMs that the list of VMs does not have are left out',
  },
  'disk-of-ambiguous-vm': {
    severity: 'warning',
    text: 'disks of a repeated VM name with nothing to tell whose: the first that does not have such a disk gets it',
  },
  'disk-name-differs': {
    severity: 'info',
    text: 'disks whose VM has another name in the list of VMs: matched by id',
  },
  'disk-repeated': { severity: 'warning', text: 'the same disk stands twice: the later row is ignored' },
  'disk-bad-capacity': {
    severity: 'warning',
    text: 'disks without a size, or with one that no disk has, are left out (a column without a unit counts bytes)',
  },
  'figures-impossible': {
    severity: 'warning',
    text: 'VMs with a provisioned space that no VM has: as if it were not told',
  },
  'checkpoint-merged': {
    severity: 'info',
    text: 'checkpoints (differencing disks) count with the disk that they belong to: one disk, the used space of all its files',
  },
  'checkpoint-alone': {
    severity: 'warning',
    text: 'checkpoints (differencing disks) whose parent is not listed: one disk, which counts as full',
  },
  'disk-fixed': {
    severity: 'info',
    text: 'fixed disks: their file tells no used space, so they count as full',
  },
  'used-unknown': { severity: 'warning', text: 'no used space known: disks count as full' },
  'tracking-unknown': {
    severity: 'info',
    text: 'nothing tells of change tracking: it is taken to work',
  },
  'host-unknown': {
    severity: 'warning',
    text: 'VMs without a host: one that mounts their datastore is taken',
  },
  'hosts-made-up': {
    severity: 'warning',
    text: 'the list names no host: hosts are invented for its VMs',
  },
  'host-cores-assumed': { severity: 'info', text: 'hosts without a number of cores: assumed' },
  'cluster-assumed': {
    severity: 'warning',
    text: 'hosts with cluster shared volumes and no name of a cluster are taken to be of one cluster',
  },
  'owner-assumed': {
    severity: 'warning',
    text: 'cluster shared volumes whose owner is not told (Get-ClusterSharedVolume knows it): the hosts of the cluster in turn',
  },
  'datastores-derived': {
    severity: 'warning',
    text: 'no list of datastores: each counts as mounted by the hosts whose VMs use it',
  },
  'datastores-assumed': {
    severity: 'warning',
    text: 'disks whose path names no datastore are put on invented ones',
  },
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

export type InventoryCode = keyof typeof INVENTORY_CODES;
export type InventoryFindings = Pick<Findings<InventoryCode>, 'add'>;
export type InventoryDiagnostic = ImportDiagnostic<InventoryCode>;
