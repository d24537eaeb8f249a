import { writesFile } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import { Condition } from '../../model/ways/condition.ts';
import { MovedHosts } from '../../model/ways/moved-hosts.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { isNetworkMode } from '../../model/ways/transport.ts';
import { readPlacesOf } from '../../policy/deciding/lasting-place.ts';
import type { Policy } from '../../policy/policy.ts';
import { followMoves } from '../../trace/follow-moves.ts';
import type { RecordOf, TraceRecord } from '../../trace/record.ts';
import { ChangedVmRuns } from './changed-vm-runs.ts';
import { type Chronicle, isOverBy, type TaskStarted, type ToldTask } from './chronicle.ts';
import { Counted } from './counted.ts';
import { NetChanges } from './net-changes.ts';
import { applyTo } from './recorded-condition.ts';
import { RecordedLatency } from './recorded-latency.ts';
import type { Place, RunningTask } from './running-task.ts';
import {
  type Chain,
  ChainPlaces,
  newChain,
  settleWhatIsRead,
  sharesFile,
  sourceFor,
  wordsOfChain,
} from './ways.ts';

interface VmState {
  started: boolean;
  fromArray: boolean | undefined;
  chain: Chain;
}

/**
 * Replays the trace of a finished run to find out who held what at an instant. Apply records in order, and all records of an
 * instant before the first query.
 */
export class Holdings {
  /** With VMs and volumes at their hosts of now. */
  readonly model: Model;
  readonly condition: Condition;
  readonly latency: RecordedLatency;
  readonly places: ChainPlaces;
  nowUs = 0;
  /** Holders by row. A holder is the number of a task, of a VM run for snapshots, or -1 - number for a transform. */
  readonly onProxy: readonly Counted[];
  readonly onRepository: readonly Counted[];
  readonly snapshotsOn: readonly Counted[];
  readonly nbdOn: readonly Counted[];
  readonly hotaddOn: readonly Counted[];
  readonly transferringOn: readonly Counted[];
  readonly running = new Map<number, RunningTask>();
  readonly changedVmRuns: ChangedVmRuns;
  readonly proxyLoads = new NetChanges(({ count }) => count);
  /** Whether datastores have room for a snapshot, and hosts for a network-mode connection. */
  readonly rooms = new NetChanges(({ hasRoom }) => hasRoom);
  protected readonly moved: MovedHosts;
  /** By session: bytes to read of all its tasks so far. */
  protected readonly sessionBytes = new Map<number, number>();
  readonly chronicle: Chronicle;
  readonly #readPlaces: ReadPlaces;
  readonly #deployed: boolean[];
  readonly #lastPlacement: number[];
  readonly #vms: VmState[] = [];
  readonly #sessionChains = new Map<number, Chain>();
  readonly #attempts = new Map<number, number>();
  readonly #begunSessions = new Set<number>();
  readonly #transforms: { readonly repository: number }[] = [];
  #placements = 0;

  constructor(chronicle: Chronicle, policy: Policy) {
    this.moved = new MovedHosts(chronicle.model);
    const { model } = this.moved;
    const each = (rows: readonly unknown[]) => rows.map(() => new Counted());
    this.model = model;
    this.chronicle = chronicle;
    this.changedVmRuns = new ChangedVmRuns(chronicle);
    this.condition = new Condition(model);
    this.latency = new RecordedLatency(model);
    this.places = new ChainPlaces(model);
    this.#readPlaces = readPlacesOf({ model, policy });
    this.onProxy = each(model.proxies);
    this.onRepository = each(model.repositories);
    this.snapshotsOn = model.datastores.map(({ maxSnapshots }) => new Counted(maxSnapshots));
    this.nbdOn = model.hosts.map(({ nbdMaxDisks }) => new Counted(nbdMaxDisks));
    this.hotaddOn = each(model.proxies);
    this.transferringOn = each(model.datastores);
    this.#deployed = model.proxies.map(({ enabled, deployedAtUs }) => enabled && deployedAtUs === 0);
    this.#lastPlacement = model.proxies.map(() => 0);
  }

