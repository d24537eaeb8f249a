import type { Origin } from '../scenario/origin.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TransportMode } from '../scenario/transport-modes.ts';
import type { WeeklyInterval } from '../units/weekly-interval.ts';
import type { Work } from './jobs/work.ts';
import type { DiskRows } from './vms/disk-rows.ts';
import type { VmRows } from './vms/vm-rows.ts';

/**
 * The scenario without names: read-only tables whose rows stand in declaration order and refer to each other by
 * row number. Amounts are bytes, rates bytes per second, times whole microseconds from the start; -1 means none.
 */
export interface Model {
  readonly scenario: Scenario;
  readonly hosts: readonly HostRow[];
  readonly datastores: readonly DatastoreRow[];
  readonly proxies: readonly ProxyRow[];
  readonly repositories: readonly RepositoryRow[];
  readonly throttles: readonly ThrottleRow[];
  readonly vms: VmRows;
  readonly disks: DiskRows;
  readonly jobs: readonly JobRow[];
  /** Shared capacities that are known before the run. The run adds write streams and throttle shares. */
  readonly resources: readonly ResourceRow[];
  /** `routes[from][to]`: links of the shortest route between two sites; empty within a site and if no links join them. */
  readonly routes: readonly (readonly (readonly Hop[])[])[];
  /** By row of `scenario.links`. */
  readonly linkResources: readonly LinkResources[];
}

/** A link on a route, crossed in one direction. */
export interface Hop {
  readonly link: number;
  /** Crossed from the second of its sites to the first. */
  readonly isBack: boolean;
}

/** Resource rows of a link, one for each direction: it carries its bandwidth both ways. */
export interface LinkResources {
  readonly there: number;
  readonly back: number;
}

/** The part of a path that a capacity belongs to, as reported in the load line. */
export const STAGES = ['source', 'proxy', 'network', 'target', 'throttling'] as const;
export type Stage = (typeof STAGES)[number];

export interface ResourceRow {
  /** As in metrics: `datastores.ds1.read`. */
  readonly name: string;
  /** Bytes per second; of processors, core-seconds per second. */
  readonly capacity: number;
  /** Production load that is subtracted, by time of day; undefined: none. */
  readonly productionLoad: readonly { readonly fromUs: number; readonly share: number }[] | undefined;
}

export interface HostRow {
  readonly name: string;
  readonly site: number;
  /** For reads over the host. Writes have a resource of the same bandwidth. */
  readonly networkResource: number;
  readonly networkWriteResource: number;
  readonly managementResource: number;
  readonly nbdMaxDisks: number;
}

export interface DatastoreRow {
  readonly name: string;
  readonly site: number;
  readonly type: Scenario['datastores'][number]['type'];
  readonly protocol: Scenario['datastores'][number]['protocol'];
  /** Hosts, in order of declaration. */
  readonly mountedBy: ReadonlySet<number>;
  readonly fabric: number;
  /** Of a CSV: the host that processes its disks on-host; -1 for other types. */
  readonly owner: number;
  /** On an array whose snapshots can be read. */
  readonly integrated: boolean;
  readonly isLatencyControlled: boolean;
  readonly readResource: number;
  readonly writeResource: number;
  readonly fabricResource: number;
  readonly maxSnapshots: number;
}

export interface ProxyRow {
  readonly name: string;
  readonly site: number;
  readonly platform: 'vsphere' | 'hyperv';
  readonly physical: boolean;
  readonly host: number;
  readonly fabric: number;
  readonly storageProtocols: readonly string[];
  readonly modes: 'auto' | readonly TransportMode[];
  readonly failoverToNetwork: boolean;
  readonly slots: number;
  readonly cores: number;
  readonly speed: number;
  readonly ram: number;
  readonly enabled: boolean;
  readonly deployedAtUs: number;
  /** A Hyper-V host that acts as on-host proxy. */
  readonly isHost: boolean;
  readonly coresResource: number;
  readonly inboundResource: number;
  readonly outboundResource: number;
  readonly storageResource: number;
  readonly fabricResource: number;
  readonly origin: Origin;
}

export interface RepositoryRow {
  readonly name: string;
  readonly site: number;
  /** The proxy on the same machine. */
  readonly server: number;
  readonly slots: number;
  readonly perStream: number;
  readonly perVmFiles: boolean;
  /** A chain takes one slot, however many of its disks are being written. */
  readonly slotPerChain: boolean;
  readonly blockCloning: boolean;
  /** The proxy whose machine writes to it; `auto`: the first that processes the VM or job; -1: none is needed. */
  readonly gateway: number | 'auto';
  /** Rows of a scale-out repository's extents, in the order of its list; empty: not a scale-out repository. */
  readonly extents: readonly number[];
  readonly placement: 'data-locality' | 'performance';
  readonly freeSpace: number;
  readonly affinity: readonly number[];
  /** For writes to it. Reads have a resource of the same bandwidth. */
  readonly networkResource: number;
  readonly networkReadResource: number;
  readonly writeResource: number;
  readonly readResource: number;
  readonly ingestWriteResource: number;
  readonly ingestReadResource: number;
}

export interface ThrottleRow {
  readonly name: string;
  readonly rate: number;
  /** Undefined: always. */
  readonly during: readonly WeeklyInterval[] | undefined;
  readonly fromSites: ReadonlySet<number>;
  readonly toSites: ReadonlySet<number>;
}

export interface JobRow {
  readonly name: string;
  readonly declaration: Scenario['jobs'][number];
  readonly work: Work;
  readonly vms: readonly number[];
  /** Where its backups are stored (a plain or scale-out repository), or a replication's metadata; -1: none. */
  readonly repository: number;
  /** The repository that a backup copy or restore reads; -1: none. */
  readonly source: number;
  /** Where the job writes to datastores; undefined: it does not. */
  readonly target: TargetRow | undefined;
  /** Undefined: any proxy. */
  readonly proxies: ReadonlySet<number> | undefined;
  /** Jobs that are chained to this one: they start when it has ended. */
  readonly followers: readonly number[];
  /** Preparation of each VM before its snapshot. */
  readonly vmPrepareUs: number;
  /** Core-seconds per byte read, for a full and for an incremental read. */
  readonly cpuCost: { readonly full: number; readonly incremental: number };
}

export interface TargetRow {
  /** -1: every disk's own datastore. */
  readonly datastore: number;
  /** -1: every VM's own host, or, with a datastore, none mounts it. */
  readonly host: number;
  /** Undefined: any proxy may write. */
  readonly proxies: ReadonlySet<number> | undefined;
}
