import type { EventLoop } from '../../engine/event-loop.ts';
import { chooseExtent } from '../../model/backups/extent-choice.ts';
import { writesFile } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import { ramFor } from '../../model/proxy-ram.ts';
import { Condition } from '../../model/ways/condition.ts';
import { type Candidate, isNetworkMode } from '../../model/ways/transport.ts';
import { type EndHosts, hasPartner } from '../../policy/deciding/both-ends.ts';
import type { ClusterView, Policy, TaskView } from '../../policy/policy.ts';
import { hasMemoryFor, hotaddLimitOf } from '../../policy/rules/capacity-filters.ts';
import type { TraceSink } from '../../trace/record.ts';
import { CandidateSets } from '../placing/candidate-sets.ts';
import { ProxyChanges } from '../placing/proxy-changes.ts';
import { WaysByKind } from '../placing/ways.ts';
import { WaysUp } from '../placing/ways-up.ts';
import { OpenGates } from '../queue/gate.ts';
import { type VmRun, VmStage } from '../sessions/vm-run.ts';
import { movementTo } from '../tasks/movement.ts';
import type { RunningTask } from '../tasks/running-task.ts';
import { Task } from '../tasks/task.ts';
import type { TaskTable } from '../tasks/task-table.ts';
import { Capacities } from './capacities.ts';
import { LatencyControl } from './latency-control.ts';
import { ProxySlots } from './proxy-slots.ts';
import { type Chain, RepositorySlots } from './repository-slots.ts';

interface InfrastructureParts {
  readonly model: Model;
  readonly policy: Policy;
  readonly loop: EventLoop;
  readonly seed: string;
  readonly tasks: TaskTable;
  readonly trace: TraceSink;
  /** See CandidateSets. */
  readonly tellsDatastoresApart: boolean;
  /** See WaysUp. */
  readonly ranksAlike: boolean;
  readonly isPlain: boolean;
}

/**
 * Slots, snapshots, connections and capacities as they are now. Policies read it as a ClusterView; the simulation
 * changes it.
 */
export class Infrastructure implements ClusterView {
  readonly seed: string;
  readonly condition: Condition;
  readonly capacities: Capacities;
  readonly latency: LatencyControl;
  readonly repositorySlots: RepositorySlots;
  readonly ways: WaysByKind;
  readonly waysUp: WaysUp;
  /** Gates whose sleeping groups may be tried again. */
  readonly openGates = new OpenGates();
  readonly #sets: CandidateSets;
  readonly #model: Model;
  readonly #loop: EventLoop;
  readonly #tasks: TaskTable;
  readonly #deployed: boolean[];
  readonly #proxies: ProxySlots;
  readonly #hotadd: number[];
  readonly #snapshots: number[];
  readonly #limitsSnapshots: boolean;
  readonly #nbd: number[];
  readonly proxyChanges: ProxyChanges;