  apply(record: TraceRecord): void {
    this.nowUs = record.at;
    applyTo(this.condition, record);
    followMoves(this.moved, record);
    this.latency.apply(record);
    switch (record.kind) {
      case 'proxy-deployed':
        this.#deployed[record.proxy] = true;
        return;
      case 'task-ready':
        this.#ready(record);
        return;
      case 'task-started':
        this.#started(record);
        return;
      case 'task-failed-over':
        this.#failedOver(record);
        return;
      case 'transfer-started':
      case 'task-resumed':
        this.#transfers(record.task, 1);
        return;
      case 'transfer-ended':
      case 'task-interrupted':
        this.#transfers(record.task, -1);
        return;
      case 'task-ended':
        this.#ended(record.task);
        return;
      case 'chain-closed':
        this.#chainClosed(record.repository);
        return;
      case 'snapshot-removed':
        this.#snapshot(record.vmRun, -1);
        return;
      case 'vm-ended':
        this.#vmEnded(record);
        return;
      case 'transform-due':
        this.#fullSynthesised(record);
        return;
      case 'transform-started':
        this.#transforms[record.transform] = record;
        this.onRepository[record.repository]!.add(-1 - record.transform, 1);
        return;
      case 'transform-ended':
        this.onRepository[this.#transforms[record.transform]!.repository]!.add(-1 - record.transform, -1);
        return;
    }
  }

  task(number: number): ToldTask {
    return this.chronicle.tasks[number]!;
  }
  hasBegun(vmRun: number): boolean {
    return this.#vms[vmRun]!.started;
  }
  chainOf({ vmRun }: ToldTask): Chain {
    return this.#vms[vmRun]!.chain;
  }
  /** Whether the task's VM is read from a storage snapshot, see `candidatesFor`; undefined: not settled. */
  fromArray({ vmRun }: ToldTask): boolean | undefined {
    return this.#vms[vmRun]!.fromArray;
  }
  isDeployed(proxy: number): boolean {
    return this.#deployed[proxy]!;
  }
  lastPlacement(proxy: number): number {
    return this.#lastPlacement[proxy] ?? 0;
  }
  hasSessionBegun(session: number): boolean {
    return this.#begunSessions.has(session);
  }
  /** Advances the time to when a start on some datastore is allowed again, for which there is no record. */
  spacingOver(atUs: number): void {
    this.nowUs = atUs;
  }

  #ready({ task: number, session, attempt, vmRun }: RecordOf<'task-ready'>): void {
    const task = this.task(number);
    this.sessionBytes.set(session, (this.sessionBytes.get(session) ?? 0) + task.readBytes);
    const shares = sharesFile(this.model, task);
    const own = this.#sessionChains.get(session) ?? newChain();
    this.#sessionChains.set(session, own);
    if ((this.#attempts.get(session) ?? 1) < attempt) {
      own.gateway = -1;
      if (own.repository >= 0 && !this.condition.isRepositoryUp(own.repository)) own.repository = -1;
      if (shares) this.changedVmRuns.addSession(task);
    }
    this.#attempts.set(session, attempt);
    const fromArray = this.#readPlaces.fromArray(task.job, task.vm);
    this.#vms[vmRun] ??= { started: false, fromArray, chain: shares ? own : newChain() };
    settleWhatIsRead(this, task);
  }

  #started(record: TaskStarted): void {
    const task = this.task(record.task);
    const { work } = this.model.jobs[task.job]!;
    const vm = this.#vms[task.vmRun]!;
    const readsVm = work.reads === 'vm';
    const places = [{ proxy: record.proxy, mode: record.mode, host: readsVm ? task.host : task.targetHost }];
    if (record.second !== null) places.push({ ...record.second, host: task.targetHost });
    const source = sourceFor(this, task);
    const repository = work.writes === 'nothing' ? -1 : record.repository;
    const before = wordsOfChain(vm.chain);
    this.#bindChain(vm.chain, record, repository, work.writes === 'repository');
    const byChain = writesFile(work) && this.model.repositories[repository]?.slotPerChain === true;
    const slots = [source, byChain ? -1 : repository].filter((row) => row >= 0);
    for (const row of slots) this.onRepository[row]!.add(record.task, 1);
    if (byChain && !vm.chain.holdsSlot) this.onRepository[repository]!.add(record.task, 1);
    vm.chain.holdsSlot = byChain;
    if (wordsOfChain(vm.chain) !== before) this.#chainChanged(task);
    this.running.set(record.task, { places, slots });
    for (const place of places) this.#hold(record.task, place, 1);
    this.#begunSessions.add(task.session);
    if (readsVm) this.latency.started(record.task, task.datastore, record.at);
    if (vm.started) return;
    vm.started = true;
    this.changedVmRuns.add(task);
    if (this.model.vms.storageOf(task.vm).arrayCapable) vm.fromArray = record.mode === 'storage-snapshot';
    if (work.snapshot) this.#snapshot(task.vmRun, 1);
  }

