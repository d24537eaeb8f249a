import type { Span } from '../diagnostics/diagnostic.ts';
import type { WeeklyInterval } from '../units/weekly-interval.ts';
import type { DefaultsTaken } from './defaults-taken.ts';
import type { Fault } from './fault.ts';
import type { HostFailover } from './host-failover.ts';
import type { BlockSize, Job } from './job.ts';
import type { LatencyControl } from './latency-control.ts';
import type { Origin } from './origin.ts';
import type { Repository } from './repository.ts';
import type { TransportMode } from './transport-modes.ts';
import type { VmTable } from './vms/vm-table.ts';

/**
 * A scenario as the rest of the program sees it: one night (or month) in names and plain numbers.
 *
 * Includes are merged, `{1..8}` names expanded, overlays applied, units parsed and references checked. Amounts are bytes,
 * rates bytes per second, instants and durations whole microseconds, shares 0 to 1; a capacity that is not stated is
 * Infinity. Entries refer to each other by name; `model/` turns names into row numbers.
 */
export interface Scenario {
  readonly name: string;
  readonly seed: number | string;
  readonly clock: Clock;
  readonly profile: Profile;
  /** The most cores that one task can use; default 1. */
  readonly coresPerTask: number;
  readonly overheads: Overheads;
  readonly transport: Readonly<Record<TransportMode, TransportSettings>>;
  /** False: each job processes one VM at a time, and each VM one disk at a time. */
  readonly parallelProcessing: boolean;
  /** Slow-down per unit of oversubscription (running tasks over cores, minus one); default 0. */
  readonly oversubscriptionPenalty: number;
  /** Whether a proxy refuses a task for which it lacks RAM (2 GB + 1 GB per task); otherwise it slows down. */
  readonly enforceRam: boolean;
  /** How often what each proxy reaches is rescanned. Until then the scheduler believes the old state. */
  readonly rescanUs: number;
  /** How long after a lost connection a disk may resume where it stopped. */
  readonly resumeUs: number;
  readonly latencyControl: LatencyControl;
  readonly hostFailover: HostFailover;
  /** Factor for changed data by block size of the job. */
  readonly blockGrowth: Readonly<Record<BlockSize, number>>;
  readonly sites: readonly Site[];
  readonly links: readonly Link[];
  readonly fabrics: readonly Fabric[];
  readonly arrays: readonly StorageArray[];
  readonly hosts: readonly Host[];
  readonly datastores: readonly Datastore[];
  /** The declared proxies in declaration order, then every Hyper-V host as its own on-host proxy. */
  readonly proxies: readonly Proxy[];
  /** In declaration order. The extents of a scale-out repository are entries of their own. */
  readonly repositories: readonly Repository[];
  readonly throttles: readonly Throttle[];
  readonly vms: VmTable;
  readonly jobs: readonly Job[];
  readonly policy: PolicyDeclaration;
  readonly faults: readonly Fault[];
  readonly expect: readonly Expectation[];
  /** The defaults that were used because a figure is not stated. */
  readonly defaultsTaken: DefaultsTaken;
}

/** When the simulated time begins and ends. */
export interface Clock {
  /** Start of the simulated time as a naive local date-time: microseconds since 1970-01-01T00:00. */
  readonly startUs: number;
  /** Simulated time at which the run is cut. Absent: jobs start for 24 h, and the run ends when all work is done. */
  readonly horizonUs?: number;
  /** Step of the utilisation time series; default 5 min. */
  readonly sampleUs: number;
  /** Time at the start of the run that utilisations leave out; default 0. */
  readonly warmUpUs: number;
}

/** Bytes per second that one core processes; Infinity: processing costs nothing. */
export interface Profile {
  readonly name: string;
  readonly full: number;
  readonly incremental: number;
}

