import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Job } from '../../scenario/job.ts';
import type { Model, ProxyRow } from '../model.ts';
import { isEthernetStorage } from '../ways/storage-kind.ts';
import { siteOf } from '../ways/target.ts';
import { type Candidate, isNetworkMode, usesPorts } from '../ways/transport.ts';
import type { Movement } from './movement.ts';
import { StageRow, TaskPath } from './task-path.ts';

/** Bytes read and written in the repository per byte that arrives: forward 1 write; reverse incremental 1 read, 2 writes. */
export interface TargetWork {
  readonly reads: number;
  readonly writes: number;
}

const FORWARD: TargetWork = { reads: 0, writes: 1 };
const REVERSE: TargetWork = { reads: 1, writes: 2 };

/** The target work of a job's run. A full is always written forward. */
export function targetWorkOf({ method }: Pick<Job, 'method'>, full: boolean): TargetWork {
  return method === 'reverse-incremental' && !full ? REVERSE : FORWARD;
}

/** Where one task runs. `first` reads (in a restore it writes); `second`, if any, writes what `first` has read. */
export interface Places {
  readonly first: Candidate;
  readonly second: Candidate | undefined;
}

/**
 * What one task's flow crosses (specification: which resources each kind of work loads). The run adds write streams and
 * throttles. Callers that ask often pass a path to be filled.
 */
export function pathOf(
  model: Model,
  movement: Movement,
  places: Places,
  target: TargetWork = FORWARD,
  filled: TaskPath = new TaskPath(),
): TaskPath {
  filled.clear();
  const path = new Way(model, movement, filled);
  const { work } = model.jobs[movement.job]!;
  const { first, second } = places;
  if (work.reads === 'vm') path.readDisk(first);
  else path.readBackup();
  const core = path.process(first);
  path.send(places);
  if (work.writes === 'repository') path.writeBackup(target);
  else if (work.writes === 'vm') path.writeDisk(second ?? first);
  const reader = work.reads === 'vm' ? first : undefined;
  const writer = work.reads === 'vm' ? second : first;
  filled.limit(StageRow.source, limitOf(model, reader));
  filled.limit(StageRow.proxy, core);
  filled.limit(StageRow.target, limitOf(model, writer) / movement.dataRatio);
  return filled;
}

/** The links between a proxy and the disk that it reads or writes. */
export function linksOfEnd(model: Model, movement: Movement, place: Candidate): readonly number[] {
  const path = new TaskPath();
  const way = new Way(model, movement, path);
  if (place.end === 'read') way.readDisk(place);
  else way.writeDisk(place);
  return path.links;
}

function limitOf(model: Model, place: Candidate | undefined): number {
  if (place === undefined || place.mode === 'repository') return Number.POSITIVE_INFINITY;
  return model.scenario.transport[place.mode].perTask;
}

/** A proxy or repository, as it sends and receives over the network. */
export interface Machine {
  /** The same number for a proxy and a repository on one machine. */
  readonly machine: number;
  readonly site: number;
  /** What its outgoing and its incoming data cross. */
  readonly outbound: Port;
  readonly inbound: Port;
}

interface Port {
  readonly stage: StageRow;
  /** -1: unlimited. */
  readonly resource: number;
}

/** The machines that a task's data passes, in order. */
export function machinesOf(model: Model, movement: Movement, places: Places): Machine[] {
  const passed: Machine[] = [];
  followData(model, movement, places, {
    pass: (machine) => {
      // A proxy and a repository on one machine count once.
      if (passed.at(-1)?.machine !== machine.machine) passed.push(machine);
    },
  });
  return passed;
}

/** Passes the machines that a task's data visits to the listener, in order. Neighbours may be the same machine. */
function followData(
  model: Model,
  movement: Movement,
  { first, second }: Places,
  listener: { pass(machine: Machine): void },
): void {
  const { work } = model.jobs[movement.job]!;
  const { proxies, repositories } = machines(model);
  if (work.reads === 'repository') listener.pass(repositories[movement.source]!);
  if (first.proxy >= 0) listener.pass(proxies[first.proxy]!);
  if (second !== undefined) listener.pass(proxies[second.proxy]!);
  if (work.writes === 'repository') {
    if (movement.gateway >= 0) listener.pass(proxies[movement.gateway]!);
    listener.pass(repositories[movement.repository]!);
  }
}

interface Machines {
  readonly proxies: readonly Machine[];
  readonly repositories: readonly Machine[];
}

/** Built once per model, because every task needs them. */
const MACHINES = new WeakMap<Model, Machines>();

function machines(model: Model): Machines {
  let known = MACHINES.get(model);
  if (known === undefined) {
    known = {
      proxies: model.proxies.map(({ site, outboundResource, inboundResource }, proxy) => ({
        machine: proxy,
        site,
        outbound: { stage: StageRow.network, resource: outboundResource },
        inbound: { stage: StageRow.network, resource: inboundResource },
      })),
      repositories: model.repositories.map(({ server, site, networkResource, networkReadResource }, row) => ({
        machine: server >= 0 ? server : model.proxies.length + row,
        site,
        outbound: { stage: StageRow.source, resource: networkReadResource },
        inbound: { stage: StageRow.target, resource: networkResource },
      })),
    };
    MACHINES.set(model, known);
  }
  return known;
}