  #chainChanged(task: ToldTask): void {
    this.changedVmRuns[sharesFile(this.model, task) ? 'addSession' : 'add'](task);
  }

  #bindChain(chain: Chain, { proxy }: TaskStarted, repository: number, isWritten: boolean): void {
    if (repository < 0) return;
    const { gateway } = this.model.repositories[repository]!;
    if (isWritten && chain.gateway < 0) chain.gateway = gateway === 'auto' ? proxy : gateway;
    if (chain.repository < 0) chain.repository = repository;
  }

  #hold(task: number, { proxy, mode, host }: Place, change: 1 | -1): void {
    if (proxy < 0) return;
    this.proxyLoads.of(this.onProxy[proxy]!).add(task, change);
    if (change > 0) this.#lastPlacement[proxy] = ++this.#placements;
    if (mode === 'hotadd') this.proxyLoads.of(this.hotaddOn[proxy]!).add(task, change);
    if (isNetworkMode(mode) && host >= 0) this.rooms.of(this.nbdOn[host]!).add(task, change);
  }

  #failedOver({ task, mode, isSecond }: RecordOf<'task-failed-over'>): void {
    const place = this.running.get(task)?.places[isSecond ? 1 : 0];
    if (place === undefined) return;
    if (place.mode === 'hotadd') this.proxyLoads.of(this.hotaddOn[place.proxy]!).add(task, -1);
    place.mode = mode;
    if (place.host >= 0) this.rooms.of(this.nbdOn[place.host]!).add(task, 1);
  }

  #transfers(number: number, change: 1 | -1): void {
    const task = this.task(number);
    if (this.model.jobs[task.job]!.work.reads !== 'vm' || task.transferStartUs < 0) return;
    const on = this.transferringOn[task.datastore]!;
    if (change > 0) this.latency.reads(task.datastore, this.nowUs);
    if (this.nowUs >= task.transferStartUs && on.has(number) !== change > 0) on.add(number, change);
  }

  #ended(number: number): void {
    const task = this.running.get(number)!;
    this.running.delete(number);
    for (const row of task.slots) this.onRepository[row]!.add(number, -1);
    for (const place of task.places) this.#hold(number, place, -1);
  }

  /** Releases the slot of a chain with nothing left to write. Its holder is the chain's first task. */
  #chainClosed(repository: number): void {
    const isDone = (number: number) => {
      const one = this.task(number);
      const attempt = this.#attempts.get(one.session)!;
      const own = this.chronicle.tasksOf(this.chronicle.sessions[one.session]!);
      // Tasks that no proxy could ever take do not keep the chain open.
      const isGivenUp = ({ startUs, result }: ToldTask) => startUs < 0 && result === 'unfinished';
      const isOther = (other: ToldTask) =>
        other.attempt > attempt || this.chainOf(other) !== this.chainOf(one);
      return own.every((other) => isOther(other) || isOverBy(other, this.nowUs) || isGivenUp(other));
    };
    const first = this.onRepository[repository]!.holders.find((holder) => holder >= 0 && isDone(holder));
    if (first === undefined) return;
    this.onRepository[repository]!.add(first, -1);
    this.chainOf(this.task(first)).holdsSlot = false;
    this.#chainChanged(this.task(first));
  }

  #snapshot(vmRun: number, change: 1 | -1): void {
    const { vm } = this.chronicle.vmRuns[vmRun]!;
    for (const datastore of this.model.vms.datastoresOf(vm))
      this.rooms.of(this.snapshotsOn[datastore]!).add(vmRun, change);
  }

  #fullSynthesised({ work, repository, vmRuns }: RecordOf<'transform-due'>): void {
    if (work !== 'synthetic-full') return;
    for (const vmRun of vmRuns) {
      const { session, vm } = this.chronicle.vmRuns[vmRun]!;
      this.places.fullMade(this.chronicle.sessions[session]!, vm, repository);
    }
  }

  #vmEnded({ vmRun, vm, session, result }: RecordOf<'vm-ended'>): void {
    const { repository } = this.#vms[vmRun]!.chain;
    if (result === 'failed' || repository < 0) return;
    const full = this.chronicle.vmRuns[vmRun]!.tasks.some((task) => this.task(task).full);
    this.places.made(this.chronicle.sessions[session]!, vm, repository, full);
  }
}
