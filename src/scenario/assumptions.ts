import {
  BLOCK_GROWTH,
  COMPRESSION_COSTS,
  COMPRESSION_RATIOS,
  DEFAULTS,
  type Default,
  ENCRYPTION_COST,
  OVERHEADS,
  PROFILES,
} from './defaults.ts';
import { isLatencyControlled } from './latency-control.ts';
import type { Host, Overheads, Scenario } from './scenario.ts';

/** A figure that the run took because the scenario left it as it comes, and what it stands on. */
export interface Assumption {
  readonly what: string;
  readonly value: string;
  readonly standing: Default<unknown>['standing'];
  readonly source: string;
}

/**
 * The figures that are as the defaults have them, those of our own making first to be doubted. A scenario that states a
 * default's very value cannot be told from one that says nothing; the figure is listed all the same.
 */
export function assumptionsOf(scenario: Scenario): Assumption[] {
  const found: Assumption[] = [];
  const add = (what: string, { text, standing, source }: Default<unknown>) => {
    found.push({ what, value: text, standing, source });
  };
  const profile = PROFILES.find(({ value }) => value.name === scenario.profile.name);
  if (profile !== undefined) add('processing rate per core', profile);
  addCores(scenario, add);
  for (const compression of new Set(scenario.jobs.map((job) => job.compression))) {
    const ratio = COMPRESSION_RATIOS[compression];
    if (
      scenario.jobs.some((job) => job.compression === compression && job.compressionRatio === ratio.value)
    ) {
      add(`data sent per byte at compression ${compression}`, ratio);
    }
    add(`processor time at compression ${compression}`, COMPRESSION_COSTS[compression]);
  }
  if (scenario.jobs.some((job) => job.encryption)) add('processor time with encryption', ENCRYPTION_COST);
  addChanges(scenario, add);
  if (scenario.repositories.some((r) => r.maxConcurrentTasks === DEFAULTS.repositorySlots.value)) {
    add('repository task slots', DEFAULTS.repositorySlots);
  }
  if (scenario.datastores.some((d) => d.maxSnapshots === DEFAULTS.maxSnapshots.value)) {
    add('open snapshots per datastore', DEFAULTS.maxSnapshots);
  }
  if (scenario.hosts.some((h) => h.nbdMaxDisks === DEFAULTS.nbdMaxDisks.value)) {
    add('network-mode disks per host', DEFAULTS.nbdMaxDisks);
  }
  const isUsual = ({ managementNetwork, managementShare }: Host) =>
    Number.isFinite(managementNetwork) && managementShare === DEFAULTS.managementShare.value;
  if (scenario.hosts.some(isUsual)) add('usable share of a management network', DEFAULTS.managementShare);
  if (scenario.proxies.some(({ modes }) => modes !== 'auto' && modes.includes('nbdssl'))) {
    add('rate of encrypted network mode, of the plain one', DEFAULTS.nbdsslShare);
  }
  addHyperV(scenario, add);
  addProtection(scenario, add);
  const hasSnapshots = scenario.arrays.some(({ integrated }) => integrated);
  for (const [name, figure] of Object.entries(OVERHEADS)) {
    if (name === 'snapshotHandoff' && !hasSnapshots) continue;
    if (name === 'vmPrepare' && scenario.jobs.every(({ vmPrepareUs }) => vmPrepareUs !== undefined)) continue;
    if (scenario.overheads[name as keyof Overheads] === figure.value) add(`overhead ${name}`, figure);
  }
  return found;
}

type Add = (what: string, figure: Default<unknown>) => void;

/** How tasks share cores, where cores limit anything. */
function addCores(scenario: Scenario, add: Add): void {
  const { profile, proxies, coresPerTask, oversubscriptionPenalty } = scenario;
  if (!Number.isFinite(profile.full) && !Number.isFinite(profile.incremental)) return;
  if (coresPerTask === DEFAULTS.coresPerTask.value) {
    add('cores that one task can use', DEFAULTS.coresPerTask);
  }
  if (oversubscriptionPenalty !== DEFAULTS.oversubscriptionPenalty.value) return;
  if (proxies.some(({ cores, maxConcurrentTasks }) => maxConcurrentTasks > cores)) {
    add('loss where tasks crowd the cores of a proxy', DEFAULTS.oversubscriptionPenalty);
  }
}

/** How much an increment finds changed, and what is read beside that. */
function addChanges({ vms, jobs, blockGrowth }: Scenario, add: Add): void {
  if (hasDefaultChangeRate(vms)) add('daily change', DEFAULTS.changeRate);
  const isUnknown = vms.traits.some(({ lastBackupUs }) => lastBackupUs === undefined);
  if (isUnknown && jobs.some(({ run }) => run === 'incremental')) {
    add('age of restore points that are not stated', DEFAULTS.incrementAge);
  }
  for (const size of new Set(jobs.map(({ blockSize }) => blockSize))) {
    const growth = BLOCK_GROWTH[size];
    if (size !== DEFAULTS.blockSize.value && blockGrowth[size] === growth.value) {
      add(`growth of changed data at blocks of ${size}`, growth);
    }
  }
  if (jobs.some(({ type }) => type === 'snapshot-scan')) {
    add('data that a scan reads of a disk', DEFAULTS.scanBytes);
  }
}

function addHyperV({ hosts, proxies, vms }: Scenario, add: Add): void {
  if (hosts.some(({ version }) => version === DEFAULTS.hypervVersion.value)) {
    add('version of Hyper-V', DEFAULTS.hypervVersion);
  }
  if (vms.traits.some(({ tracking }) => tracking === 'rct'))
    add('configuration of VMs', DEFAULTS.configVersion);
  const slots = DEFAULTS.onHostSlots.value;
  if (proxies.some((proxy) => proxy.isHost && proxy.maxConcurrentTasks === slots)) {
    add('task slots of a Hyper-V host', DEFAULTS.onHostSlots);
  }
}

/** What holds only where production is protected, a chain is kept short, or something breaks. */
function addProtection(scenario: Scenario, add: Add): void {
  const { latencyControl, datastores, jobs, faults } = scenario;
  if (datastores.some((datastore) => isLatencyControlled(latencyControl, datastore))) {
    const { stopUs, throttleUs, spacingUs } = latencyControl;
    if (stopUs === DEFAULTS.latencyStop.value) add('latency that stops new tasks', DEFAULTS.latencyStop);
    if (throttleUs === DEFAULTS.latencyThrottle.value) {
      add('latency that throttles backups', DEFAULTS.latencyThrottle);
    }
    if (spacingUs === DEFAULTS.startSpacing.value) add('spacing of starts', DEFAULTS.startSpacing);
    add('bandwidth left to throttled backups, at least', DEFAULTS.leastThrottledShare);
  }
  const { restorePoints } = DEFAULTS;
  const merges = jobs.filter(({ type, method }) => type === 'backup' && method === 'forever-incremental');
  if (merges.some((job) => job.restorePoints === restorePoints.value)) add('restore points', restorePoints);
  if (faults.length === 0) return;
  if (scenario.rescanUs === DEFAULTS.rescan.value) add('rescan of what proxies reach', DEFAULTS.rescan);
  if (scenario.resumeUs === DEFAULTS.resume.value) add('time to resume', DEFAULTS.resume);
}

function hasDefaultChangeRate({ columns: { figures, populations } }: Scenario['vms']): boolean {
  const usual = DEFAULTS.changeRate.value;
  if (figures.changeRate.includes(usual)) return true;
  const rates = Array.from(populations.values(), ({ changeRate }) => changeRate);
  return rates.some((rate) => rate.kind === 'constant' && rate.value === usual);
}
