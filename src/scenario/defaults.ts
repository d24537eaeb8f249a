import { MINUTE_US } from '../units/civil-time.ts';
import { parseDuration } from '../units/parse-duration.ts';
import { parseBytes, parseShare } from '../units/parse-quantity.ts';
import type { Quantity } from '../units/quantity-problem.ts';
import type { BlockSize, Compression } from './job.ts';
import type { HyperVVersion, Overheads, Profile } from './scenario.ts';

/** Where a figure comes from: vendor documentation, vendor best-practice guide, the field, or our own choice. */
export type Standing = 'doc' | 'guide' | 'field' | 'model';

/** A figure that holds where a scenario says nothing, and where it comes from. */
export interface Default<T> {
  /** In base units: bytes, bytes per second, microseconds, shares. */
  readonly value: T;
  /** The value as a scenario states it. */
  readonly text: string;
  readonly standing: Standing;
  readonly source: string;
}

const MODEL_FIELD_RANGES = 'Chosen inside the ranges seen in task logs and vendor articles.';

function figure<T>(value: T, text: string, standing: Standing, source: string): Default<T> {
  return { value, text, standing, source };
}

/** A figure that a scenario states as it is: a number without a unit, a word, true or false. */
function plain<const T extends string | number | boolean>(
  value: T,
  standing: Standing,
  source: string,
): Default<T> {
  return figure(value, String(value), standing, source);
}

const time = quantity(parseDuration);
const share = quantity(parseShare);
const amount = quantity(parseBytes);

/** Makes figures whose value is read from their text. */
function quantity(parse: (text: string) => Quantity) {
  return (text: string, standing: Standing, source: string): Default<number> => {
    const read = parse(text);
    if (!read.ok) throw new Error(read.problem.message);
    return figure(read.value, text, standing, source);
  };
}

function seconds(count: number): Default<number> {
  return time(`${count}s`, 'model', MODEL_FIELD_RANGES);
}