/** Collects the path of one task's data, from where it is read to where it is written. */
class Way {
  readonly #model: Model;
  readonly #movement: Movement;
  readonly #path: TaskPath;
  /** The machine that the data has reached; undefined: none yet. */
  #at: Machine | undefined = undefined;

  constructor(model: Model, movement: Movement, path: TaskPath) {
    this.#model = model;
    this.#movement = movement;
    this.#path = path;
  }

  readDisk(place: Candidate): void {
    const { datastore, vm } = this.#movement;
    this.#add(StageRow.source, this.#model.datastores[datastore]!.readResource, 1);
    if (isNetworkMode(place.mode)) {
      const { host, site } = this.#model.vms.traitsOf(vm);
      this.#betweenProxyAndHost(StageRow.source, place, host, site, 1);
    } else this.#betweenProxyAndDisk(StageRow.source, place, datastore, 1);
  }

  writeDisk(place: Candidate): void {
    const { targetDatastore, targetHost, dataRatio } = this.#movement;
    if (isNetworkMode(place.mode)) {
      const site = siteOf(this.#model, { datastore: targetDatastore, host: targetHost });
      this.#betweenProxyAndHost(StageRow.target, place, targetHost, site, dataRatio);
    } else this.#betweenProxyAndDisk(StageRow.target, place, targetDatastore, dataRatio);
    this.#add(StageRow.target, this.#model.datastores[targetDatastore]!.writeResource, dataRatio);
  }

  readBackup(): void {
    const { source, transferRatio } = this.#movement;
    const repository = this.#model.repositories[source]!;
    this.#add(StageRow.source, repository.readResource, transferRatio);
    this.#add(StageRow.throttling, repository.ingestReadResource, transferRatio);
  }

  writeBackup({ reads, writes }: TargetWork): void {
    const { repository, transferRatio } = this.#movement;
    const row = this.#model.repositories[repository]!;
    this.#add(StageRow.target, row.writeResource, transferRatio * writes);
    this.#add(StageRow.target, row.readResource, transferRatio * reads);
    this.#add(StageRow.throttling, row.ingestWriteResource, transferRatio);
  }

  /** Adds the proxy's cores; returns the rate that the cores available to one task allow, bytes per second. */
  process(place: Candidate): number {
    if (place.proxy < 0) return Number.POSITIVE_INFINITY;
    const { cpuCost } = this.#model.jobs[this.#movement.job]!;
    const proxy = this.#model.proxies[place.proxy]!;
    const cost = this.#movement.readsToTheEnd ? cpuCost.full : cpuCost.incremental;
    this.#add(StageRow.proxy, proxy.coresResource, cost);
    return cost > 0 ? (this.#model.scenario.coresPerTask * proxy.speed) / cost : Number.POSITIVE_INFINITY;
  }

  /** Adds the network between different machines. */
  send(places: Places): void {
    followData(this.#model, this.#movement, places, this);
  }

  pass(to: Machine): void {
    const from = this.#at;
    if (from?.machine === to.machine) return;
    this.#at = to;
    if (from === undefined) return;
    const sent = this.#movement.transferRatio;
    this.#add(from.outbound.stage, from.outbound.resource, sent);
    this.#cross(StageRow.network, from.site, to.site, sent);
    this.#add(to.inbound.stage, to.inbound.resource, sent);
  }

  #betweenProxyAndDisk(stage: StageRow, place: Candidate, datastore: number, units: number): void {
    const row = this.#model.datastores[datastore]!;
    const proxy = this.#model.proxies[place.proxy]!;
    if (usesPorts(place.mode)) {
      // If both name a fabric, it is the same one.
      this.#add(stage, row.fabricResource >= 0 ? row.fabricResource : proxy.fabricResource, units);
      this.#add(stage, proxy.storageResource, units);
    } else if (place.mode !== 'hotadd' || isEthernetStorage(row))
      this.#add(stage, this.#networkOf(proxy, stage), units);
  }

  /** The network of the proxy's host: for reads at the source, for writes at the target. */
  #networkOf(proxy: ProxyRow, stage: StageRow): number {
    const host = this.#model.hosts[proxy.host];
    if (host === undefined) return -1;
    return stage === StageRow.source ? host.networkResource : host.networkWriteResource;
  }

  /** In network mode, the VM's host reads and writes the disk. */
  #betweenProxyAndHost(stage: StageRow, place: Candidate, host: number, site: number, units: number): void {
    const proxy = this.#model.proxies[place.proxy]!;
    const ssl = place.mode === 'nbdssl' ? 1 / DEFAULTS.nbdsslShare.value : 1;
    this.#add(stage, this.#model.hosts[host]?.managementResource ?? -1, units * ssl);
    if (stage === StageRow.source) {
      this.#cross(stage, site, proxy.site, units);
      this.#add(StageRow.network, proxy.inboundResource, units);
    } else {
      this.#cross(stage, proxy.site, site, units);
      this.#add(StageRow.network, proxy.outboundResource, units);
    }
  }

  #cross(stage: StageRow, from: number, to: number, units: number): void {
    for (const { link, isBack } of this.#model.routes[from]![to]!) {
      const { there, back } = this.#model.linkResources[link]!;
      this.#path.links.push(link);
      this.#path.linkUnits.push(units);
      this.#add(stage, isBack ? back : there, units);
    }
  }

  #add(stage: StageRow, resource: number, coefficient: number): void {
    if (resource >= 0 && coefficient > 0) this.#path.add(stage, resource, coefficient);
  }
}