/** Durations in microseconds; `consolidation` is a rate, bytes per second of snapshot delta. */
export interface Overheads {
  readonly jobInit: number;
  readonly vmPrepare: number;
  readonly snapshotCreate: number;
  readonly openNbd: number;
  readonly openSan: number;
  readonly openNfs: number;
  readonly openStorageSnapshot: number;
  readonly hotaddAttach: number;
  readonly hotaddDetach: number;
  readonly offHost: number;
  readonly snapshotRemove: number;
  readonly consolidation: number;
  readonly vmFinalise: number;
  readonly jobFinalise: number;
  /** Installation of a proxy that is added during the run. */
  readonly deploy: number;
  /** How long a VM snapshot is kept until the array has taken its own. */
  readonly snapshotHandoff: number;
}

export interface TransportSettings {
  /** Limit of one task in this mode, bytes read per second; default Infinity. */
  readonly perTask: number;
}

/** Share (0 to 1) of a capacity that production uses, by time of day: constant pieces that cover the day, the first from 0. */
export type LoadProfile = readonly { readonly fromUs: number; readonly share: number }[];

/** A location. Data between two sites crosses links. */
export interface Site {
  readonly name: string;
  readonly origin: Origin;
}

/** A connection between two sites. `bandwidth`: bytes per second each way. */
export interface Link {
  /** As stated, or made of the two sites: `hq-dr`. */
  readonly name: string;
  readonly between: readonly [string, string];
  readonly bandwidth: number;
  readonly latencyUs: number;
  readonly productionLoad?: LoadProfile;
  readonly origin: Origin;
}

/** A shared SAN or LAN segment, crossed by the storage traffic of datastores and proxies that name it. */
export interface Fabric {
  readonly name: string;
  readonly bandwidth: number;
  readonly origin: Origin;
}

/** A storage array. `integrated`: its snapshots can be taken and mounted. */
export interface StorageArray {
  readonly name: string;
  readonly integrated: boolean;
  readonly origin: Origin;
}

export const PLATFORMS = ['vsphere', 'hyperv'] as const;
/** The hypervisor of hosts and VMs. */
export type Platform = (typeof PLATFORMS)[number];

/** Versions of Windows Server with Hyper-V, oldest first. */
export const HYPERV_VERSIONS = ['2008r2', '2012', '2012r2', '2016', '2019', '2022', '2025'] as const;
export type HyperVVersion = (typeof HYPERV_VERSIONS)[number];

/** A machine that runs VMs. Rates are bytes per second, Infinity if unlimited. */
export interface Host {
  readonly name: string;
  readonly site: string;
  readonly platform: Platform;
  readonly cores: number;
  /** Bandwidth, each way, for hot-add over ethernet storage and for on-host tasks. */
  readonly network: number;
  /** Bandwidth of the management network, of which network mode can use `managementShare`. */
  readonly managementNetwork: number;
  /** Share of the management network that network mode can use; default 0.4 (guide). */
  readonly managementShare: number;
  /** The most disks read over network mode at once; default 28 (guide). */
  readonly nbdMaxDisks: number;
  readonly cluster?: string;
  /** For Hyper-V hosts only. */
  readonly version?: HyperVVersion;
  readonly productionLoad?: LoadProfile;
  /** False: out of service for the whole run. What runs on it is then elsewhere or off (see `hosts-out.ts`). */
  readonly enabled: boolean;
  readonly origin: Origin;
}

export const DATASTORE_TYPES = ['vmfs', 'nfs', 'vsan', 'vvol', 'local', 'csv', 'smb'] as const;
/** The kind of a storage, as hypervisors name it. */
export type DatastoreType = (typeof DATASTORE_TYPES)[number];
export const STORAGE_PROTOCOLS = ['fc', 'iscsi', 'nfs', 'smb', 'sas', 'local'] as const;
/** How hosts, and proxies with ports of their own, reach a storage. */
export type StorageProtocol = (typeof STORAGE_PROTOCOLS)[number];

