import type { WeeklyInterval } from '../units/weekly-interval.ts';
import type { DefaultsTaken } from './defaults-taken.ts';
import type { Fault } from './fault.ts';
import type { BlockSize, Job } from './job.ts';
import type { Origin } from './origin.ts';
import type { Repository } from './repository.ts';
import type { VmTable } from './vms/vm-table.ts';

/**
 * A scenario as the rest of the product sees it: one night (or month) described by names and plain numbers.
 *
 * This is what the text becomes once includes are merged, `{1..8}` names expanded, overlays applied, units read and
 * references checked. Amounts are bytes, rates bytes per second, instants and durations whole microseconds, shares 0 to 1;
 * a capacity that was not given is Infinity. Names still stand for things: `model/` turns them into row numbers.
 */
export interface Scenario {
  readonly name: string;
  readonly seed: number | string;
  readonly clock: Clock;
  readonly profile: Profile;
  /** Cores that one task may keep busy at most; default 1. */
  readonly coresPerTask: number;
  readonly overheads: Overheads;
  readonly transport: Readonly<Record<TransportMode, TransportSettings>>;
  /** The global setting; false: one VM at a time per job, one disk at a time per VM. */
  readonly parallelProcessing: boolean;
  /** Slow-down per unit of oversubscription (running tasks over cores, minus one); default 0. */
  readonly oversubscriptionPenalty: number;
  /** Whether a proxy without RAM for one more task refuses it (2 GB + 1 GB per task), or only slows down. */
  readonly enforceRam: boolean;
  /** Time between two rescans of what each proxy can reach; between a change and the next one the scheduler believes the old answer. */
  readonly rescanUs: number;
  /** For how long after a lost connection a disk may go on from the point that it had reached. */
  readonly resumeUs: number;
  readonly latencyControl: LatencyControl;
  /** Growth of changed data by block size, as a factor; keys are the block sizes of jobs. */
  readonly blockGrowth: Readonly<Record<BlockSize, number>>;
  readonly sites: readonly Site[];
  readonly links: readonly Link[];
  readonly fabrics: readonly Fabric[];
  readonly arrays: readonly StorageArray[];
  readonly hosts: readonly Host[];
  readonly datastores: readonly Datastore[];
  /** The listed ones in declaration order, then every Hyper-V host as its own on-host proxy. */
  readonly proxies: readonly Proxy[];
  /** In declaration order; a scale-out repository names its extents, which are rows of their own. */
  readonly repositories: readonly Repository[];
  readonly throttles: readonly Throttle[];
  readonly vms: VmTable;
  readonly jobs: readonly Job[];
  readonly policy: PolicyDeclaration;
  readonly faults: readonly Fault[];
  readonly expect: readonly Expectation[];
  /** The figures of all these that nobody wrote. */
  readonly defaultsTaken: DefaultsTaken;
}

export interface Clock {
  /** Start of the simulated time as a naive local date-time: microseconds since 1970-01-01T00:00. */
  readonly startUs: number;
  /** Simulated time at which the run is cut; absent: runs start within 24 h and go on until the work is done. */
  readonly horizonUs?: number;
  /** Step of the utilisation time series; default 5 min. */
  readonly sampleUs: number;
  /** Head of the run left out of utilisations; default 0. */
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
  /** Installer and transport service of a proxy added in the run. */
  readonly deploy: number;
  /** How long a VM snapshot is kept until the array's own snapshot stands. */
  readonly snapshotHandoff: number;
}

/** Protection of production: watched on the datastores that have a latency model. Durations in microseconds. */
export interface LatencyControl {
  readonly enabled: boolean;
  /** At this latency no new task starts on the datastore; 20 ms [doc]. */
  readonly stopUs: number;
  /** At this latency the datastore's backup bandwidth is scaled down; 30 ms [doc]. */
  readonly throttleUs: number;
  /** Starts on one datastore are this far apart; 40 s [doc]. */
  readonly spacingUs: number;
}

export type TransportMode =
  | 'san'
  | 'nfs'
  | 'storage-snapshot'
  | 'hotadd'
  | 'nbd'
  | 'nbdssl'
  | 'off-host'
  | 'on-host';

export interface TransportSettings {
  /** Rate of one task in this mode at most, bytes read per second; Infinity by default. */
  readonly perTask: number;
}

/** Share (0 to 1) of a capacity that production uses, by time of day: constant pieces that cover the day, first at 0. */
export type LoadProfile = readonly { readonly fromUs: number; readonly share: number }[];

export interface Site {
  readonly name: string;
  readonly origin: Origin;
}

export interface Link {
  /** Given, or `hq-dr` from the two sites. */
  readonly name: string;
  readonly between: readonly [string, string];
  readonly bandwidth: number;
  readonly latencyUs: number;
  readonly productionLoad?: LoadProfile;
  readonly origin: Origin;
}

/** A shared SAN or LAN segment: what names it crosses it. */
export interface Fabric {
  readonly name: string;
  readonly bandwidth: number;
  readonly origin: Origin;
}

