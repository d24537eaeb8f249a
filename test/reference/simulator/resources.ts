import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type {
  Proxy as BackupProxy,
  Datastore,
  Link,
  LoadProfile,
  Throttle,
} from '../../../src/scenario/scenario.ts';
import { DAY_US, timeOfDayOf } from '../../../src/units/civil-time.ts';
import { isWithin, timeOfWeekOf, untilBegin, untilEnd, WEEK_US } from '../../../src/units/weekly-interval.ts';
import type { Estate } from './estate.ts';
import { stopsBetween } from './stops.ts';
import type { Place, Task } from './task.ts';
import { repositoryOf, writingEnd } from './work.ts';

/** What of the run capacities depend on. */
export interface Use {
  readonly now: number;
  readonly estate: Estate;
  /** Tasks that hold a slot on a proxy. */
  runningOn(proxy: BackupProxy): number;
  /** Jobs that send through a throttle rule now. */
  jobsThrough(throttle: string): number;
  /** The share of a link's bandwidth that faults leave. */
  leftOf(link: Link): number;
  /** The share of a datastore's read bandwidth that latency control leaves. */
  shareOf(datastore: Datastore): number;
}

/** Capacity by what a resource is called: units per second. */
export type Capacity = (use: Use) => number;

/** Parts of the way of data, as a load line tells them. */
export type Stage = 'source' | 'proxy' | 'network' | 'target';

/** What a transfer needs of everything on its path per byte read. */
export class Path {
  readonly needs = new Map<string, number>();
  readonly capacities = new Map<string, Capacity>();
  cap = Number.POSITIVE_INFINITY;
  /** Throttle rules that it goes through. */
  readonly throttles: string[] = [];
  /** The stage to which belongs what is crossed from now on, and what was crossed in each. */
  stage: Stage = 'source';
  readonly crossed: { readonly stage: Stage; readonly name: string; readonly isRateLimit: boolean }[] = [];
  /** Its own limits, bytes read per second. */
  readonly limits: { readonly stage: Stage; readonly rate: number; readonly of: string }[] = [];

  cross(name: string, need: number, capacity: Capacity | number, isRateLimit = false): void {
    if (need === 0 || capacity === Number.POSITIVE_INFINITY) return;
    this.needs.set(name, (this.needs.get(name) ?? 0) + need);
    this.capacities.set(name, typeof capacity === 'number' ? () => capacity : capacity);
    this.crossed.push({ stage: this.stage, name, isRateLimit });
  }

  limit(rate: number, of: string): void {
    this.cap = Math.min(this.cap, rate);
    this.limits.push({ stage: this.stage, rate, of });
  }
}

export function pathOf(estate: Estate, task: Task): Path {
  const path = new Path();
  const { scenario } = estate;
  const { reader, writer } = task;
  const t = task.readBytes === 0 ? 0 : task.transferredBytes / task.readBytes;
  if (reader === undefined && writer === undefined) {
    copyBackup(path, estate, task, t);
    return path;
  }
  if (reader !== undefined) {
    path.limit(scenario.transport[reader.mode].perTask, `${reader.mode} per task`);
    readSource(path, estate, task, reader);
  }
  path.stage = 'proxy';
  processData(path, estate, task, (reader ?? writer)!);
  if (writer !== undefined) {
    writeTarget(path, estate, task, t);
    return path;
  }
  // A scan writes nothing.
  if (task.repository === undefined) return path;
  sendToRepository(path, estate, task, { from: reader!.proxy, need: t });
  writeBackup(path, estate, task, t);
  return path;
}

/** From machine to machine. */
function sendToRepository(
  path: Path,
  estate: Estate,
  task: Task,
  { from: first, need }: { readonly from: BackupProxy | Repository; readonly need: number },
): void {
  const { repository } = task;
  const stops = stopsBetween(first, task.gateway, repository!);
  for (const [n, to] of stops.slice(1).entries()) {
    const from = stops[n]!;
    path.stage = from === task.source ? 'source' : 'network';
    path.cross(`${from.name} out`, need, from.network);
    path.stage = 'network';
    sendBetween(path, estate, task, { from: from.site, to: to.site, need });
    if (to === repository) path.stage = 'target';
    path.cross(`${to.name} in`, need, to.network);
  }
}

/** From repository to repository. */
function copyBackup(path: Path, estate: Estate, task: Task, t: number): void {
  readBackup(path, task.source!, t);
  sendToRepository(path, estate, task, { from: task.source!, need: t });
  writeBackup(path, estate, task, t);
}

function readBackup(path: Path, { name, read, ingest }: Repository, t: number): void {
  path.stage = 'source';
  path.cross(`${name} read`, t, read);
  path.cross(`${name} egress`, t, ingest.read, true);
}