/** Every figure that is used if a scenario does not state it. All defaults are defined here. */
export const DEFAULTS = {
  /** A Monday evening, so that a weekly schedule reads naturally. */
  clockStart: figure(1_767_643_200_000_000, '2026-01-05T20:00', 'model', 'A Monday evening.'),
  sample: time('5 min', 'model', 'Fine enough to see a job start, coarse enough for a month.'),
  warmUp: time('0s', 'model', 'Figures cover the whole run.'),
  seed: plain(1, 'model', 'Any constant: the same file gives the same run.'),
  site: plain('main', 'model', 'The name of the one site of a scenario without sites.'),
  profile: plain('bp12-virtual-block', 'guide', 'Best practice guide for version 12, proxy sizing.'),
  dataFactor: plain(1, 'model', 'Sizes as the VMs state them.'),
  coresPerTask: plain(1, 'doc', 'A task is one core: the sizing rule of the user guide.'),
  parallelProcessing: plain(true, 'doc', 'User guide, parallel processing: on by default.'),
  perTask: figure(
    Number.POSITIVE_INFINITY,
    'unlimited',
    'model',
    'What one task reads in a transport mode depends on hosts and storage; `calibrate` fits it to past sessions.',
  ),
  oversubscriptionPenalty: plain(0, 'model', 'More slots than cores share the cores without loss.'),
  enforceRam: plain(false, 'model', 'The product does not count RAM when it assigns tasks.'),
  rescan: time('4h', 'doc', 'User guide: what a proxy reaches is rescanned every 4 hours.'),
  resume: time('30 min', 'doc', 'User guide, resume on disconnect: for 30 minutes.'),
  failoverOfVms: time(
    '5 min',
    'model',
    'vSphere HA takes a host for failed after 15 s, a Hyper-V cluster by default after 4 min; then the VMs boot.',
  ),
  failoverOfVolumes: time(
    '30s',
    'model',
    'A failover cluster needs some 10 to 20 s to notice that a node has failed, and then moves its volumes.',
  ),
  latencyStop: time('20 ms', 'doc', 'Storage latency control: no new tasks from 20 ms on.'),
  latencyThrottle: time('30 ms', 'doc', 'Storage latency control: throttled from 30 ms on.'),
  startSpacing: time('40s', 'doc', 'Storage latency control: disks of one datastore start 40 to 60 s apart.'),
  latencySampleOnEsxi: time(
    '20s',
    'doc',
    'User guide, I/O control: ESXi hosts report read latency every 20 seconds.',
  ),
  latencySampleOnHyperv: time(
    '10s',
    'doc',
    'User guide, I/O control: Hyper-V hosts report read latency every 10 seconds.',
  ),
  leastThrottledShare: share('5%', 'model', 'Throttled backups go on; how slowly is not published.'),
  hypervVersion: plain<HyperVVersion>('2019', 'model', 'New enough to track changes itself.'),
  configVersion: plain(9, 'model', 'What Hyper-V 2019 gives a new VM.'),
  csvOwner: plain(
    'its hosts in turn',
    'model',
    'Nothing says who owns a volume: owners spread evenly. A cluster can show its own.',
  ),
  integrated: plain(true, 'model', 'An array is named because its snapshots are used.'),
  managementShare: share('40%', 'guide', 'Network mode uses at most 40 % of the management interface.'),
  nbdMaxDisks: plain(
    28,
    'guide',
    'Best practice guide: 28 connections per ESXi host; another page of it says 7.',
  ),
  maxSnapshots: plain(4, 'guide', 'Best practice guide, MaxSnapshotsPerDatastore.'),
  nbdsslShare: share('90%', 'guide', 'Encrypted network mode is about a tenth slower.'),
  hotaddMaxDisks: plain(60, 'guide', '15 disks on each of 4 SCSI controllers of the proxy VM.'),
  proxyRam: amount('2 GB', 'doc', 'System requirements of a proxy: 2 GB, and 1 GB per task.'),
  taskRam: amount('1 GB', 'doc', 'System requirements of a proxy: 2 GB, and 1 GB per task.'),
  highPriority: plain(400, 'doc', 'Job priorities: jobs with high priority.'),
  backupPriority: plain(300, 'doc', 'Job priorities: regular backup and replication.'),
  restorePriority: plain(800, 'doc', 'Job priorities: restore.'),
  copyPriority: plain(200, 'doc', 'Job priorities: backup copy.'),
  reconnect: time('15s', 'doc', 'User guide, resume on disconnect: tried every 15 seconds.'),
  scanBytes: amount(
    '64 MB',
    'model',
    'Metadata that a snapshot scan reads of a disk; no figure is published.',
  ),
  snapshotStun: time(
    '0.5s',
    'guide',
    'Best practice guide: creating a snapshot stuns for less than a second.',
  ),
  /** The longest that each cycle of a consolidation may take, in order, if the VM is to be stopped for the rest. */
  consolidationCycles: figure(
    [5, 10, 20, 30, 60].map((minutes) => minutes * MINUTE_US),
    '5, 10, 20, 30 and 60 min',
    'doc',
    'VMware, limits of consolidation cycles: a consolidation goes on in cycles until one is short enough, or the VM is stopped.',
  ),
  repositoryRam: amount('4 GB', 'doc', 'System requirements of a repository: 4 GB, and 1 GB per task.'),
  speed: plain(1, 'model', 'A core as in the sizing guides.'),
  failoverToNetwork: plain(true, 'doc', 'User guide, transport modes: failover to network is on.'),
  defaultProxySlots: plain(2, 'doc', 'The proxy installed with the backup server: 2 concurrent tasks.'),
  proxySlotsWithoutCores: plain(2, 'doc', 'The least number of cores advised for a proxy, one task each.'),
  proxySlotsPerCore: figure(
    1,
    'one per core',
    'doc',
    'A task is one core: the sizing rule of the user guide.',
  ),
  onHostSlots: plain(4, 'doc', 'A Hyper-V host as on-host proxy: 4 concurrent tasks.'),
  repositorySlots: plain(4, 'model', 'The product’s preset as commonly reported.'),
  perVmFiles: plain(
    false,
    'guide',
    'Best practice guide for version 9.5: one writing thread per running job unless per-VM backup files are enabled.',
  ),
  blockCloning: plain(false, 'model', 'A file system without block cloning.'),
  placement: plain(
    'data-locality',
    'model',
    'The product’s preset as commonly reported: a chain stays together.',
  ),
  thin: plain(false, 'model', 'Thick: provisioned in full.'),
  used: share('100%', 'model', 'How full a disk is differs: all of it counts until the scenario says less.'),
  changeRate: share('5%', 'guide', 'Sizing guides: 2 to 5 % a day is typical; calculators start from 5 %.'),
  deleted: share('0%', 'model', 'No deleted files inside the used space.'),
  swap: share('0%', 'model', 'No swap files inside the used space.'),
  bitLooker: plain(true, 'doc', 'Exclusion of swap and deleted file blocks is on.'),
  compression: plain<Compression>('optimal', 'doc', 'The product’s preset.'),
  blockSize: plain<BlockSize>('1 MB', 'doc', 'Storage optimisation: 1 MB.'),
  method: plain('forward-incremental', 'doc', 'The product’s preset.'),
  restorePoints: plain(7, 'model', 'The product’s preset as commonly reported.'),
  retryTimes: plain(3, 'doc', 'User guide, automatic retry: 3 times.'),
  retryWait: time('10 min', 'doc', 'User guide, automatic retry: 10 minutes apart.'),
  onClose: plain('stop', 'doc', 'User guide, backup window: data transfer stops when the window closes.'),
  preset: plain('rts', 'doc', 'The product’s own scheduler.'),
  proxyName: plain('backup-server', 'doc', 'Simple deployment: the backup server is the proxy.'),
  incrementAge: time('24h', 'model', 'An increment whose restore point is not stated covers one day.'),
} as const;

