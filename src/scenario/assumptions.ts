import { hasDays } from '../units/calendar-days.ts';
import { DEFAULTS, type Default, OVERHEADS, PROFILES } from './defaults.ts';
import { hostsThatFailOver } from './host-failover.ts';
import type { Job, JobType } from './job.ts';
import { isLatencyControlled } from './latency-control.ts';
import type { Repository } from './repository.ts';
import type { Overheads, Scenario, StorageProtocol } from './scenario.ts';

/** A figure that the scenario does not state and that affects the run, with its source. */
export interface Assumption {
  readonly what: string;
  /**
   * The field that would state it: `datastores.maxSnapshots`. Null: there is none, or a name such as a profile's
   * selected it.
   */
  readonly field: string | null;
  readonly value: string;
  readonly standing: Default<unknown>['standing'];
  readonly source: string;
  /** The entries that it applies to; null: it is a single figure for the whole scenario. */
  readonly things: AssumedThings | null;
}

/** The entries of a section that do not state a figure. */
export interface AssumedThings {
  readonly section: 'proxies' | 'hosts' | 'datastores' | 'repositories' | 'vms' | 'jobs';
  /** In the order of the file; only the first few VMs. */
  readonly names: readonly string[];
  readonly count: number;
  /** Number of entries for which the figure matters, whether stated or not. */
  readonly of: number;
}

/** The most VMs that are named, because there may be many thousands. */
const VMS_NAMED = 10;

/** Jobs that create no snapshots of VMs. */
const WITHOUT_VM_SNAPSHOT: readonly JobType[] = ['restore', 'backup-copy', 'snapshot-scan'];

/** All figures that are not stated and affect the run. */
export function assumptionsOf(scenario: Scenario): Assumption[] {
  const list = new AssumptionList(scenario);
  addProcessing(scenario, list);
  addChanges(scenario, list);
  addFiles(scenario, list);
  addLimits(scenario, list);
  addHyperV(scenario, list);
  addProtection(scenario, list);
  addOverheads(scenario, list);
  return list.found;
}

type Section = AssumedThings['section'];
interface Named {
  readonly name: string;
}

class AssumptionList {
  readonly found: Assumption[] = [];
  readonly #taken: Scenario['defaultsTaken'];

  constructor({ defaultsTaken }: Scenario) {
    this.#taken = defaultsTaken;
  }

  /** Adds a figure that no field states. */
  add(what: string, { text: value, standing, source }: Default<unknown>): void {
    this.found.push({ what, field: null, value, standing, source, things: null });
  }

  /** Adds a figure of the whole scenario, if it is not stated. */
  addUnsaid(what: string, field: string): void {
    for (const { figure } of this.#taken.of(field)) {
      const { text: value, standing, source } = figure;
      this.found.push({ what, field, value, standing, source, things: null });
    }
  }

  /**
   * Adds a figure of those `things` that do not state it. `things`: entries for which it matters; `key`: the field in
   * the section.
   */
  addUnsaidOf(what: string, section: Section, key: string, things: readonly Named[]): void {
    const field = `${section}.${key}`;
    for (const { figure, things: taken } of this.#taken.of(field)) {
      const names = things.flatMap(({ name }) => (taken.has(name) ? [name] : []));
      if (names.length === 0) continue;
      const { text: value, standing, source } = figure;
      const named = section === 'vms' ? names.slice(0, VMS_NAMED) : names;
      const assumed = { section, names: named, count: names.length, of: things.length };
      this.found.push({ what, field, value, standing, source, things: assumed });
    }
  }
}

/** What a core processes, and how tasks share cores, if cores limit anything. */
function addProcessing(scenario: Scenario, list: AssumptionList): void {
  const { profile, proxies, jobs, defaultsTaken } = scenario;
  const named = PROFILES.find(({ value }) => value.name === profile.name);
  const rate = 'processing rate per core';
  if (defaultsTaken.of('profile').length > 0) list.addUnsaid(rate, 'profile');
  else if (named !== undefined) list.add(rate, named);
  if (Number.isFinite(profile.full) || Number.isFinite(profile.incremental)) {
    list.addUnsaid('cores that one task can use', 'coresPerTask');
    if (proxies.some(({ cores, maxConcurrentTasks }) => maxConcurrentTasks > cores))
      list.addUnsaid('loss where tasks crowd the cores of a proxy', 'oversubscriptionPenalty');
  }
  for (const compression of new Set(jobs.map((job) => job.compression))) {
    const alike = jobs.filter((job) => job.compression === compression);
    list.addUnsaidOf(`data sent per byte at compression ${compression}`, 'jobs', 'compressionRatio', alike);
    list.addUnsaidOf(`processor time at compression ${compression}`, 'jobs', 'compressionCost', alike);
  }
  const encrypting = jobs.filter((job) => job.encryption);
  list.addUnsaidOf('processor time with encryption', 'jobs', 'encryptionCost', encrypting);
}

