import { CHANGE_KINDS } from '../daily-change.ts';
import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';
import { VM_LIST_KINDS } from './vm-list-findings.ts';

/** Everything that the import of lists of VMs and disks can report. Codes are stable: scripts may match them. */
export const INVENTORY_CODES = {
  ...CELL_CODES,
  'nothing-listed': { severity: 'error', text: 'no table lists VMs or their disks' },
  'several-systems': {
    severity: 'error',
    text: 'the lists come from several systems; import each of them separately',
  },
  'no-vhd-list': {
    severity: 'error',
    text: 'no list gives the size of a disk; add the output of Get-VHD (Get-VM does not report sizes)',
  },
  'nothing-to-protect': VM_LIST_KINDS['nothing-to-protect'],
  ...CHANGE_KINDS,
  'table-empty': {
    severity: 'info',
    text: 'tables without a row of data are treated as missing',
  },
  'no-vm-list': {
    severity: 'warning',
    text: 'no list of VMs, so the VMs are those that disks name, powered on where nothing says otherwise',
  },
  'no-disk-list': {
    severity: 'warning',
    text: 'no list of disks, so the provisioned space of each VM counts as one disk',
  },
  'vm-powered-off': VM_LIST_KINDS['vm-powered-off'],
  'vm-suspended': { severity: 'info', text: 'suspended (saved) VMs are left out' },
  'vm-cluster-service': VM_LIST_KINDS['vm-cluster-service'],
  'vm-without-disks': {
    severity: 'warning',
    text: 'VMs without a disk, or without one that has a size, are left out',
  },
  'vm-nothing-protectable': {
    severity: 'warning',
    text: 'VMs whose disks are all left out are left out too',
  },
  'vm-without-name': VM_LIST_KINDS['vm-without-name'],
  'vm-names-made-up': { severity: 'info', text: 'VMs without a name are numbered by site' },
  'vm-guessed': {
    severity: 'warning',
    text: 'disks that do not name their VM get it from the folder of the file, or else from its name',
  },
  'vm-name-repeated': VM_LIST_KINDS['vm-name-repeated'],
  'vm-repeated': VM_LIST_KINDS['vm-repeated'],
  'vm-version-old': {
    severity: 'warning',
    text: 'VMs of a configuration version below 8 are read in full every night, because Hyper-V does not track their changes (hosts up to 2012 R2 have a driver that does: give the hosts their version, and the VMs tracking: fct)',
  },
  'power-unknown': VM_LIST_KINDS['power-unknown'],
  'disk-independent': VM_LIST_KINDS['disk-independent'],
  'disk-raw-physical': VM_LIST_KINDS['disk-raw-physical'],
  'disk-mode-number': {
    severity: 'warning',
    text: 'disks whose Persistence or DiskType is a number count as ordinary ones, even if they are independent or raw (Export-Csv writes words, ConvertTo-Json does with -EnumsAsStrings)',
  },
  'disk-pass-through': {
    severity: 'warning',
    text: 'pass-through disks have no checkpoints and are left out (they need an agent)',
  },
  'disk-of-several-vms': VM_LIST_KINDS['disk-of-several-vms'],
  'disk-of-unknown-vm': {
    severity: 'warning',
    text: 'disks of VMs that are not in the list of VMs are left out',
  },
  'disk-of-ambiguous-vm': {
    severity: 'warning',
    text: 'disks of VMs that share a name, with nothing to tell them apart, go to the first of them that does not have such a disk yet',
  },
  'disk-name-differs': {
    severity: 'info',
    text: 'disks whose VM has another name in the list of VMs are matched by id',
  },
  'disk-repeated': VM_LIST_KINDS['disk-repeated'],
  'disk-bad-capacity': {
    severity: 'warning',
    text: 'disks with no size, or with an impossible one, are left out (a column without a unit counts bytes)',
  },
  'disk-not-sized': {
    severity: 'warning',
    text: 'disks that VMs have but Get-VHD did not list are left out, because their size is not known (it cannot open a file that another host holds, or a volume that is offline)',
  },
  'figures-impossible': {
    severity: 'warning',
    text: 'an impossible provisioned space of a VM is ignored',
  },
  'checkpoint-merged': {
    severity: 'info',
    text: 'checkpoints (differencing disks) are one disk with the disk that they belong to, which uses the space of all its files',
  },
  'checkpoint-alone': {
    severity: 'warning',
    text: 'checkpoints (differencing disks) whose parent is not listed count as one full disk',
  },
  'disk-fixed': {
    severity: 'info',
    text: 'fixed disks count as full, because the size of their file does not show the used space',
  },
  'used-unknown': VM_LIST_KINDS['used-unknown'],
  'tracking-unknown': {
    severity: 'info',
    text: 'VMs of which nothing says whether their changes are tracked are assumed to have change tracking',
  },
  'host-unknown': VM_LIST_KINDS['host-unknown'],
  'host-not-listed': {
    severity: 'warning',
    text: 'hosts that VMs name but the list of hosts lacks are added',
  },
  'hosts-made-up': {
    severity: 'warning',
    text: 'the list names no host, so hosts are invented for its VMs',
  },
  'host-cores-assumed': VM_LIST_KINDS['host-cores-assumed'],
  'cluster-assumed': {
    severity: 'warning',
    text: 'hosts with cluster shared volumes but without the name of a cluster are assumed to form one cluster',
  },
  'owner-assumed': {
    severity: 'warning',
    text: 'cluster shared volumes without a known owner (Get-ClusterSharedVolume has it) are owned by the hosts of the cluster in turn',
  },
  'datastores-derived': {
    severity: 'warning',
    text: 'no list of datastores, so each counts as mounted by the hosts whose VMs use it',
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
