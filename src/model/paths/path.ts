import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Job } from '../../scenario/job.ts';
import type { Model, ProxyRow } from '../model.ts';
import { isEthernetStorage } from '../ways/storage-kind.ts';
import { type Candidate, isNetworkMode } from '../ways/transport.ts';
import type { Movement } from './movement.ts';
import { StageRow, TaskPath } from './task-path.ts';

/** What the repository does per byte that arrives: forward 1 write, reverse incremental 1 read and 2 writes. */
export interface TargetWork {
  readonly reads: number;
  readonly writes: number;
}

const FORWARD: TargetWork = { reads: 0, writes: 1 };
const REVERSE: TargetWork = { reads: 1, writes: 2 };

/** Of a run of a job: a full is written as it comes, whatever the chain. */
export function targetWorkOf({ method }: Pick<Job, 'method'>, full: boolean): TargetWork {
  return method === 'reverse-incremental' && !full ? REVERSE : FORWARD;
}

/** Where one task runs: the proxy that reads, or for a restore writes; the second one writes what the first has read. */
export interface Places {
  readonly first: Candidate;
  readonly second: Candidate | undefined;
}

/**
 * What one task's flow crosses (the table of what each kind of work loads); write streams and throttles are the run's own.
 * Whoever asks again and again gives a path to be filled.
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

/** The links between a proxy and the disk that it reads, or writes, there. */
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

/** Something that sends or receives over the network: a proxy, or a repository. */
export interface Machine {
  /** Proxies and repositories on one machine have the same number here. */
  readonly machine: number;
  readonly site: number;
  /** What data crosses that leaves it, and that comes to it. */
  readonly outbound: Port;
  readonly inbound: Port;
}

interface Port {
  readonly stage: StageRow;
  /** -1: without a limit. */
  readonly resource: number;
}

/** The machines that a task's data passes, in order. */
export function machinesOf(model: Model, movement: Movement, places: Places): Machine[] {
  const passed: Machine[] = [];
  followData(model, movement, places, {
    pass: (machine) => {
      // What is on the machine that the data is on already is not another one.
      if (passed.at(-1)?.machine !== machine.machine) passed.push(machine);
    },
  });
  return passed;
}

/** Tells of the machines that take a task's data on, in order; some may be one and the same. */
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

/** Every task passes some of them: they are made once per model. */
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

/** The way of one task's data, from where it is read to where it is written. */
class Way {
  readonly #model: Model;
  readonly #movement: Movement;
  readonly #path: TaskPath;
  /** Where the data is, once it is on a machine. */
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
    const datastore = this.#model.datastores[targetDatastore]!;
    if (isNetworkMode(place.mode)) {
      const site = this.#model.hosts[targetHost]?.site ?? datastore.site;
      this.#betweenProxyAndHost(StageRow.target, place, targetHost, site, dataRatio);
    } else this.#betweenProxyAndDisk(StageRow.target, place, targetDatastore, dataRatio);
    this.#add(StageRow.target, datastore.writeResource, dataRatio);
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

  /** Its share of the cores; returns the rate that the cores of one task allow. */
  process(place: Candidate): number {
    if (place.proxy < 0) return Number.POSITIVE_INFINITY;
    const { cpuCost } = this.#model.jobs[this.#movement.job]!;
    const proxy = this.#model.proxies[place.proxy]!;
    const cost = this.#movement.readsToTheEnd ? cpuCost.full : cpuCost.incremental;
    this.#add(StageRow.proxy, proxy.coresResource, cost);
    return cost > 0 ? (this.#model.scenario.coresPerTask * proxy.speed) / cost : Number.POSITIVE_INFINITY;
  }

  /** From machine to machine, as far as these are different ones. */
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
    switch (place.mode) {
      case 'san':
      case 'nfs':
      case 'storage-snapshot':
      case 'off-host':
        // One that both name is the same one.
        this.#add(stage, row.fabricResource >= 0 ? row.fabricResource : proxy.fabricResource, units);
        this.#add(stage, proxy.storageResource, units);
        return;
      case 'hotadd':
        if (isEthernetStorage(row)) this.#add(stage, this.#networkOf(proxy, stage), units);
        return;
      case 'on-host':
        this.#add(stage, this.#networkOf(proxy, stage), units);
        return;
      case 'nbd':
      case 'nbdssl':
      case 'repository':
        return;
    }
  }

  /** Of the proxy's host, for what is read at the source or written at the target. */
  #networkOf(proxy: ProxyRow, stage: StageRow): number {
    const host = this.#model.hosts[proxy.host];
    if (host === undefined) return -1;
    return stage === StageRow.source ? host.networkResource : host.networkWriteResource;
  }

  /** In network mode the VM's host reads and writes. */
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
      this.#add(stage, isBack ? back : there, units);
    }
  }

  #add(stage: StageRow, resource: number, coefficient: number): void {
    if (resource >= 0 && coefficient > 0) this.#path.add(stage, resource, coefficient);
  }
}