/** A storage array; integrated: the product takes and mounts its snapshots. */
export interface StorageArray {
  readonly name: string;
  readonly integrated: boolean;
  readonly origin: Origin;
}

export type Platform = 'vsphere' | 'hyperv';

/** Versions of Hyper-V, oldest first. */
export type HyperVVersion = '2008r2' | '2012' | '2012r2' | '2016' | '2019' | '2022' | '2025';

export interface Host {
  readonly name: string;
  readonly site: string;
  readonly platform: Platform;
  readonly cores: number;
  /** All its VMs' traffic, each way. */
  readonly network: number;
  /** The network-mode path; usable to `managementShare`. */
  readonly managementNetwork: number;
  /** Usable share of the management network; default 0.4 (guide). */
  readonly managementShare: number;
  /** Disks read over network mode at once; default 28 (guide). */
  readonly nbdMaxDisks: number;
  readonly cluster?: string;
  /** Of a Hyper-V host. */
  readonly version?: HyperVVersion;
  readonly productionLoad?: LoadProfile;
  readonly origin: Origin;
}

export type DatastoreType = 'vmfs' | 'nfs' | 'vsan' | 'vvol' | 'local' | 'csv' | 'smb';
export type StorageProtocol = 'fc' | 'iscsi' | 'nfs' | 'smb' | 'sas' | 'local';

export interface Datastore {
  readonly name: string;
  readonly site: string;
  readonly type: DatastoreType;
  readonly protocol: StorageProtocol;
  readonly read: number;
  readonly write: number;
  /** Hosts that mount it. */
  readonly hosts: readonly string[];
  /** Of a csv: the host that does its on-host work; by default the first that mounts it. */
  readonly owner?: string;
  readonly fabric?: string;
  /** The storage array that it stands on. */
  readonly array?: string;
  /** VM snapshots that may be open on it at once; default 4 (guide). Infinity: no limit. */
  readonly maxSnapshots: number;
  readonly latency?: LatencyModel;
  readonly productionLoad?: LoadProfile;
  readonly origin: Origin;
}

/** latency = base + perTask x transferring tasks + production(time of day); microseconds. */
export interface LatencyModel {
  readonly baseUs: number;
  readonly perTaskUs: number;
  /** Constant pieces that cover the day, first at 0. */
  readonly production: readonly { readonly fromUs: number; readonly latencyUs: number }[];
}

export interface Proxy {
  readonly name: string;
  readonly site: string;
  readonly platform: Platform;
  readonly kind: 'physical' | 'virtual';
  /** Host of a virtual proxy. */
  readonly host?: string;
  /** Infinity when not given. */
  readonly cores: number;
  /** Relative speed of a core; default 1. */
  readonly speed: number;
  /** Bytes; Infinity when not given. */
  readonly ram: number;
  /** Each way. */
  readonly network: number;
  readonly storage?: ProxyStorage;
  /** `auto`, or the modes the administrator allows. */
  readonly modes: 'auto' | readonly TransportMode[];
  readonly failoverToNetwork: boolean;
  /** The one installed with the backup server: 2 slots unless given. */
  readonly isDefault: boolean;
  /** Task slots; the default rules for slots are applied already. */
  readonly maxConcurrentTasks: number;
  /** False: declared, but switched off. */
  readonly enabled: boolean;
  readonly fabric?: string;
  /** When it is added, microseconds from the start; 0: there before the run. A `proxy-added` event says it too. */
  readonly addedAtUs: number;
  /** It is a Hyper-V host itself, of the same name, not listed among the proxies. */
  readonly isHost: boolean;
  readonly origin: Origin;
}

export interface ProxyStorage {
  readonly protocols: readonly StorageProtocol[];
  readonly bandwidth: number;
}

/**
 * A network throttle rule: the traffic between two sites (or out of one, to anywhere else), shared per job. `between: [a, b]` gives
 * both lists both sites; traffic inside a site never matches.
 */
export interface Throttle {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly rate: number;
  /** Parts of the week in which it acts: at least one, in order, none that touch, less than all of it. Absent: always. */
  readonly during?: readonly WeeklyInterval[];
  readonly origin: Origin;
}

/** A preset's name and what the scenario overrides in it; `policy/resolve.ts` checks the names. */
export interface PolicyDeclaration {
  readonly preset: string;
  readonly order?: string;
  readonly select?: string;
  readonly load?: 'ratio' | 'count';
  /** One answer for all modes, or one per mode. */
  readonly whenBestBusy?: Readonly<Partial<Record<TransportMode | 'default', 'degrade' | 'wait'>>>;
  readonly sameHostHotAdd?: 0 | 1 | 2;
  /** Filters and scores by name, instead of those of the preset. */
  readonly filters?: readonly string[];
  readonly scores?: readonly string[];
  readonly schedulerTickUs?: number;
  /** Disks that a virtual proxy can have attached at once; default 60 (guide). */
  readonly hotaddMaxDisks?: number;
  readonly origin?: Origin;
}

/** Figures are in the units of the summary: seconds, bytes, bytes per second, shares, counts. */
export interface Expectation {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly equals?: number;
  readonly tolerance?: number;
  readonly origin: Origin;
}