/** How much an increment finds changed, and what a scan reads. */
function addChanges({ vms, jobs }: Scenario, list: AssumptionList): void {
  const all = vms.names.map((name) => ({ name }));
  list.addUnsaidOf('used space of disks, of their size', 'vms', 'disks.used', all);
  list.addUnsaidOf('daily change', 'vms', 'disks.changeRate', all);
  if (jobs.some(({ run }) => run === 'incremental'))
    list.addUnsaidOf('age of restore points that are not stated', 'vms', 'lastBackup', all);
  for (const size of new Set(jobs.map(({ blockSize }) => blockSize))) {
    if (size !== DEFAULTS.blockSize.value)
      list.addUnsaid(`growth of changed data at blocks of ${size}`, `blockGrowth.${size}`);
  }
  if (jobs.some(({ type }) => type === 'snapshot-scan'))
    list.add('data that a scan reads of a disk', DEFAULTS.scanBytes);
}

/** How backups lie in repositories, where that limits their streams or slots, or what transforms move. */
function addFiles({ jobs, repositories }: Scenario, list: AssumptionList): void {
  const writtenBy = (writers: readonly Job[]) =>
    repositories.filter(({ name }) => writers.some(({ repository }) => repository === name));
  const placesOf = ({ name, extents }: Repository) =>
    repositories.filter((place) => place.name === name || extents.includes(place.name));
  const dependsOnFiles = ({ perStream, slotUnit }: Repository) =>
    Number.isFinite(perStream) || slotUnit === 'chain';
  const byFile = writtenBy(jobs).filter((repository) => placesOf(repository).some(dependsOnFiles));
  list.addUnsaidOf('whether each VM has a file of its own', 'repositories', 'perVmFiles', byFile);
  const transforming = jobs.filter((job) => isMerged(job) || hasDays(job.syntheticFullDays));
  const places = writtenBy(transforming).flatMap(placesOf);
  const plain = [...new Set(places)].filter(({ extents }) => extents.length === 0);
  list.addUnsaidOf('whether transforms move no data', 'repositories', 'blockCloning', plain);
}

function isMerged({ type, method }: Job): boolean {
  return type === 'backup' && method === 'forever-incremental';
}

/** Limits of what runs at once. */
function addLimits({ proxies, hosts, datastores, repositories }: Scenario, list: AssumptionList): void {
  const enabled = proxies.filter(({ isHost, enabled: isOn }) => isOn && !isHost);
  const plain = repositories.filter(({ extents }) => extents.length === 0);
  const vsphere = hosts.filter(({ platform }) => platform === 'vsphere');
  list.addUnsaidOf('task slots of a proxy', 'proxies', 'maxConcurrentTasks', enabled);
  list.addUnsaidOf('repository task slots', 'repositories', 'maxConcurrentTasks', plain);
  list.addUnsaidOf('open snapshots per datastore', 'datastores', 'maxSnapshots', datastores);
  list.addUnsaidOf('network-mode disks per host', 'hosts', 'nbdMaxDisks', vsphere);
  if (enabled.some(({ kind, platform }) => kind === 'virtual' && platform === 'vsphere'))
    list.addUnsaid('disks attached to a virtual proxy', 'policy.hotaddMaxDisks');
  if (enabled.some(({ ram }) => Number.isFinite(ram))) {
    list.add('RAM of a proxy, without its tasks', DEFAULTS.proxyRam);
    list.add('RAM of each task', DEFAULTS.taskRam);
  }
  const limited = hosts.filter(({ managementNetwork }) => Number.isFinite(managementNetwork));
  list.addUnsaidOf('usable share of a management network', 'hosts', 'managementShare', limited);
  if (proxies.some(({ modes }) => modes !== 'auto' && modes.includes('nbdssl')))
    list.add('rate of encrypted network mode, of the plain one', DEFAULTS.nbdsslShare);
}