/** Where disks of VMs lie. Rates are bytes per second, Infinity if unlimited. */
export interface Datastore {
  readonly name: string;
  readonly site: string;
  readonly type: DatastoreType;
  readonly protocol: StorageProtocol;
  readonly read: number;
  readonly write: number;
  /** Hosts that mount it, in order of declaration. A VM that names no host runs on the first. */
  readonly hosts: readonly string[];
  /** For a CSV: the host that processes it on-host. Default: the first that mounts it. */
  readonly owner?: string;
  readonly fabric?: string;
  /** The storage array on which it is located. */
  readonly array?: string;
  /** The most VM snapshots open on it at once; default 4 (guide). Infinity: no limit. */
  readonly maxSnapshots: number;
  readonly latency?: LatencyModel;
  readonly productionLoad?: LoadProfile;
  readonly origin: Origin;
}

/** latency = base + perTask x transferring tasks + production(time of day); microseconds. */
export interface LatencyModel {
  readonly baseUs: number;
  readonly perTaskUs: number;
  /** Constant pieces that cover the day, the first from 0. */
  readonly production: readonly { readonly fromUs: number; readonly latencyUs: number }[];
}

/** A machine that reads disks, or writes those of restores and replicas. Rates are bytes per second. */
export interface Proxy {
  readonly name: string;
  readonly site: string;
  readonly platform: Platform;
  readonly kind: 'physical' | 'virtual';
  /** Host of a virtual proxy. */
  readonly host?: string;
  /** Infinity if not stated. */
  readonly cores: number;
  /** Relative speed of a core; default 1. */
  readonly speed: number;
  /** Bytes; Infinity if not stated. */
  readonly ram: number;
  /** Bandwidth, each way. */
  readonly network: number;
  readonly storage?: ProxyStorage;
  /** `auto`, or the allowed modes. */
  readonly modes: 'auto' | readonly TransportMode[];
  readonly failoverToNetwork: boolean;
  /** The proxy installed with the backup server: 2 slots unless stated. */
  readonly isDefault: boolean;
  /** Task slots, as stated or by default. */
  readonly maxConcurrentTasks: number;
  /** False: declared, but switched off. */
  readonly enabled: boolean;
  readonly fabric?: string;
  /** When it is added, from `added` or a `proxy-added` fault, microseconds from the start; 0: before the run. */
  readonly addedAtUs: number;
  /** A Hyper-V host as its own on-host proxy: it has the host's name and is not declared under `proxies`. */
  readonly isHost: boolean;
  readonly origin: Origin;
}

/** The ports of a proxy to the storage. `bandwidth`: bytes per second of all together. */
export interface ProxyStorage {
  readonly protocols: readonly StorageProtocol[];
  readonly bandwidth: number;
}

/** Limits traffic from some sites to others, shared per job; never inside a site. `between: [a, b]` puts both in both lists. */
export interface Throttle {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly rate: number;
  /** Parts of the week in which it acts: at least one, in order, none touching, not the whole week. Absent: always. */
  readonly during?: readonly WeeklyInterval[];
  readonly origin: Origin;
}

/** The name of a preset, and what the scenario changes in it; `policy/resolve.ts` checks the names. */
export interface PolicyDeclaration {
  readonly preset: string;
  readonly order?: string;
  readonly select?: string;
  readonly load?: 'ratio' | 'count';
  /** By mode; `default`: for all others. */
  readonly whenBestBusy?: Readonly<Partial<Record<TransportMode | 'default', 'degrade' | 'wait'>>>;
  readonly sameHostHotAdd?: 0 | 1 | 2;
  /** Filters and scores by name, instead of those of the preset. */
  readonly filters?: readonly string[];
  readonly scores?: readonly string[];
  readonly schedulerTickUs?: number;
  /** The most disks that a virtual proxy can have attached at once; default 60 (guide). */
  readonly hotaddMaxDisks?: number;
  readonly origin?: Origin;
  /** Where a key, or an entry of its list, is stated. */
  readonly spanOf?: (...keys: readonly (string | number)[]) => Span;
}

/** An expected result. Limits are in the units of the summary: seconds, bytes, bytes per second, shares, counts. */
export interface Expectation {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly equals?: number;
  readonly tolerance?: number;
  readonly origin: Origin;
}