function writeBackup(path: Path, estate: Estate, task: Task, t: number): void {
  const { job } = task;
  const repository = task.repository!;
  path.stage = 'target';
  const stream = repositoryOf(estate, job)!.perVmFiles ? `${job.name} ${task.vmRun.vm.name}` : `${job.name}`;
  path.cross(`${repository.name} stream of ${stream}`, t, repository.perStream);
  // In reverse a block that has changed is read, written aside and written over.
  const isReverse = job.method === 'reverse-incremental' && !task.full;
  path.cross(`${repository.name} write`, isReverse ? 2 * t : t, repository.write);
  if (isReverse) path.cross(`${repository.name} read`, t, repository.read);
  path.cross(`${repository.name} ingest`, t, repository.ingest.write, true);
}

/** From the reading proxy, or the repository that is restored from, to the one that writes to the target's datastore. */
function writeTarget(path: Path, estate: Estate, task: Task, t: number): void {
  const { reader, repository } = task;
  const { proxy, mode } = task.writer!;
  if (reader === undefined) {
    const { name, network, server, site } = repository!;
    readBackup(path, repository!, t);
    if (server !== proxy.name) {
      path.cross(`${name} out`, t, network);
      path.stage = 'network';
      sendBetween(path, estate, task, { from: site, to: proxy.site, need: t });
      path.cross(`${proxy.name} in`, t, proxy.network);
    }
  } else if (reader.proxy !== proxy) {
    path.stage = 'network';
    path.cross(`${reader.proxy.name} out`, t, reader.proxy.network);
    sendBetween(path, estate, task, { from: reader.proxy.site, to: proxy.site, need: t });
    path.cross(`${proxy.name} in`, t, proxy.network);
  }
  const { datastore, host } = writingEnd(estate, task)!;
  path.stage = 'target';
  // Of what is read only what is new is written.
  const d = task.readBytes === 0 ? 0 : task.dataBytes / task.readBytes;
  path.cross(`${datastore.name} write`, d, loaded(datastore.write, datastore.productionLoad));
  if (d > 0) path.limit(estate.scenario.transport[mode].perTask / d, `${mode} per task`);
  switch (mode) {
    case 'san':
    case 'nfs':
      crossFabrics(path, estate, datastore, proxy, d);
      path.cross(`${proxy.name} storage`, d, proxy.storage?.bandwidth ?? Number.POSITIVE_INFINITY);
      break;
    case 'hotadd': {
      const own = estate.host(proxy.host!);
      // Each way has its own bandwidth.
      if (isEthernet(datastore))
        path.cross(`${own.name} network writes`, d, loaded(own.network, own.productionLoad));
      break;
    }
    case 'on-host': {
      const own = estate.host(proxy.name);
      path.cross(`${own.name} network writes`, d, loaded(own.network, own.productionLoad));
      break;
    }
    default: {
      const need = mode === 'nbdssl' ? d / DEFAULTS.nbdsslShare.value : d;
      const management = host.managementNetwork * host.managementShare;
      path.cross(`${host.name} management`, need, loaded(management, host.productionLoad));
      path.stage = 'network';
      path.cross(`${proxy.name} out`, d, proxy.network);
      path.stage = 'target';
      for (const { link, isBack } of estate.linksBetween(proxy.site, host.site))
        path.cross(`${link.name}${isBack ? ' back' : ''}`, d, linkLeft(link));
    }
  }
}

function readSource(path: Path, estate: Estate, { vmRun, disk }: Task, { proxy, mode }: Place): void {
  const { datastore } = disk;
  const host = vmRun.vm.host;
  path.cross(`${datastore.name} read`, 1, throttled(datastore));
  switch (mode) {
    case 'san':
    case 'nfs':
    case 'storage-snapshot':
    case 'off-host':
      crossFabrics(path, estate, datastore, proxy, 1);
      path.cross(`${proxy.name} storage`, 1, proxy.storage?.bandwidth ?? Number.POSITIVE_INFINITY);
      break;
    case 'hotadd': {
      const own = estate.host(proxy.host!);
      if (isEthernet(datastore))
        path.cross(`${own.name} network`, 1, loaded(own.network, own.productionLoad));
      break;
    }
    case 'on-host': {
      const own = estate.host(proxy.name);
      path.cross(`${own.name} network`, 1, loaded(own.network, own.productionLoad));
      break;
    }
    case 'nbd':
    case 'nbdssl': {
      const need = mode === 'nbdssl' ? 1 / DEFAULTS.nbdsslShare.value : 1;
      path.cross(
        `${host.name} management`,
        need,
        loaded(host.managementNetwork * host.managementShare, host.productionLoad),
      );
      path.stage = 'network';
      path.cross(`${proxy.name} in`, 1, proxy.network);
      path.stage = 'source';
      for (const { link, isBack } of estate.linksBetween(host.site, proxy.site))
        path.cross(`${link.name}${isBack ? ' back' : ''}`, 1, linkLeft(link));
      break;
    }
    default:
      throw new Error(`no path by ${mode}`);
  }
}

