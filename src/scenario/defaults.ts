import { DAY_US, HOUR_US, MINUTE_US, SECOND_US } from '../units/civil-time.ts';
import type { BlockSize, Compression } from './job.ts';
import type { HyperVVersion, Overheads, Profile } from './scenario.ts';

/**
 * Where a figure comes from: vendor documentation, vendor best-practice guide, the field, or our own choice.
 * A scenario can override every one of them.
 */
export type Standing = 'doc' | 'guide' | 'field' | 'model';

export interface Default<T> {
  /** In base units: bytes, bytes per second, microseconds, shares. */
  readonly value: T;
  /** The value as a scenario states it. */
  readonly text: string;
  readonly standing: Standing;
  readonly source: string;
}

const MILLISECOND_US = 1000;
const MODEL_FIELD_RANGES = 'Chosen inside the ranges seen in task logs and vendor articles.';

function figure<T>(value: T, text: string, standing: Standing, source: string): Default<T> {
  return { value, text, standing, source };
}

function seconds(count: number): Default<number> {
  return figure(count * SECOND_US, `${count}s`, 'model', MODEL_FIELD_RANGES);
}

/** Every figure that is used if a scenario does not state it. All defaults are defined here. */
export const DEFAULTS = {
  /** A Monday evening, so that a weekly schedule reads naturally. */
  clockStart: figure(1_767_643_200_000_000, '2026-01-05T20:00', 'model', 'A Monday evening.'),
  sample: figure(
    5 * MINUTE_US,
    '5 min',
    'model',
    'Fine enough to see a job start, coarse enough for a month.',
  ),
  warmUp: figure(0, '0s', 'model', 'Figures cover the whole run.'),
  seed: figure(1, '1', 'model', 'Any constant: the same file gives the same run.'),
  site: figure('main', 'main', 'model', 'The name of the one site of a scenario without sites.'),
  profile: figure(
    'bp12-virtual-block',
    'bp12-virtual-block',
    'guide',
    'Best practice guide for version 12, proxy sizing.',
  ),
  dataFactor: figure(1, '1', 'model', 'Sizes as the VMs state them.'),
  coresPerTask: figure(1, '1', 'doc', 'A task is one core: the sizing rule of the user guide.'),
  parallelProcessing: figure(true, 'true', 'doc', 'User guide, parallel processing: on by default.'),
  perTask: figure(
    Number.POSITIVE_INFINITY,
    'unlimited',
    'model',
    'What one task reads in a transport mode depends on hosts and storage; `calibrate` fits it to past sessions.',
  ),
  oversubscriptionPenalty: figure(0, '0', 'model', 'More slots than cores share the cores without loss.'),
  enforceRam: figure(false, 'false', 'model', 'The product does not count RAM when it assigns tasks.'),
  rescan: figure(4 * HOUR_US, '4h', 'doc', 'User guide: what a proxy reaches is rescanned every 4 hours.'),
  resume: figure(30 * MINUTE_US, '30 min', 'doc', 'User guide, resume on disconnect: for 30 minutes.'),
  latencyStop: figure(
    20 * MILLISECOND_US,
    '20 ms',
    'doc',
    'Storage latency control: no new tasks from 20 ms on.',
  ),
  latencyThrottle: figure(
    30 * MILLISECOND_US,
    '30 ms',
    'doc',
    'Storage latency control: throttled from 30 ms on.',
  ),
  startSpacing: figure(
    40 * SECOND_US,
    '40s',
    'doc',
    'Storage latency control: disks of one datastore start 40 to 60 s apart.',
  ),
  latencySampleOnEsxi: figure(
    20 * SECOND_US,
    '20s',
    'doc',
    'User guide, I/O control: ESXi hosts report read latency every 20 seconds.',
  ),
  latencySampleOnHyperv: figure(
    10 * SECOND_US,
    '10s',
    'doc',
    'User guide, I/O control: Hyper-V hosts report read latency every 10 seconds.',
  ),
  leastThrottledShare: figure(0.05, '5%', 'model', 'Throttled backups go on; how slowly is not published.'),
  hypervVersion: figure<HyperVVersion>('2019', '2019', 'model', 'New enough to track changes itself.'),
  configVersion: figure(9, '9', 'model', 'What Hyper-V 2019 gives a new VM.'),
  integrated: figure(true, 'true', 'model', 'An array is named because its snapshots are used.'),
  managementShare: figure(0.4, '40%', 'guide', 'Network mode uses at most 40 % of the management interface.'),
  nbdMaxDisks: figure(28, '28', 'guide', 'Recommended ceiling of network-mode disks per ESXi host.'),
  maxSnapshots: figure(4, '4', 'guide', 'Best practice guide, MaxSnapshotsPerDatastore.'),
  nbdsslShare: figure(0.9, '90%', 'guide', 'Encrypted network mode is about a tenth slower.'),
  hotaddMaxDisks: figure(60, '60', 'guide', '15 disks on each of 4 SCSI controllers of the proxy VM.'),
  proxyRam: figure(2e9, '2 GB', 'doc', 'System requirements of a proxy: 2 GB, and 1 GB per task.'),
  taskRam: figure(1e9, '1 GB', 'doc', 'System requirements of a proxy: 2 GB, and 1 GB per task.'),
  highPriority: figure(400, '400', 'doc', 'Job priorities: jobs with high priority.'),
  backupPriority: figure(300, '300', 'doc', 'Job priorities: regular backup and replication.'),
  restorePriority: figure(800, '800', 'doc', 'Job priorities: restore.'),
  copyPriority: figure(200, '200', 'doc', 'Job priorities: backup copy.'),
  reconnect: figure(
    15 * SECOND_US,
    '15s',
    'doc',
    'User guide, resume on disconnect: tried every 15 seconds.',
  ),
  scanBytes: figure(
    64e6,
    '64 MB',
    'model',
    'Metadata that a snapshot scan reads of a disk; no figure is published.',
  ),
  snapshotStun: figure(
    500_000,
    '0.5s',
    'guide',
    'Best practice guide: creating a snapshot stuns for less than a second.',
  ),
  repositoryRam: figure(4e9, '4 GB', 'doc', 'System requirements of a repository: 4 GB, and 1 GB per task.'),
  speed: figure(1, '1', 'model', 'A core as in the sizing guides.'),
  failoverToNetwork: figure(true, 'true', 'doc', 'User guide, transport modes: failover to network is on.'),
  defaultProxySlots: figure(2, '2', 'doc', 'The proxy installed with the backup server: 2 concurrent tasks.'),
  proxySlotsWithoutCores: figure(
    2,
    '2',
    'doc',
    'The least number of cores advised for a proxy, one task each.',
  ),
  proxySlotsPerCore: figure(
    1,
    'one per core',
    'doc',
    'A task is one core: the sizing rule of the user guide.',
  ),
  onHostSlots: figure(4, '4', 'doc', 'A Hyper-V host as on-host proxy: 4 concurrent tasks.'),
  repositorySlots: figure(4, '4', 'model', 'The product’s preset as commonly reported.'),
  perVmFiles: figure(
    false,
    'false',
    'doc',
    'One writing thread per running job unless per-VM backup files are enabled.',
  ),
  blockCloning: figure(false, 'false', 'model', 'A file system without block cloning.'),
  placement: figure(
    'data-locality' as const,
    'data-locality',
    'doc',
    'Scale-out repository: the preset policy keeps a chain together.',
  ),
  thin: figure(false, 'false', 'model', 'Thick: provisioned in full.'),
  changeRate: figure(
    0.05,
    '5%',
    'guide',
    'Sizing guides: 2 to 5 % a day is typical; calculators start from 5 %.',
  ),
  deleted: figure(0, '0%', 'model', 'No deleted files inside the used space.'),
  swap: figure(0, '0%', 'model', 'No swap files inside the used space.'),
  bitLooker: figure(true, 'true', 'doc', 'Exclusion of swap and deleted file blocks is on.'),
  compression: figure<Compression>('optimal', 'optimal', 'doc', 'The product’s preset.'),
  blockSize: figure<BlockSize>('1 MB', '1 MB', 'doc', 'Storage optimisation: 1 MB.'),
  method: figure('forward-incremental' as const, 'forward-incremental', 'doc', 'The product’s preset.'),
  restorePoints: figure(7, '7', 'model', 'The product’s preset as commonly reported.'),
  retryTimes: figure(3, '3', 'doc', 'User guide, automatic retry: 3 times.'),
  retryWait: figure(10 * MINUTE_US, '10 min', 'doc', 'User guide, automatic retry: 10 minutes apart.'),
  onClose: figure(
    'stop' as const,
    'stop',
    'doc',
    'User guide, backup window: data transfer stops when the window closes.',
  ),
  preset: figure('rts', 'rts', 'doc', 'The product’s own scheduler.'),
  proxyName: figure(
    'backup-server',
    'backup-server',
    'doc',
    'Simple deployment: the backup server is the proxy.',
  ),
  incrementAge: figure(
    DAY_US,
    '24h',
    'model',
    'An increment whose restore point is not stated covers one day.',
  ),
} as const;

