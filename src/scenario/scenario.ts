import type { Span } from '../diagnostics/diagnostic.ts';

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
  /** Cores that one task may keep busy at most; model.md 6, default 1. */
  readonly coresPerTask: number;
  readonly overheads: Overheads;
  readonly transport: Readonly<Record<TransportMode, TransportSettings>>;
  /** The global setting; false: one VM at a time per job, one disk at a time per VM. */
  readonly parallelProcessing: boolean;
  /** Slow-down per unit of oversubscription (running tasks over cores, minus one); model.md 6, default 0. */
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
  readonly vms: readonly Vm[];
  readonly jobs: readonly Job[];
  readonly policy: PolicyDeclaration;
  readonly faults: readonly Fault[];
  readonly expect: readonly Expectation[];
}

/** Where a thing was declared: every later finding about it can point there. */
export interface Origin {
  /** `proxies.px1` */
  readonly path: string;
  readonly span: Span;
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
  /** Task slots; the default rules of model.md 2 are applied already. */
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

export interface Repository {
  readonly name: string;
  readonly site: string;
  /** Machine that it shares with a proxy, by that proxy's name: no network between the two. */
  readonly server?: string;
  readonly write: number;
  readonly read: number;
  /** Limit of one write stream. */
  readonly perStream: number;
  readonly network: number;
  /** Infinity: no limit. */
  readonly maxConcurrentTasks: number;
  readonly perVmFiles: boolean;
  readonly slotUnit: 'disk' | 'chain';
  /** Merges and synthetic fulls move no data. */
  readonly blockCloning: boolean;
  /** Rate limits of its data, reads and writes apart, each split among the tasks; Infinity: none. */
  readonly ingest: { readonly read: number; readonly write: number };
  /** The proxy whose machine writes to it: one by name, or the first that works on the VM (or job). Absent: none needed. */
  readonly gateway?: 'auto' | { readonly proxy: string };
  /** Names of the repositories that a scale-out repository consists of; empty: a plain one. */
  readonly extents: readonly string[];
  /** Of a scale-out repository: where increments go; default data-locality, to the extent of their full. */
  readonly placement: 'data-locality' | 'performance';
  /** Bytes; Infinity when not given. Of extents: the one with more room is preferred. */
  readonly freeSpace: number;
  /** Proxies preferred for it: a preference, not a restriction. */
  readonly affinity: readonly string[];
  readonly origin: Origin;
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
  readonly origin: Origin;
}

export type Tracking = 'cbt' | 'rct' | 'fct' | 'none';

export interface Vm {
  readonly name: string;
  readonly platform: Platform;
  /** Absent: the first host that mounts its first disk's datastore. */
  readonly host?: string;
  readonly tags: readonly string[];
  readonly guest: 'windows' | 'linux' | 'other';
  /** As stated, or as platform, host version and configuration version allow (see `settleTracking`). */
  readonly tracking: Tracking;
  /** Age of its last restore point when its first session starts; absent: none is known. */
  readonly lastBackupUs?: number;
  readonly disks: readonly Disk[] | DiskPopulation;
  readonly origin: Origin;
}

export interface Disk {
  /** Its number from 0, or a name of its own. */
  readonly name: string;
  readonly datastore: string;
  /** Provisioned and used bytes, whole. */
  readonly size: number;
  readonly used: number;
  /** Share of used that changes in 24 h. */
  readonly changeRate: number;
  readonly deleted: number;
  readonly swap: number;
  /** Thin provisioned: space that was never written is not read, and direct SAN cannot write it. */
  readonly thin: boolean;
  readonly origin: Origin;
}

/** What a figure of a generated population is drawn from. A constant is `{ kind: 'constant' }`. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | {
      readonly kind: 'lognormal';
      readonly median: number;
      readonly p95: number;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** Disks drawn per VM: figures are bytes, except the shares. */
export interface DiskPopulation {
  readonly count: Distribution;
  readonly size: Distribution;
  /** A share of the drawn size, or bytes (never more than the size). */
  readonly used: { readonly of: 'size' | 'bytes'; readonly distribution: Distribution };
  readonly changeRate: Distribution;
  readonly deleted: Distribution;
  readonly swap: Distribution;
  readonly thin: boolean;
  /** Taken in turn, disk after disk over the whole population. */
  readonly datastores: readonly string[];
  /** Populations are numbered from 0: the turn goes on through the VMs that share this number. */
  readonly population: number;
}

export type JobType =
  | 'backup'
  | 'replication'
  | 'vm-copy'
  | 'quick-migration'
  | 'restore'
  | 'backup-copy'
  | 'snapshot-scan';
export type BackupMethod =
  | 'forward-incremental'
  | 'forever-incremental'
  | 'reverse-incremental'
  | 'active-full';
export type Compression = 'none' | 'dedupe-friendly' | 'optimal' | 'high' | 'extreme';
export type BlockSize = '256 KB' | '512 KB' | '1 MB' | '4 MB';

export interface Job {
  readonly name: string;
  readonly type: JobType;
  /** Rows of `Scenario.vms`, in job order, each once. */
  readonly vms: readonly number[];
  /**
   * Where backups go; for a restore where they come from; for a backup copy its target. A replication's holds metadata.
   * Absent where the job needs none: quick migration, snapshot scan, replication and VM copy to a datastore.
   */
  readonly repository?: string;
  /** Of a backup copy: the repository that it reads. */
  readonly source?: string;
  /** Of replication, quick migration, VM copy and restore: the datastore written to, and by whom. */
  readonly target?: JobTarget;
  readonly method: BackupMethod;
  /** Weekdays (0 Monday to 6) on which a session makes an active full; of a synthetic full likewise, after an increment. */
  readonly activeFullDays: readonly number[];
  readonly syntheticFullDays: readonly number[];
  /** Restore points kept: a forever-incremental chain that is longer is merged; default 7. */
  readonly restorePoints: number;
  /** Backup from storage snapshots: VMs per array snapshot at most (Infinity: all); absent: not asked for. */
  readonly storageSnapshots?: { readonly vmsPerSnapshot: number };
  /** What the job's first session does. */
  readonly run: 'full' | 'incremental' | 'auto';
  readonly schedule: Schedule;
  readonly window?: Window;
  readonly priority: 'normal' | 'high';
  readonly compression: Compression;
  /** Transferred bytes per byte of data; by compression unless given. */
  readonly compressionRatio: number;
  readonly encryption: boolean;
  /** Deleted-file blocks and swap files of Windows guests are skipped; default true. */
  readonly bitLooker: boolean;
  readonly blockSize: BlockSize;
  /** The job's own proxies: a restriction. Absent: any. */
  readonly proxies?: readonly string[];
  readonly retries: { readonly times: number; readonly waitUs: number };
  readonly enabled: boolean;
  readonly origin: Origin;
}

export interface JobTarget {
  /** Absent: each disk's own datastore (restore to the original place). */
  readonly datastore?: string;
  /** Host that the VM will run on; by default the first that mounts the datastore, for a restore in place its own. */
  readonly host?: string;
  /** Proxies that may write: a restriction. Absent: any. */
  readonly proxies?: readonly string[];
}

/** Times of day and `offsetUs` are microseconds from midnight, `atUs` microseconds from the clock's start; weekdays 0 (Monday) to 6. */
export type Schedule =
  | { readonly kind: 'manual'; readonly atUs: number }
  | { readonly kind: 'at'; readonly atUs: readonly number[] }
  | { readonly kind: 'daily'; readonly timeOfDayUs: number; readonly days: readonly number[] }
  | {
      readonly kind: 'every';
      readonly everyUs: number;
      readonly offsetUs: number;
      /** Daily interval in which a run may start; may pass midnight. */
      readonly within?: { readonly fromUs: number; readonly toUs: number };
    }
  | { readonly kind: 'after'; readonly job: string };

export interface Window {
  /** Time from the session's start to the close. */
  readonly lengthUs: number;
  /** `stop`: what still runs at the close fails as `window-closed`; `report`: it goes on and the overrun is reported. */
  readonly onClose: 'stop' | 'report';
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

export type FaultKind =
  | 'proxy-down'
  | 'proxy-up'
  | 'proxy-added'
  | 'host-down'
  | 'datastore-down'
  | 'link-down'
  | 'link-degraded'
  | 'repository-down'
  | 'connectivity-lost'
  | 'tracking-reset'
  | 'task-fails';

/** Something that breaks (or comes), at a time or at random. Times are microseconds from the start. */
export interface Fault {
  readonly kind: FaultKind;
  /**
   * Names of what it hits, wild cards resolved: proxies, hosts, datastores, links, repositories; VMs for `tracking-reset`
   * and `task-fails`, where an empty list means all; for `connectivity-lost` proxies.
   */
  readonly targets: readonly string[];
  /** Of `connectivity-lost`: the datastores that the proxies no longer reach; empty: all. */
  readonly datastores: readonly string[];
  /**
   * `at`: once. `random`: each target has failures of its own, exponential with the given mean times between end and next
   * start (mtbf) and to repair (mttr); with a burst, one process for all, each time that many targets at once. `always`:
   * of `task-fails`, every task of the run.
   */
  readonly when:
    | { readonly kind: 'at'; readonly atUs: number; readonly forUs: number }
    | { readonly kind: 'random'; readonly mtbfUs: number; readonly mttrUs: number; readonly burst?: number }
    | { readonly kind: 'always' };
  /** Of `link-degraded`: the share of the bandwidth that is left. */
  readonly share: number;
  /** Of `task-fails`: the probability of each task. */
  readonly probability: number;
  readonly origin: Origin;
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
