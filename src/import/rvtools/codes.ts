import type { FindingKinds, Findings, ImportDiagnostic } from '../findings.ts';
import { VM_LIST_KINDS } from '../inventory/vm-list-findings.ts';
import { CELL_CODES } from '../tables/sheet.ts';

/** Everything that the import of an RVTools export can report. Codes are stable: scripts may match them. */
export const RVTOOLS_CODES = {
  ...CELL_CODES,
  'no-vinfo': {
    severity: 'error',
    text: 'the export has no vInfo sheet with a column VM, so there are no VMs to import',
  },
  'nothing-to-protect': VM_LIST_KINDS['nothing-to-protect'],
  'tab-empty': {
    severity: 'info',
    text: 'tabs without a row count as if they were not there',
  },
  'no-vdisk': {
    severity: 'warning',
    text: 'no usable vDisk sheet: the provisioned space of each VM is spread evenly over its number of disks',
  },
  'no-vhost': {
    severity: 'warning',
    text: 'no vHost sheet with a row: hosts are those that VMs name, their cores are assumed',
  },
  'no-vdatastore': {
    severity: 'warning',
    text: 'no vDatastore sheet with a row: a datastore counts as mounted by the hosts whose VMs use it',
  },
  'datastores-assumed': {
    severity: 'warning',
    text: 'disks whose path names no datastore are put on invented ones, per cluster',
  },
  'vm-powered-off': VM_LIST_KINDS['vm-powered-off'],
  'vm-suspended': { severity: 'info', text: 'suspended VMs are left out' },
  'vm-template': { severity: 'info', text: 'templates are left out' },
  'vm-srm-placeholder': { severity: 'info', text: 'SRM placeholders are left out' },
  'vm-cluster-service': VM_LIST_KINDS['vm-cluster-service'],
  'vm-without-disks': { severity: 'warning', text: 'VMs that have no disk are left out' },
  'vm-nothing-protectable': {
    severity: 'warning',
    text: 'VMs whose disks can all not be snapshotted are left out: they need an agent',
  },
  'vm-without-name': VM_LIST_KINDS['vm-without-name'],
  'vm-name-repeated': VM_LIST_KINDS['vm-name-repeated'],
  'vm-repeated': VM_LIST_KINDS['vm-repeated'],
  'power-unknown': VM_LIST_KINDS['power-unknown'],
  'disk-independent': VM_LIST_KINDS['disk-independent'],
  'disk-raw-physical': VM_LIST_KINDS['disk-raw-physical'],
  'disk-shared-bus': {
    severity: 'warning',
    text: 'disks on a shared SCSI bus: vSphere takes no snapshot of a VM that has one, so the whole VM is left out: it needs an agent',
  },
  'disk-multi-writer': {
    severity: 'warning',
    text: 'disks that several VMs write to (multi-writer): vSphere takes no snapshot of a VM that has one, unless it is independent, so the whole VM is left out: it needs an agent',
  },
  'disk-of-several-vms': VM_LIST_KINDS['disk-of-several-vms'],
  'disk-unprotectable-kept': {
    severity: 'warning',
    text: 'disks that cannot be snapshotted are kept, as you asked',
  },
  'disk-of-unknown-vm': { severity: 'warning', text: 'disks of VMs that vInfo does not know are left out' },
  'disk-of-ambiguous-vm': {
    severity: 'warning',
    text: 'disks of a repeated VM name with no id to tell whose are dealt out by disk label',
  },
  'disk-name-differs': { severity: 'info', text: 'disks whose VM has another name in vInfo: matched by id' },
  'disk-repeated': VM_LIST_KINDS['disk-repeated'],
  'disk-bad-capacity': {
    severity: 'warning',
    text: 'disks without a capacity above zero, or with one that no disk has, are left out',
  },
  'figures-impossible': {
    severity: 'warning',
    text: 'VMs with a provisioned space or a number of disks that no VM has: as if it were not told',
  },
  'disk-count-differs': {
    severity: 'info',
    text: 'VMs with another number of disks in vDisk than vInfo says',
  },
  'partition-unusable': { severity: 'info', text: 'vPartition lacks the columns that name a VM: ignored' },
  'partition-of-unknown-vm': {
    severity: 'info',
    text: 'partitions of VMs that vInfo does not know are ignored',
  },
  'partition-of-ambiguous-vm': {
    severity: 'info',
    text: 'partitions of a repeated VM name with no id to tell whose they are: ignored',
  },
  'partition-repeated': {
    severity: 'info',
    text: 'the same partition stands twice: the later row is ignored',
  },
  'used-from-partitions': { severity: 'info', text: 'no used space in vInfo: taken from vPartition' },
  'used-unknown': VM_LIST_KINDS['used-unknown'],
  'tracking-unknown': { severity: 'info', text: 'no CBT flag: change tracking is taken to work' },
  'tracking-off': {
    severity: 'warning',
    text: 'VMs with CBT off are read whole every night (backup products mostly switch it on at the first run)',
  },
  'host-unknown': VM_LIST_KINDS['host-unknown'],
  'host-not-in-vhost': { severity: 'warning', text: 'hosts that VMs name and vHost lacks are added' },
  'host-cores-assumed': VM_LIST_KINDS['host-cores-assumed'],
  'datastore-host-unknown': { severity: 'info', text: 'hosts that only vDatastore names are ignored' },
  'datastore-not-in-vdatastore': {
    severity: 'warning',
    text: 'datastores that disks name and vDatastore lacks: taken as mounted by the hosts whose VMs use them',
  },
  'datastore-name-repeated': {
    severity: 'info',
    text: 'datastores of one name on different hosts are kept apart; the later ones get a number behind it',
  },
  'datastore-type-unknown': { severity: 'info', text: 'datastore types that are not known count as VMFS' },
  'datastore-local': {
    severity: 'info',
    text: 'VMFS datastores of one host of a cluster count as local disks',
  },
  'datastore-host-missing': {
    severity: 'warning',
    text: 'disks on datastores whose hosts, by vDatastore, lack the one that the VM runs on: it is added to them',
  },
  'datastore-without-host': {
    severity: 'warning',
    text: 'datastores whose hosts the export does not name: taken as mounted by the hosts whose VMs use them',
  },
  'datastore-unused': VM_LIST_KINDS['datastore-unused'],
  'datastore-network-only': VM_LIST_KINDS['datastore-network-only'],
  'name-replaced': VM_LIST_KINDS['name-replaced'],
} as const satisfies FindingKinds<string>;

export type RvtoolsCode = keyof typeof RVTOOLS_CODES;
export type RvtoolsFindings = Pick<Findings<RvtoolsCode>, 'add'>;
export type RvtoolsDiagnostic = ImportDiagnostic<RvtoolsCode>;