/** Transferred bytes per byte of data. */
export const COMPRESSION_RATIOS: Readonly<Record<Compression, Default<number>>> = {
  none: figure(1, '1', 'doc', 'Nothing is compressed.'),
  'dedupe-friendly': figure(0.75, '0.75', 'model', 'Between none and optimal.'),
  optimal: figure(0.5, '0.5', 'guide', 'Sizing guides: half of the data.'),
  high: figure(0.36, '0.36', 'model', 'Chosen: the user guide says up to 60 % better than optimal.'),
  extreme: figure(0.33, '0.33', 'model', 'Chosen: the user guide says up to 33 % better than high.'),
};

/** Processor time per byte, relative to `optimal`. */
export const COMPRESSION_COSTS: Readonly<Record<Compression, Default<number>>> = {
  none: figure(0.7, '0.7', 'model', 'Reading and sending still take time.'),
  'dedupe-friendly': figure(0.8, '0.8', 'model', 'Run-length encoding: little work.'),
  optimal: figure(1, '1', 'doc', 'The guides give rates per core for this level.'),
  high: figure(2, '2', 'doc', 'Twice the processor use of optimal.'),
  extreme: figure(10, '10', 'doc', 'Five times the processor use of high.'),
};

/** Processor time per byte with encryption, relative to without. */
export const ENCRYPTION_COST = figure(1.05, '1.05', 'model', 'Small on processors with AES instructions.');