function addHyperV({ hosts, datastores, vms }: Scenario, list: AssumptionList): void {
  const hyperv = hosts.filter(({ platform }) => platform === 'hyperv');
  list.addUnsaidOf('version of Hyper-V', 'hosts', 'version', hyperv);
  if (vms.traits.some(({ tracking }) => tracking === 'rct'))
    list.addUnsaid('configuration of VMs', 'vms.configVersion');
  list.addUnsaidOf('task slots of a Hyper-V host', 'hosts', 'maxConcurrentTasks', hyperv);
  const shared = datastores.filter(({ type, hosts: mounting }) => type === 'csv' && mounting.length > 1);
  list.addUnsaidOf('owner of a cluster shared volume', 'datastores', 'owner', shared);
}

/** Figures that matter only with latency control, with merges or with faults. */
function addProtection(scenario: Scenario, list: AssumptionList): void {
  const { latencyControl, datastores, jobs, faults } = scenario;
  if (datastores.some((datastore) => isLatencyControlled(latencyControl, datastore))) {
    list.addUnsaid('latency that stops new tasks', 'latencyControl.stop');
    list.addUnsaid('latency that throttles backups', 'latencyControl.throttle');
    list.addUnsaid('spacing of starts', 'latencyControl.spacing');
    list.add('bandwidth left to throttled backups, at least', DEFAULTS.leastThrottledShare);
  }
  list.addUnsaidOf('restore points', 'jobs', 'restorePoints', jobs.filter(isMerged));
  if (faults.length === 0) return;
  const retried = jobs.filter(({ retries, schedule }) => retries.times > 0 && schedule.kind !== 'manual');
  list.addUnsaidOf('pause before failed VMs are tried again', 'jobs', 'retries.wait', retried);
  list.addUnsaid('rescan of what proxies reach', 'rescan');
  list.addUnsaid('time to resume', 'resume');
  if (hostsThatFailOver(scenario).size === 0) return;
  list.addUnsaid('time until other hosts run the VMs of a host that fails', 'hostFailover.vms');
  if (datastores.some(({ owner }) => owner !== undefined))
    list.addUnsaid('time until other hosts own the volumes of a host that fails', 'hostFailover.volumes');
}

function addOverheads(scenario: Scenario, list: AssumptionList): void {
  const { jobs } = scenario;
  if (jobs.some(({ type }) => !WITHOUT_VM_SNAPSHOT.includes(type))) {
    list.add('stun of a VM when its snapshot is created', DEFAULTS.snapshotStun);
    list.add('cycles of a consolidation, after which the VM is stunned', DEFAULTS.consolidationCycles);
  }
  const costsNothing = overheadsOfNothing(scenario);
  for (const name of Object.keys(OVERHEADS) as (keyof Overheads)[]) {
    if (!costsNothing.includes(name)) list.addUnsaid(`overhead ${name}`, `overheads.${name}`);
  }
}

/** Overheads that nothing in the scenario can cost. */
function overheadsOfNothing({ arrays, hosts, jobs, proxies }: Scenario): (keyof Overheads)[] {
  const enabled = proxies.filter(({ isHost, enabled: isOn }) => isOn && !isHost);
  const onVsphere = enabled.filter(({ platform }) => platform === 'vsphere');
  const hasPorts = (wanted: (protocol: StorageProtocol) => boolean) =>
    onVsphere.some(({ storage }) => storage?.protocols.some(wanted));
  const hotAdds = onVsphere.some(({ kind }) => kind === 'virtual');
  const hasSnapshots = arrays.some(({ integrated }) => integrated);
  const canCost: Readonly<Partial<Record<keyof Overheads, boolean>>> = {
    vmPrepare: jobs.some(({ vmPrepareUs }) => vmPrepareUs === undefined),
    openNbd: hosts.some(({ platform }) => platform === 'vsphere'),
    openSan: hasPorts((protocol) => protocol !== 'nfs'),
    openNfs: hasPorts((protocol) => protocol === 'nfs'),
    openStorageSnapshot: hasSnapshots,
    hotaddAttach: hotAdds,
    hotaddDetach: hotAdds,
    offHost: enabled.some(({ platform }) => platform === 'hyperv'),
    deploy: enabled.some(({ addedAtUs }) => addedAtUs > 0),
    snapshotHandoff: hasSnapshots,
  };
  return (Object.keys(OVERHEADS) as (keyof Overheads)[]).filter((name) => canCost[name] === false);
}