function crossFabrics(
  path: Path,
  estate: Estate,
  datastore: Datastore,
  proxy: BackupProxy,
  need: number,
): void {
  const fabrics = new Set([datastore.fabric, proxy.fabric]);
  for (const fabric of estate.scenario.fabrics)
    if (fabrics.has(fabric.name)) path.cross(`fabric ${fabric.name}`, need, fabric.bandwidth);
}

function processData(path: Path, { scenario }: Estate, { job, isSequential }: Task, { proxy }: Place): void {
  const perCore = isSequential ? scenario.profile.full : scenario.profile.incremental;
  if (perCore === Number.POSITIVE_INFINITY) return;
  const factor = job.compressionCost * (job.encryption ? job.encryptionCost : 1);
  const cost = factor / perCore;
  path.limit((scenario.coresPerTask * proxy.speed) / cost, 'the cores that one task can use');
  if (proxy.cores === Number.POSITIVE_INFINITY) return;
  path.cross(`${proxy.name} cores`, cost, (use) => coresOf(use.estate, proxy, use.runningOn(proxy)));
}

export function coresOf({ scenario }: Estate, proxy: BackupProxy, running: number): number {
  const p = scenario.oversubscriptionPenalty;
  const crowding = 1 / (1 + p * Math.max(0, running / proxy.cores - 1));
  const neededRam = DEFAULTS.proxyRam.value + running * DEFAULTS.taskRam.value;
  const memory = neededRam > proxy.ram ? proxy.ram / neededRam : 1;
  return proxy.cores * proxy.speed * crowding * memory;
}

/** From one machine to another: links between their sites, and throttle rules for that traffic. */
function sendBetween(
  path: Path,
  estate: Estate,
  { job }: Task,
  { from, to, need }: { readonly from: string; readonly to: string; readonly need: number },
): void {
  for (const { link, isBack } of estate.linksBetween(from, to))
    path.cross(`${link.name}${isBack ? ' back' : ''}`, need, linkLeft(link));
  if (from === to) return;
  for (const rule of estate.scenario.throttles) {
    if (!rule.from.includes(from) || !rule.to.includes(to)) continue;
    // Who sends nothing has no share in it.
    if (need > 0) path.throttles.push(rule.name);
    path.cross(
      `${rule.name} for ${job.name}`,
      need,
      (use) => (isActing(rule, use) ? rule.rate / use.jobsThrough(rule.name) : Number.POSITIVE_INFINITY),
      true,
    );
  }
}

/** A rule with hours of its own leaves traffic alone at other times. */
function isActing({ during }: Throttle, { now, estate }: Use): boolean {
  const time = timeOfWeekOf(estate.scenario.clock.startUs + now);
  return during === undefined || during.some((part) => isWithin(part, time));
}

/** What production leaves of a capacity at a time of day. */
function loaded(capacity: number, load: LoadProfile | undefined): Capacity | number {
  if (load === undefined || capacity === Number.POSITIVE_INFINITY) return capacity;
  return ({ now, estate }) => {
    const time = timeOfDayOf(estate.scenario.clock.startUs + now);
    const { share } = load.findLast(({ fromUs }) => fromUs <= time)!;
    return capacity * (1 - share);
  };
}

/** What production and latency control leave of a datastore to who reads it. */
function throttled(datastore: Datastore): Capacity | number {
  const capacity = loaded(datastore.read, datastore.productionLoad);
  if (datastore.latency === undefined || datastore.read === Number.POSITIVE_INFINITY) return capacity;
  return (use) => (typeof capacity === 'number' ? capacity : capacity(use)) * use.shareOf(datastore);
}

/** What faults and production leave of a link. */
function linkLeft(link: Link): Capacity | number {
  if (link.bandwidth === Number.POSITIVE_INFINITY) return link.bandwidth;
  const capacity = loaded(link.bandwidth, link.productionLoad);
  return (use) => (typeof capacity === 'number' ? capacity : capacity(use)) * use.leftOf(link);
}

/** The next instant at which production's use of something changes, or the hours of a rule begin or end. */
export function nextLoadChange({ scenario }: Estate, now: number): number {
  const { hosts, datastores, links, throttles, clock } = scenario;
  const times = [...hosts, ...datastores, ...links].flatMap(({ productionLoad }) =>
    (productionLoad ?? []).map(({ fromUs }) => fromUs),
  );
  const time = timeOfDayOf(clock.startUs + now);
  const week = timeOfWeekOf(clock.startUs + now);
  const hours = throttles.flatMap(({ during = [] }) =>
    during.flatMap((part) => [untilBegin(part, week) || WEEK_US, untilEnd(part, week)]),
  );
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...hours.map((until) => now + until),
    ...times.map((at) => now + ((at - time + DAY_US - 1) % DAY_US) + 1),
  );
}

function isEthernet({ type, protocol }: Datastore): boolean {
  return type === 'vsan' || protocol === 'iscsi' || protocol === 'nfs' || protocol === 'smb';
}
