import type { HeaderNames } from '../tables/sheet.ts';

/**
 * The columns that the import reads and the headers they go by, in the three dialects of RVTools: with `MiB`
 * (from 4.1.2), with `MB` (before; the manual says that those MB are MiB, so the number is the same) and the
 * internal names of old CSV batch exports. Internal names nobody has documented follow the pattern of the
 * documented ones.
 */
const identity = (tab: string) => ({
  vm: ['VM', `${tab}VMName`],
  vmId: ['VM ID', `${tab}VMID`],
  vmUuid: ['VM UUID', `${tab}UUID`],
  serverId: ['VI SDK UUID', `${tab}VISDKUUID`],
  serverName: ['VI SDK Server', `${tab}VISDKServer`],
});

const placement = (tab: string) => ({
  host: ['Host', `${tab}Host`],
  cluster: ['Cluster', `${tab}Cluster`],
  datacenter: ['Datacenter', `${tab}DataCenter`],
});

export type IdentityColumn = 'vm' | 'vmId' | 'vmUuid' | 'serverId' | 'serverName';
export type PlacementColumn = 'host' | 'cluster' | 'datacenter';

export type InfoColumn =
  | IdentityColumn
  | PlacementColumn
  | 'power'
  | 'template'
  | 'placeholder'
  | 'disks'
  | 'totalCapacity'
  | 'provisioned'
  | 'inUse'
  | 'cbt'
  | 'path'
  | 'folder'
  | 'osTools'
  | 'osConfig';

export const INFO: HeaderNames<InfoColumn> = {
  ...identity('vInfo'),
  ...placement('vInfo'),
  power: ['Powerstate', 'Power state', 'vInfoPowerstate'],
  template: ['Template', 'vInfoTemplate'],
  placeholder: ['SRM Placeholder', 'vInfoSRMPlaceHolder'],
  disks: ['Disks', 'vInfoNumVirtualDisks'],
  totalCapacity: ['Total disk capacity MiB', 'Total disk capacity MB', 'vInfoTotalDiskCapacity'],
  provisioned: ['Provisioned MiB', 'Provisioned MB', 'vInfoProvisioned'],
  inUse: ['In Use MiB', 'In Use MB', 'vInfoInUse'],
  cbt: ['CBT', 'vInfoCBT'],
  path: ['Path', 'vInfoPath'],
  folder: ['Folder', 'vInfoFolder'],
  osTools: ['OS according to the VMware Tools', 'vInfoOSTools'],
  osConfig: ['OS according to the configuration file', 'OS', 'vInfoOS'],
};

export type DiskColumn =
  | IdentityColumn
  | PlacementColumn
  | 'label'
  | 'key'
  | 'capacity'
  | 'path'
  | 'mode'
  | 'raw'
  | 'rawMode'
  | 'rawLun'
  | 'sharing'
  | 'sharedBus';

export const DISK: HeaderNames<DiskColumn> = {
  ...identity('vDisk'),
  ...placement('vDisk'),
  label: ['Disk', 'vDiskName', 'vDiskDisk'],
  key: ['Disk Key', 'vDiskKey', 'vDiskDiskKey'],
  capacity: ['Capacity MiB', 'Capacity MB', 'vDiskCapacity', 'vDiskCapacityMiB'],
  path: ['Disk Path', 'Path', 'vDiskPath', 'vDiskDiskPath'],
  mode: ['Disk Mode', 'vDiskMode', 'vDiskDiskMode'],
  raw: ['Raw', 'vDiskRaw'],
  rawMode: ['Raw Comp. Mode', 'vDiskRawCompMode'],
  rawLun: ['Raw LUN ID', 'vDiskRawLunId'],
  sharing: ['Sharing mode', 'vDiskSharingMode'],
  sharedBus: ['Shared Bus', 'vDiskSharedBus'],
};

export type PartitionColumn = IdentityColumn | 'host' | 'label' | 'consumed';

export const PARTITION: HeaderNames<PartitionColumn> = {
  ...identity('vPartition'),
  host: ['Host', 'vPartitionHost'],
  label: ['Disk', 'vPartitionDisk'],
  consumed: ['Consumed MiB', 'Consumed MB', 'vPartitionConsumedMiB', 'vPartitionConsumed'],
};

export type HostColumn = PlacementColumn | 'cores' | 'sockets' | 'coresPerSocket';

export const HOST: HeaderNames<HostColumn> = {
  host: ['Host', 'vHostName'],
  cluster: ['Cluster', 'vHostCluster'],
  datacenter: ['Datacenter', 'vHostDatacenter'],
  cores: ['# Cores', 'vHostNumCpuCores'],
  sockets: ['# CPU', 'vHostNumCpu'],
  coresPerSocket: ['Cores per CPU', 'vHostCoresPerCPU'],
};

export type DatastoreColumn = 'name' | 'type' | 'capacity' | 'hosts';

export const DATASTORE: HeaderNames<DatastoreColumn> = {
  name: ['Name', 'vDatastoreName'],
  type: ['Type', 'vDatastoreType'],
  capacity: ['Capacity MiB', 'Capacity MB', 'vDatastoreCapacity'],
  hosts: ['Hosts', 'vDatastoreHosts'],
};

export type AdapterColumn = 'host' | 'type';

export const ADAPTER: HeaderNames<AdapterColumn> = { host: ['Host', 'vHBAHost'], type: ['Type', 'vHBAType'] };

export type NicColumn = 'host' | 'speed';

export const NIC: HeaderNames<NicColumn> = { host: ['Host', 'vNICHost'], speed: ['Speed', 'vNICSpeed'] };

/** The tabs that the import looks at; a reader may leave the other twenty alone. */
export const TABS = ['vInfo', 'vDisk', 'vPartition', 'vHost', 'vHBA', 'vNIC', 'vDatastore'] as const;
