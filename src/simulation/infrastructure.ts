import type { EventLoop } from '../engine/event-loop.ts';
import { DAY_US } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import type { Candidate } from '../model/transport.ts';
import type { ClusterView } from '../policy/policy.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import { CandidateSets } from './candidate-sets.ts';
import type { Task } from './state.ts';

/** Slots, snapshots, connections and capacities as they are now: the view that policies read, and who changes it. */
export class Infrastructure implements ClusterView {
  readonly seed: string;
  readonly candidateSets: CandidateSets;
  readonly #model: Model;
  readonly #loop: EventLoop;
  readonly #task: (id: number) => Task;
  readonly #online: boolean[];
  readonly #running: number[];
  readonly #lastPlacement: number[];
  readonly #hotadd: number[];
  readonly #repositoryTasks: number[];
  readonly #snapshots: number[];
  readonly #nbd: number[];
  #placements = 0;
  /** The proxy of every change of slots or state so far: what was found out before one can be brought up to date. */
  readonly changedProxies: number[] = [];

  constructor(model: Model, loop: EventLoop, seed: string, task: (id: number) => Task) {
    this.#model = model;
    this.#loop = loop;
    this.#task = task;
    this.seed = seed;
    const zeros = (rows: readonly unknown[]) => rows.map(() => 0);
    this.#online = model.proxies.map((p) => p.enabled && p.deployedAtUs === 0);
    this.#running = zeros(model.proxies);
    this.#lastPlacement = zeros(model.proxies);
    this.#hotadd = zeros(model.proxies);
    this.#repositoryTasks = zeros(model.repositories);
    this.#snapshots = zeros(model.datastores);
    this.#nbd = zeros(model.hosts);
    this.candidateSets = new CandidateSets(
      model,
      (p) => this.#online[p]!,
      (p) => this.runningTasks(p) < this.slots(p),
    );
    for (const { capacity } of model.resources) loop.flows.addResource(capacity);
  }

  isOnline(proxy: number): boolean {
    return this.#online[proxy]!;
  }
  runningTasks(proxy: number): number {
    return this.#running[proxy]!;
  }
  slots(proxy: number): number {
    return this.#model.proxies[proxy]!.slots;
  }
  lastPlacement(proxy: number): number {
    return this.#lastPlacement[proxy]!;
  }
  repositoryHasRoom(repository: number): boolean {
    return this.#repositoryTasks[repository]! < this.#model.repositories[repository]!.slots;
  }
  datastoreHasRoomForSnapshot(datastore: number): boolean {
    return this.#snapshots[datastore]! < this.#model.datastores[datastore]!.maxSnapshots;
  }
  hotaddDisks(proxy: number): number {
    return this.#hotadd[proxy]!;
  }
  hotaddLimit(): number {
    return this.#model.scenario.policy.hotaddMaxDisks ?? DEFAULTS.hotaddMaxDisks.value;
  }
  nbdDisks(host: number): number {
    return this.#nbd[host] ?? 0;
  }
  nbdLimit(host: number): number {
    return this.#model.hosts[host]?.nbdMaxDisks ?? Number.POSITIVE_INFINITY;
  }
  ram(proxy: number): { has: number; needs: number } {
    return { has: this.#model.proxies[proxy]!.ram, needs: ramFor(this.#running[proxy]! + 1) };
  }
  ramIsEnforced(): boolean {
    return this.#model.scenario.enforceRam;
  }
  proxyHost(proxy: number): number {
    return this.#model.proxies[proxy]!.host;
  }
  isVmInProcess(task: number): boolean {
    const { stage } = this.#task(task).vmRun;
    return stage === 'preparing' || stage === 'ready';
  }
  isJobRunning(task: number): boolean {
    return this.#task(task).session.running;
  }

  deploy(proxy: number): void {
    this.changedProxies.push(proxy);
    this.#online[proxy] = true;
    this.candidateSets.onlineChanged(proxy, 1);
    this.candidateSets.freeChanged(proxy, 1);
  }

  /** Takes the slots of a task at a place: both or neither, and only where there is room. */
  takeSlots(task: Task, place: Candidate): void {
    const { proxy } = place;
    if (this.#running[proxy]! >= this.slots(proxy) || !this.repositoryHasRoom(task.repository)) {
      throw new Error(`task ${task.task} was placed where no slot is free`);
    }
    this.changedProxies.push(proxy);
    this.#running[proxy]!++;
    this.#lastPlacement[proxy] = ++this.#placements;
    this.#repositoryTasks[task.repository]!++;
    if (this.#running[proxy] === this.slots(proxy)) this.candidateSets.freeChanged(proxy, -1);
    this.#countConnection(task, place, 1);
    this.#adjustCores(proxy);
  }

  freeSlots(task: Task, place: Candidate): void {
    const { proxy } = place;
    this.changedProxies.push(proxy);
    if (this.#running[proxy] === this.slots(proxy)) this.candidateSets.freeChanged(proxy, 1);
    this.#running[proxy]!--;
    this.#repositoryTasks[task.repository]!--;
    this.#countConnection(task, place, -1);
    this.#adjustCores(proxy);
  }

  /** A VM's snapshot counts on every datastore that holds a disk of it. */
  countSnapshot(datastores: readonly number[], change: 1 | -1): void {
    for (const d of datastores) this.#snapshots[d]! += change;
  }

  /** Takes production's share of the present time of day off what backups can use. */
  applyProductionLoad(): void {
    const timeOfDay = this.#timeOfDayUs();
    this.#model.resources.forEach(({ capacity, productionLoad }, resource) => {
      if (productionLoad === undefined) return;
      const piece = productionLoad.findLast((p) => p.fromUs <= timeOfDay);
      this.#loop.flows.setCapacity(resource, capacity * (1 - (piece?.share ?? 0)));
    });
  }

  /** When some production load changes next, microseconds from the start; undefined: there is none. */
  nextLoadChangeUs(): number | undefined {
    const now = this.#timeOfDayUs();
    const midnight = this.#loop.nowUs - now;
    const times = this.#model.resources.flatMap((r) => r.productionLoad?.map((piece) => piece.fromUs) ?? []);
    if (times.length === 0) return undefined;
    return midnight + Math.min(...times.map((t) => (t > now ? t : t + DAY_US)));
  }

  #timeOfDayUs(): number {
    return (this.#model.scenario.clock.startUs + this.#loop.nowUs) % DAY_US;
  }

  #countConnection(task: Task, place: Candidate, change: 1 | -1): void {
    if (place.mode === 'hotadd') this.#hotadd[place.proxy]! += change;
    if ((place.mode === 'nbd' || place.mode === 'nbdssl') && task.host >= 0) this.#nbd[task.host]! += change;
  }

  /** More tasks than cores, or than the memory carries, slow the cores down (model.md 6). */
  #adjustCores(proxy: number): void {
    const row = this.#model.proxies[proxy]!;
    if (row.coresResource < 0) return;
    const running = this.#running[proxy]!;
    const excess = Math.max(0, running / row.cores - 1);
    const crowding = 1 / (1 + this.#model.scenario.oversubscriptionPenalty * excess);
    const memory = Math.min(1, row.ram / ramFor(running));
    this.#loop.flows.setCapacity(row.coresResource, row.cores * row.speed * crowding * memory);
  }
}