/** Factor for changed data by block size. Known for 1 MB only; a scenario can state the others. */
export const BLOCK_GROWTH: Readonly<Record<BlockSize, Default<number>>> = {
  '256 KB': figure(1, '1', 'model', 'Not known: taken as at 1 MB.'),
  '512 KB': figure(1, '1', 'model', 'Not known: taken as at 1 MB.'),
  '1 MB': figure(1, '1', 'doc', 'The block size for which change rates are given.'),
  '4 MB': figure(1, '1', 'model', 'Not known: taken as at 1 MB.'),
};

export const OVERHEADS = {
  jobInit: seconds(15),
  vmPrepare: seconds(15),
  snapshotCreate: seconds(5),
  openNbd: seconds(2),
  openSan: seconds(5),
  openNfs: seconds(5),
  openStorageSnapshot: seconds(20),
  hotaddAttach: seconds(30),
  hotaddDetach: seconds(30),
  offHost: seconds(180),
  snapshotRemove: seconds(10),
  consolidation: figure(100e6, '100 MB/s', 'model', MODEL_FIELD_RANGES),
  vmFinalise: seconds(5),
  jobFinalise: seconds(10),
  deploy: seconds(10),
  snapshotHandoff: seconds(10),
} as const satisfies Readonly<Record<keyof Overheads, Default<number>>>;

/** Data rates per core from the sizing guides, for full and incremental runs. */
export const PROFILES: readonly Default<Profile>[] = [
  profile('bp95', 100, 25, 'Best practice guide for version 9.5.'),
  profile(
    'bp12-virtual-block',
    180,
    80,
    'Best practice guide for version 12: virtual proxy, block repository.',
  ),
  profile(
    'bp12-virtual-object',
    110,
    80,
    'Best practice guide for version 12: virtual proxy, object storage.',
  ),
  profile(
    'bp12-physical-block',
    250,
    250,
    'Best practice guide for version 12: physical proxy, block repository.',
  ),
  profile(
    'bp12-physical-object',
    150,
    150,
    'Best practice guide for version 12: physical proxy, object storage.',
  ),
  profile(
    'calc16',
    62.5,
    12.5,
    'An early sizing calculator for architects: 62.5 MB/s, a fifth of it for increments.',
  ),
  figure(
    { name: 'unlimited', full: Number.POSITIVE_INFINITY, incremental: Number.POSITIVE_INFINITY },
    'unlimited',
    'model',
    'Processor time is left out, to see all other limits.',
  ),
];

function profile(name: string, full: number, incremental: number, source: string): Default<Profile> {
  return figure({ name, full: full * 1e6, incremental: incremental * 1e6 }, name, 'guide', source);
}

/** `Default 5% [guide].`, for the description of a field. */
export function stated(figureOf: Default<unknown>): string {
  return `Default ${figureOf.text} [${figureOf.standing}].`;
}
