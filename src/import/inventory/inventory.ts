/** What exports of VMs and disks say about an estate, typed. Capacities are MiB whatever the headers call them. */
export interface Inventory {
  /** Of all hosts: those of Hyper-V are proxies of their own VMs. */
  readonly platform: 'vsphere' | 'hyperv';
  /** Every VM of the export, in row order, also those left out. */
  readonly vms: readonly InventoryVm[];
  /**
   * Every disk of a known VM, in row order, also those left out: list schedules depend on that order.
   */
  readonly disks: readonly InventoryDisk[];
  readonly hosts: readonly InventoryHost[];
  readonly datastores: readonly InventoryDatastore[];
}

export type Guest = 'windows' | 'linux' | 'other';

/** Why a VM is not in the scenario. */
export type VmLeftOut =
  | 'template'
  | 'srm-placeholder'
  | 'cluster-service'
  | 'suspended'
  | 'powered-off'
  | 'shared-disk'
  | 'without-disks';

export interface InventoryVm {
  /** The sheet that lists it, and its row. */
  readonly sheet: string;
  readonly row: number;
  /** As in the export; not unique. */
  readonly name: string;
  /** The name in the scenario: unique, and without the characters that mean something there. */
  readonly label: string;
  readonly identity: VmIdentity;
  /** Label of its host; absent where the export does not say. */
  readonly host?: string;
  readonly cluster: string;
  readonly datacenter: string;
  readonly guest: Guest;
  readonly poweredOn: boolean;
  readonly template: boolean;
  /** Changed block tracking is on; absent where the export does not say. */
  readonly cbt?: boolean;
  readonly tags: readonly string[];
  /** MiB. */
  readonly provisioned?: number;
  /** MiB on the datastores, swap and log files included. */
  readonly inUse?: number;
  readonly diskCount?: number;
  /** Datastore of its configuration file. */
  readonly home?: string;
  readonly leftOut?: VmLeftOut;
}

/** What rows of other sheets may name a VM by; empty where the export lacks the column. */
export interface VmIdentity {
  readonly id: string;
  readonly uuid: string;
  /** The vCenter: two of them number their VMs independently. */
  readonly serverId: string;
  readonly serverName: string;
}

/**
 * Why a disk is not in the scenario. `shared-bus`, `multi-writer`: vSphere takes no snapshot of a VM that has one, so
 * the whole VM is left out. `of-several-vms`: it is there with another VM.
 */
export type DiskLeftOut =
  | 'vm-left-out'
  | 'independent'
  | 'raw-physical'
  | 'shared-bus'
  | 'multi-writer'
  | 'of-several-vms';

export interface InventoryDisk {
  /** The sheet that lists it, or of its VM where the sizes had to be guessed from there, and its row. */
  readonly sheet: string;
  readonly row: number;
  /** Position in `Inventory.vms`. */
  readonly vm: number;
  /** `Hard disk 1`. */
  readonly label: string;
  /** Label of its datastore. */
  readonly datastore: string;
  /** MiB. */
  readonly capacity: number;
  /** MiB, never more than the capacity; absent where the export does not say. */
  readonly used?: number;
  /** `persistent`, `independent_persistent`; empty where the export does not say. */
  readonly mode: string;
  readonly raw: boolean;
  readonly leftOut?: DiskLeftOut;
}

export interface InventoryHost {
  readonly name: string;
  readonly label: string;
  readonly cluster: string;
  readonly datacenter: string;
  /** Physical cores; absent where the export does not say. */
  readonly cores?: number;
  /** Mbit/s of its fastest NIC that is up; absent where the export does not say. */
  readonly nicSpeed?: number;
}

export type DatastoreKind = 'vmfs' | 'nfs' | 'vsan' | 'vvol' | 'local' | 'csv' | 'smb';

export interface InventoryDatastore {
  readonly name: string;
  readonly label: string;
  readonly kind: DatastoreKind;
  /** Absent for vSAN and vVols, which have no direct path. */
  readonly protocol?: 'fc' | 'iscsi' | 'nfs' | 'local' | 'smb';
  /** Whether the export said so; else it is the usual one for the type. */
  readonly protocolKnown: boolean;
  /** MiB. */
  readonly capacity?: number;
  /** Labels of the hosts that mount it. */
  readonly hosts: readonly string[];
  /** Of a cluster shared volume: label of the host that reads it for all. */
  readonly owner?: string;
  /**
   * `listed`: the export says which hosts mount it. `derived`: the hosts are those whose VMs use it. `assumed`: the export
   * names no datastore for some disks.
   */
  readonly source: 'listed' | 'derived' | 'assumed';
}
