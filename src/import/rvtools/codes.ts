import { CHANGE_KINDS } from '../daily-change.ts';
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
  ...CHANGE_KINDS,
  'tab-empty': {
    severity: 'info',
    text: 'tabs without a row of data are treated as missing',
  },
  'no-vdisk': {
    severity: 'warning',
    text: 'no usable vDisk sheet, so the provisioned space of each VM is spread evenly over its number of disks',
  },
  'no-vhost': {
    severity: 'warning',
    text: 'no vHost sheet with data, so the hosts are those that VMs name, with assumed cores',
  },
  'no-vdatastore': {
    severity: 'warning',
    text: 'no vDatastore sheet with data, so datastores count as mounted by the hosts whose VMs use them',
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
    text: 'VMs none of whose disks can be snapshotted are left out (they need an agent)',
  },
  'vm-without-name': VM_LIST_KINDS['vm-without-name'],
  'vm-name-repeated': VM_LIST_KINDS['vm-name-repeated'],
  'vm-repeated': VM_LIST_KINDS['vm-repeated'],
  'power-unknown': VM_LIST_KINDS['power-unknown'],
  'disk-independent': VM_LIST_KINDS['disk-independent'],
  'disk-raw-physical': VM_LIST_KINDS['disk-raw-physical'],
  'disk-shared-bus': {
    severity: 'warning',
    text: 'disks on a shared SCSI bus prevent snapshots of their VM, so the whole VM is left out (it needs an agent)',
  },
  'disk-multi-writer': {
    severity: 'warning',
    text: 'disks that several VMs write to (multi-writer) prevent snapshots of their VM unless they are independent, so the whole VM is left out (it needs an agent)',
  },
  'disk-of-several-vms': VM_LIST_KINDS['disk-of-several-vms'],
  'disk-unprotectable-kept': {
    severity: 'warning',
    text: 'disks that cannot be snapshotted are kept, as you asked',
  },
  'disk-of-unknown-vm': { severity: 'warning', text: 'disks of VMs that vInfo does not list are left out' },
  'disk-of-ambiguous-vm': {
    severity: 'warning',
    text: 'disks of VMs that share a name, with no id to tell them apart, are assigned to these VMs by disk label',
  },
  'disk-name-differs': {
    severity: 'info',
    text: 'disks whose VM has another name in vInfo are matched by id',
  },
  'disk-repeated': VM_LIST_KINDS['disk-repeated'],
  'disk-bad-capacity': {
    severity: 'warning',
    text: 'disks with no capacity above zero, or with an impossible one, are left out',
  },
  'figures-impossible': {
    severity: 'warning',
    text: 'an impossible provisioned space or number of disks of a VM is ignored',
  },
  'disk-count-differs': {
    severity: 'info',
    text: 'VMs whose number of disks in vDisk is not the one in vInfo',
  },
  'partition-unusable': {
    severity: 'info',
    text: 'vPartition lacks the column of the VM or of the consumed space, so it is ignored',
  },
  'partition-of-unknown-vm': {
    severity: 'info',
    text: 'partitions of VMs that vInfo does not list are ignored',
  },
  'partition-of-ambiguous-vm': {
    severity: 'info',
    text: 'partitions of VMs that share a name, with no id to tell them apart, are ignored',
  },
  'partition-repeated': {
    severity: 'info',
    text: 'the same partition is listed twice, so the later row is ignored',
  },
  'used-from-partitions': {
    severity: 'info',
    text: 'VMs without used space in vInfo take it from vPartition',
  },
  'used-unknown': VM_LIST_KINDS['used-unknown'],
  'tracking-unknown': {
    severity: 'info',
    text: 'VMs without a CBT flag are assumed to have change tracking',
  },
  'tracking-off': {
    severity: 'warning',
    text: 'VMs with CBT off are read in full every night (backup products usually switch it on at the first run, as --tracking cbt assumes)',
  },
  'host-unknown': VM_LIST_KINDS['host-unknown'],
  'host-not-in-vhost': { severity: 'warning', text: 'hosts that VMs name but vHost does not list are added' },
  'host-cores-assumed': VM_LIST_KINDS['host-cores-assumed'],
  'datastore-host-unknown': { severity: 'info', text: 'hosts that only vDatastore names are ignored' },
  'datastore-not-in-vdatastore': {
    severity: 'warning',
    text: 'datastores that disks name but vDatastore does not list count as mounted by the hosts whose VMs use them',
  },
  'datastore-name-repeated': {
    severity: 'info',
    text: 'datastores of one name on different hosts are kept apart; the later ones get a number appended',
  },
  'datastore-type-unknown': { severity: 'info', text: 'datastores of an unknown type count as VMFS' },
  'datastore-local': {
    severity: 'info',
    text: 'VMFS datastores that only one host of a cluster mounts count as local disks',
  },
  'datastore-host-missing': {
    severity: 'warning',
    text: 'disks whose VM runs on a host that, by vDatastore, does not mount their datastore: the host is added to it',
  },
  'datastore-without-host': {
    severity: 'warning',
    text: 'datastores without a known host in vDatastore count as mounted by the hosts whose VMs use them',
  },
  'datastore-unused': VM_LIST_KINDS['datastore-unused'],
  'datastore-network-only': VM_LIST_KINDS['datastore-network-only'],
  'name-replaced': VM_LIST_KINDS['name-replaced'],
} as const satisfies FindingKinds<string>;

export type RvtoolsCode = keyof typeof RVTOOLS_CODES;
export type RvtoolsFindings = Pick<Findings<RvtoolsCode>, 'add'>;
export type RvtoolsDiagnostic = ImportDiagnostic<RvtoolsCode>;
