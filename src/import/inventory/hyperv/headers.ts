import type { HeaderNames } from '../../sheet.ts';
import { type AmountColumn, amountHeaders } from '../amount-headers.ts';

/** What rows of any list name a VM and its place by: properties of the objects, and what scripts call them. */
const PLACE = {
  vm: ['VMName', 'VM Name', 'VM', 'Virtual Machine', 'Name'],
  vmId: ['VMId', 'VM Id'],
  host: ['ComputerName', 'Computer Name', 'HostName', 'Host Name', 'Host', 'VMHost', 'Hyper-V Host', 'Node'],
  cluster: ['ClusterName', 'Cluster Name', 'Cluster', 'Cluster.Name'],
  state: ['State', 'VMState', 'VM State', 'PowerState', 'Power State'],
} as const;

export type PlaceColumn = keyof typeof PLACE;

export type VmColumn = PlaceColumn | 'clustered' | 'version' | 'os' | 'drives';

export const VM: HeaderNames<VmColumn> = {
  ...PLACE,
  vmId: [...PLACE.vmId, 'Id'],
  clustered: ['IsClustered', 'Is Clustered', 'Clustered'],
  version: ['Version', 'VM Version', 'Configuration Version', 'ConfigurationVersion'],
  os: ['Guest OS', 'GuestOS', 'OS', 'Operating System', 'OperatingSystem'],
  drives: ['HardDrives.*.Path'],
};

const PATH = ['VHD Path', 'VHDPath', 'VHDX Path', 'Path', 'Disk Path', 'DiskPath', 'VHD', 'VHD File'];

export type DriveColumn = PlaceColumn | 'path';

/** Of `Get-VMHardDiskDrive`: its name is the controller's place. */
export const DRIVE: HeaderNames<DriveColumn> = {
  ...PLACE,
  vm: PLACE.vm.filter((header) => header !== 'Name'),
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