/** Transferred bytes per byte of data. */
export const COMPRESSION_RATIOS: Readonly<Record<Compression, Default<number>>> = {
  none: plain(1, 'doc', 'Nothing is compressed.'),
  'dedupe-friendly': plain(0.75, 'model', 'Between none and optimal.'),
  optimal: plain(0.5, 'guide', 'Sizing guides: half of the data.'),
  high: plain(0.36, 'model', 'Chosen: the user guide says up to 60 % better than optimal.'),
  extreme: plain(0.33, 'model', 'Chosen: the user guide says up to 33 % better than high.'),
};

/** Processor time per byte, relative to `optimal`. */
export const COMPRESSION_COSTS: Readonly<Record<Compression, Default<number>>> = {
  none: plain(0.7, 'model', 'Reading and sending still take time.'),
  'dedupe-friendly': plain(0.8, 'model', 'Run-length encoding: little work.'),
  optimal: plain(1, 'doc', 'The guides give rates per core for this level.'),
  high: plain(2, 'doc', 'Twice the processor use of optimal.'),
  extreme: plain(10, 'doc', 'Five times the processor use of high.'),
};

/** Processor time per byte with encryption, relative to without. */
export const ENCRYPTION_COST = plain(1.05, 'model', 'Small on processors with AES instructions.');

/** Factor for changed data by block size. Known for 1 MB only; a scenario can state the others. */
export const BLOCK_GROWTH: Readonly<Record<BlockSize, Default<number>>> = {
  '256 KB': plain(1, 'model', 'Not known: taken as at 1 MB.'),
  '512 KB': plain(1, 'model', 'Not known: taken as at 1 MB.'),
  '1 MB': plain(1, 'doc', 'The block size for which change rates are given.'),
  '4 MB': plain(1, 'model', 'Not known: taken as at 1 MB.'),
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

const FOR_VERSION_12 = 'Best practice guide for version 12:';

/** Data rates per core from the sizing guides, for full and incremental runs. */
export const PROFILES: readonly Default<Profile>[] = [
  profile('bp95', 100, 25, 'Best practice guide for version 9.5.'),
  profile('bp12-virtual-block', 180, 80, `${FOR_VERSION_12} virtual proxy, block repository.`),
  profile('bp12-virtual-object', 110, 80, `${FOR_VERSION_12} virtual proxy, object storage.`),
  profile('bp12-physical-block', 250, 250, `${FOR_VERSION_12} physical proxy, block repository.`),
  profile('bp12-physical-object', 150, 150, `${FOR_VERSION_12} physical proxy, object storage.`),
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
