import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';
import { VM_LIST_KINDS } from './vm-list-findings.ts';

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
  'nothing-to-protect': VM_LIST_KINDS['nothing-to-protect'],
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
  'vm-powered-off': VM_LIST_KINDS['vm-powered-off'],
  'vm-suspended': { severity: 'info', text: 'suspended (saved) VMs are left out' },
  'vm-cluster-service': VM_LIST_KINDS['vm-cluster-service'],
  'vm-without-disks': {
    severity: 'warning',
    text: 'VMs that have no disk, or none with a size, are left out',
  },
  'vm-nothing-protectable': {
    severity: 'warning',
    text: 'VMs whose disks are all left out are left out too',
  },
  'vm-without-name': VM_LIST_KINDS['vm-without-name'],
  'vm-names-made-up': { severity: 'info', text: 'VMs without a name are numbered by site' },
  'vm-guessed': {
    severity: 'warning',
    text: 'disks without the name of their VM: it is taken from the folder, or else the name, of the file',
  },
  'vm-name-repeated': VM_LIST_KINDS['vm-name-repeated'],
  'vm-repeated': VM_LIST_KINDS['vm-repeated'],
  'vm-version-old': {
    severity: 'warning',
    text: 'VMs of a configuration version below 8: Hyper-V tracks no changes of them, so they are read whole every night (hosts up to 2012 R2 have a driver that does: version on the hosts, and fct)',
  },
  'power-unknown': VM_LIST_KINDS['power-unknown'],
  'disk-independent': VM_LIST_KINDS['disk-independent'],
  'disk-raw-physical': VM_LIST_KINDS['disk-raw-physical'],
  'disk-mode-number': {
    severity: 'warning',
    text: 'disks whose Persistence or DiskType is a number: independent and raw ones among them are taken for others (Export-Csv writes words, ConvertTo-Json with -EnumsAsStrings)',
  },
  'disk-pass-through': {
    severity: 'warning',
    text: 'pass-through disks have no checkpoints and are left out: they need an agent',
  },
  'disk-of-several-vms': VM_LIST_KINDS['disk-of-several-vms'],
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
  'disk-repeated': VM_LIST_KINDS['disk-repeated'],
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
  'used-unknown': VM_LIST_KINDS['used-unknown'],
  'tracking-unknown': {
    severity: 'info',
    text: 'nothing tells of change tracking: it is taken to work',
  },
  'host-unknown': VM_LIST_KINDS['host-unknown'],
  'host-not-listed': {
    severity: 'warning',
    text: 'hosts that VMs name and the list of hosts lacks are added',
  },
  'hosts-made-up': {
    severity: 'warning',
    text: 'the list names no host: hosts are invented for its VMs',
  },
  'host-cores-assumed': VM_LIST_KINDS['host-cores-assumed'],
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
  'datastore-unused': VM_LIST_KINDS['datastore-unused'],
  'datastore-network-only': VM_LIST_KINDS['datastore-network-only'],
  'name-replaced': VM_LIST_KINDS['name-replaced'],
} as const satisfies FindingKinds<string>;

export type InventoryCode = keyof typeof INVENTORY_CODES;
export type InventoryFindings = Pick<Findings<InventoryCode>, 'add'>;
export type InventoryDiagnostic = ImportDiagnostic<InventoryCode>;