  constructor({
    model,
    policy,
    loop,
    seed,
    tasks,
    trace,
    tellsDatastoresApart,
    ranksAlike,
    isPlain,
  }: InfrastructureParts) {
    this.#model = model;
    this.#loop = loop;
    this.#tasks = tasks;
    this.seed = seed;
    const zeros = (rows: readonly unknown[]) => rows.map(() => 0);
    this.#deployed = model.proxies.map((p) => p.enabled && p.deployedAtUs === 0);
    this.#proxies = new ProxySlots(model);
    for (const [proxy, isDeployed] of this.#deployed.entries()) this.#proxies.setOnline(proxy, isDeployed);
    this.#hotadd = zeros(model.proxies);
    this.#snapshots = zeros(model.datastores);
    this.#limitsSnapshots = model.datastores.some(({ maxSnapshots }) => Number.isFinite(maxSnapshots));
    this.#nbd = zeros(model.hosts);
    this.proxyChanges = new ProxyChanges(model.proxies.length);
    this.condition = new Condition(model);
    this.capacities = new Capacities(model, loop);
    this.latency = new LatencyControl(model, loop, this.capacities, trace);
    this.repositorySlots = new RepositorySlots(model, trace, this.openGates);
    const state = {
      isOnline: (p: number) => this.isOnline(p),
      hasFreeSlot: (p: number) => this.hasFreeSlot(p),
      isBelievedToReach: (p: number, d: number) => this.condition.isBelievedToReach(p, d),
      hasMemoryForOne: (p: number) => hasMemoryFor(1, p, model, policy),
      hasPartner: (reader: Candidate, writers: readonly Candidate[], hosts: EndHosts) =>
        hasPartner(reader, writers, hosts, { model, policy }),
      isOverOneConnection: ({ host, targetHost }: EndHosts) =>
        host >= 0 && host === targetHost && model.hosts[host]!.nbdMaxDisks < 2,
    };
    this.#sets = new CandidateSets(model, state, tellsDatastoresApart, this.openGates);
    this.ways = new WaysByKind(model, this.#sets, this.repositorySlots);
    this.waysUp = new WaysUp({ condition: this.condition, sets: this.#sets, ranksAlike, isPlain });
  }

  isOnline(proxy: number): boolean {
    return this.#proxies.isOnline(proxy);
  }
  isCutOff(task: TaskView, candidate: Candidate): boolean {
    if (this.condition.onlyProxiesDown) return false;
    const original = this.#taskOf(task);
    return this.condition.isCutOff(movementTo(original, this.repositoryFor(original)), candidate);
  }
  runningTasks(proxy: number): number {
    return proxy < 0 ? 0 : this.#proxies.running(proxy);
  }
  slots(proxy: number): number {
    return proxy < 0 ? Number.POSITIVE_INFINITY : this.#proxies.slots(proxy);
  }
  lastPlacement(proxy: number): number {
    return proxy < 0 ? 0 : this.#proxies.lastPlacement(proxy);
  }
  repositoryHasRoom(view: TaskView): boolean {
    const task = this.#taskOf(view);
    const { ways } = task;
    const chain = ways.byChain ? task.vmRun.chain : undefined;
    if (ways.source >= 0 && !this.repositorySlots.hasRoom(ways.source, undefined)) return false;
    const { repositories } = ways;
    for (const repository of repositories) if (this.#isOpen(repository, chain)) return true;
    return repositories.length === 0;
  }
  datastoreHasRoomForSnapshot(datastore: number): boolean {
    return this.#snapshots[datastore]! < this.#model.datastores[datastore]!.maxSnapshots;
  }
  latencyAllowsStart(datastore: number): boolean {
    return this.latency.allowsStart(datastore);
  }
  spacingAllowsStart(datastore: number): boolean {
    return this.latency.spacingAllowsStart(datastore);
  }
  hotaddDisks(proxy: number): number {
    return this.#hotadd[proxy]!;
  }
  hotaddLimit(): number {
    return hotaddLimitOf(this.#model);
  }
  nbdDisks(host: number): number {
    return this.#nbd[host] ?? 0;
  }
  nbdLimit(host: number): number {
    return this.#model.hosts[host]?.nbdMaxDisks ?? Number.POSITIVE_INFINITY;
  }
  ram(proxy: number): { has: number; needs: number } {
    return { has: this.#model.proxies[proxy]!.ram, needs: ramFor(this.#proxies.running(proxy) + 1) };
  }
  ramIsEnforced(): boolean {
    return this.#model.scenario.enforceRam;
  }
  proxyHost(proxy: number): number {
    return this.#model.proxies[proxy]?.host ?? -1;
  }
  isVmInProcess(task: number): boolean {
    const stage = this.#tasks.vmStageOf(task);
    return stage === VmStage.preparing || stage === VmStage.ready;
  }
  isJobRunning(task: number): boolean {
    return this.#tasks.of(task).session.running;
  }

  hasFreeSlot(proxy: number): boolean {
    return this.#proxies.hasFree(proxy);
  }

  /** The repository or extent that a task would be given now, whether it has room or not; -1: it needs none. */
  repositoryFor(task: Task): number {
    const { repositories } = task.ways;
    if (repositories.length <= 1) return repositories[0] ?? -1;
    // All of them are up, or all are down: see `extentsFor`. The least load is that of one with a free slot, if any has one.
    return chooseExtent(this.#model.repositories, repositories, (row) => this.repositorySlots.load(row));
  }

  deploy(proxy: number): void {
    this.proxyStateChanges([proxy], () => {
      this.#deployed[proxy] = true;
    });
  }

  /** Makes a change that may take some proxies on- or offline, and updates everything that depends on that. */
  proxyStateChanges(proxies: readonly number[], change: () => void): void {
    const before = proxies.map((p) => this.isOnline(p));
    change();
    proxies.forEach((proxy, i) => {
      const isOnline = this.#deployed[proxy]! && this.condition.isProxyUp(proxy);
      this.#proxies.setOnline(proxy, isOnline);
      if (before[i] === isOnline) return;
      this.proxyChanges.note(proxy);
      this.#sets.onlineChanged(proxy, isOnline ? 1 : -1);
      if (this.hasFreeSlot(proxy)) this.#sets.freeChanged(proxy, isOnline ? 1 : -1);
    });
  }

  /** Takes all slots of a task, at its proxies and repositories; there must be room. */
  takeSlots(task: RunningTask): void {
    const { ways } = task;
    const { chain } = task.vmRun;
    const now = this.#loop.nowUs;
    this.#takeProxySlot(task, task.first);
    if (task.second !== undefined) this.#takeProxySlot(task, task.second);
    if (ways.source >= 0) this.repositorySlots.take(ways.source, undefined, now);
    if (chain.repository >= 0) this.repositorySlots.take(chain.repository, this.#chainOf(task), now);
    if (this.#model.jobs[task.job]!.work.reads === 'vm') this.latency.started(task.datastore);
  }

  freeSlots(task: RunningTask): void {
    const { chain } = task.vmRun;
    this.#freeProxySlot(task, task.first);
    if (task.second !== undefined) this.#freeProxySlot(task, task.second);
    // Most jobs read no repository; then the task's ways need not be looked up.
    if (this.#model.jobs[task.job]!.source >= 0 && task.ways.source >= 0)
      this.repositorySlots.free(task.ways.source, undefined);
    if (chain.repository >= 0) this.repositorySlots.free(chain.repository, this.#chainOf(task));
  }

  /** The chain whose disks may share one slot; undefined: each disk needs its own. */
  #chainOf({ job, vmRun }: RunningTask): Chain | undefined {
    return writesFile(this.#model.jobs[job]!.work) ? vmRun.chain : undefined;
  }

  /** Moves a task to another mode at the same proxy. */
  changeMode(task: RunningTask, from: Candidate, to: Candidate): void {
    this.#countConnection(task, from, -1);
    if (task.first === from) task.first = to;
    else task.second = to;
    this.#countConnection(task, to, 1);
  }

  /** Counts a VM's snapshot on every datastore that holds a disk of it, if any datastore limits snapshots. */
  countSnapshot(vmRun: VmRun, change: 1 | -1): void {
    if (!this.#limitsSnapshots) return;
    for (const d of vmRun.storage.datastores) this.#snapshots[d]! += change;
  }

  #isOpen(repository: number, chain: Chain | undefined): boolean {
    return this.condition.isRepositoryUp(repository) && this.repositorySlots.hasRoom(repository, chain);
  }

  #takeProxySlot(task: Task, place: Candidate): void {
    const { proxy } = place;
    if (proxy < 0) return;
    this.#proxies.take(proxy);
    this.proxyChanges.note(proxy);
    if (!this.hasFreeSlot(proxy) && this.isOnline(proxy)) this.#sets.freeChanged(proxy, -1);
    this.#countConnection(task, place, 1);
    this.#adjustCores(proxy);
  }

  #freeProxySlot(task: Task, place: Candidate): void {
    const { proxy } = place;
    if (proxy < 0) return;
    if (!this.hasFreeSlot(proxy) && this.isOnline(proxy)) this.#sets.freeChanged(proxy, 1);
    this.#proxies.free(proxy);
    this.proxyChanges.note(proxy);
    this.#countConnection(task, place, -1);
    this.#adjustCores(proxy);
  }

  /** The task behind a view that a policy was given. */
  #taskOf(task: TaskView): Task {
    return task instanceof Task ? task : this.#tasks.of(task.task);
  }

  #countConnection(task: Task, place: Candidate, change: 1 | -1): void {
    if (place.mode === 'hotadd') this.#hotadd[place.proxy]! += change;
    if (!isNetworkMode(place.mode)) return;
    const host = place.end === 'read' ? task.host : task.targetHost;
    if (host >= 0) this.#nbd[host]! += change;
  }

  /** Running more tasks than the proxy has cores or memory for slows its cores down. */
  #adjustCores(proxy: number): void {
    const { coresResource } = this.#model.proxies[proxy]!;
    if (coresResource < 0) return;
    this.#loop.flows.setCapacity(coresResource, this.#proxies.cores(proxy), this.#loop.nowUs);
  }
}
