import { type HeaderNames, openTable } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import { type AmountColumn, amountHeaders } from '../amount-headers.ts';

/** What rows of any list name a VM and its place by: properties of the objects, and what scripts call them. */
const PLACE = {
  vm: ['VMName', 'VM Name', 'VM', 'Virtual Machine', 'Name'],
  vmId: ['VMId', 'VM Id'],
  // To System Center the computer of a VM is its guest, so names of hosts come first.
  host: [
    ...['HostName', 'Host Name', 'VMHost.Name', 'VMHost.FQDN', 'VMHost', 'Hyper-V Host', 'Host', 'Node'],
    ...['ComputerName', 'Computer Name'],
  ],
  cluster: [
    ...['ClusterName', 'Cluster Name', 'Cluster', 'Cluster.Name'],
    ...['VMHost.HostCluster.Name', 'VMHost.HostCluster', 'HostCluster.Name', 'HostCluster'],
  ],
  state: [
    ...['State', 'VMState', 'VM State', 'PowerState', 'Power State', 'VirtualMachineState'],
    ...['Status', 'StatusString'],
  ],
} as const;

export type PlaceColumn = keyof typeof PLACE;

export type VmColumn = PlaceColumn | 'clustered' | 'version' | 'os' | 'drives';

export const VM: HeaderNames<VmColumn> = {
  ...PLACE,
  vmId: [...PLACE.vmId, 'Id'],
  clustered: ['IsClustered', 'Is Clustered', 'Clustered', 'IsHighlyAvailable'],
  version: ['Version', 'VM Version', 'Configuration Version', 'ConfigurationVersion'],
  os: ['Guest OS', 'GuestOS', 'OS', 'Operating System', 'OperatingSystem', 'OperatingSystem.Name'],
  drives: ['HardDrives.*.Path', 'VirtualHardDisks.*.Location'],
};

const PATH = ['VHD Path', 'VHDPath', 'VHDX Path', 'Path', 'Disk Path', 'DiskPath', 'VHD', 'VHD File'];

/** Of rows that are no VMs: their own name is another. */
const VM_OF_OTHERS = PLACE.vm.filter((header) => header !== 'Name');

export type DriveColumn = PlaceColumn | 'path';

/** Of `Get-VMHardDiskDrive`: its name is the controller's place. */
export const DRIVE: HeaderNames<DriveColumn> = {
  ...PLACE,
  vm: VM_OF_OTHERS,
  path: PATH,
};

export type DiskColumn =
  | PlaceColumn
  | 'path'
  | 'parent'
  | 'type'
  | AmountColumn<'size'>
  | AmountColumn<'file'>;

export const DISK: HeaderNames<DiskColumn> = {
  ...PLACE,
  path: PATH,
  parent: ['ParentPath', 'Parent Path', 'Parent'],
  type: ['VhdType', 'VHD Type', 'Disk Type', 'DiskType', 'Type'],
  ...amountHeaders('size', [
    ...['Max size', 'Maximum size', 'Max disk size', 'Maximum disk size', 'Size', 'Disk size', 'VHD size'],
    ...['Virtual size', 'Provisioned size', 'Provisioned', 'Capacity', 'Total size'],
  ]),
  ...amountHeaders('file', [
    ...['Current size', 'Current disk size', 'File size', 'VHD file size', 'Size on disk', 'Used size'],
    ...['Used', 'Used space', 'Actual size', 'Physical size', 'Allocated size'],
  ]),
};

/** Of `Get-SCVirtualHardDisk`: beside a maximum its size is that of the file, and its name the file's. */
export const LIBRARY_DISK: HeaderNames<DiskColumn> = {
  ...DISK,
  vm: VM_OF_OTHERS,
  path: ['Location', ...PATH],
  parent: ['ParentDisk.Location', ...DISK.parent],
  ...amountHeaders('size', ['Maximum size', 'MaximumSize']),
  ...amountHeaders('file', ['File size', 'Used size', 'Current size', 'Size']),
};

export type VolumeColumn = 'owner' | 'path' | 'cluster';

/** Of `Get-ClusterSharedVolume`. */
export const VOLUME: HeaderNames<VolumeColumn> = {
  owner: ['OwnerNode.Name', 'OwnerNode', 'Owner Node', 'Owner'],
  path: [
    ...['SharedVolumeInfo.0.FriendlyVolumeName', 'SharedVolumeInfo.FriendlyVolumeName', 'FriendlyVolumeName'],
    ...['CSV Path', 'CSVPath', 'Path'],
  ],
  cluster: ['Cluster.Name', 'ClusterName', 'Cluster Name', 'Cluster'],
};

/** Whether a list of disks is of a library of System Center, or made of one. */
export function isOfLibrary(table: Table): boolean {
  const sheet = openTable(table, { maximum: ['MaximumSize', 'Maximum size'], size: ['Size'] });
  return sheet?.has.has('maximum') === true && sheet.has.has('size');
}
