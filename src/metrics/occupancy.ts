import type { Model } from '../model/model.ts';
import { destinationOf } from '../model/target.ts';
import type { Connection } from '../model/transport.ts';
import { CONNECTION_MODES } from '../trace/mode-number.ts';
import type { TraceRecord } from '../trace/record.ts';
import { GrowingTable } from './growing-table.ts';
import { kneeOf, taskLoadOf } from './oversubscription.ts';
import type { SessionLog } from './session-log.ts';
import { StepIntegrals } from './step-integrals.ts';
import type { TaskLog } from './task-log.ts';
import type { VmRunLog } from './vm-run-log.ts';

const MODES = CONNECTION_MODES.length;
const NBD = CONNECTION_MODES.indexOf('nbd');
const NBDSSL = CONNECTION_MODES.indexOf('nbdssl');

/** The proxies of a task: the first reads, or for a restore writes; the second writes what the first has read. */
const FIRST = 0;
const SECOND = 1;
type End = typeof FIRST | typeof SECOND;

/** What the folds of the same run know of its sessions, tasks and attempts at VMs. */
interface Logs {
  readonly sessions: SessionLog;
  readonly tasks: TaskLog;
  readonly vmRuns: VmRunLog;
}

/**
 * Who holds what: slots, snapshots, connections and waiting tasks over time. The logs hear of everything before, but for a
 * task that fails over: its place of before is then still needed.
 */
export class Occupancy {
  /** By row of the model. */
  readonly proxyTasks: StepIntegrals;
  /** 1 while a proxy runs more tasks than bring anything. */
  readonly proxyAboveKnee: StepIntegrals;
  /** The number of tasks up to which one more brings something, per proxy. */
  readonly knees: readonly number[];
  readonly repositoryTasks: StepIntegrals;
  /** Slots taken: by tasks, or by chains where the repository counts these. */
  readonly repositorySlots: StepIntegrals;
  readonly datastoreTasks: StepIntegrals;
  readonly datastoreSnapshots: StepIntegrals;
  readonly hostNbdDisks: StepIntegrals;
  /** Of a single row each. */
  readonly running: StepIntegrals;
  readonly waiting: StepIntegrals;
  readonly #model: Model;
  readonly #logs: Logs;
  /** Tasks started, by proxy and then by mode. */
  readonly #modes: Int32Array;
  /** By VM run: 1 once its snapshot counted, from the start of its first task on. */
  readonly #snapshots = new GrowingTable((rows) => ({ hasCounted: new Int8Array(rows) }), 0);
  /** Of tasks whose way was gone: the modes that are really used, by end. */
  readonly #modesInUse = new Map<number, [number, number]>();

  constructor(model: Model, logs: Logs) {
    this.#model = model;
    this.#logs = logs;
    const { warmUpUs } = model.scenario.clock;
    const load = taskLoadOf(model.scenario);
    this.proxyTasks = new StepIntegrals(model.proxies.length, warmUpUs);
    this.proxyAboveKnee = new StepIntegrals(model.proxies.length, warmUpUs);
    this.knees = model.proxies.map((proxy) => kneeOf(proxy, load));
    this.repositoryTasks = new StepIntegrals(model.repositories.length, warmUpUs);
    this.repositorySlots = new StepIntegrals(model.repositories.length, warmUpUs);
    this.datastoreTasks = new StepIntegrals(model.datastores.length, warmUpUs);
    this.datastoreSnapshots = new StepIntegrals(model.datastores.length, warmUpUs);
    this.hostNbdDisks = new StepIntegrals(model.hosts.length, warmUpUs);
    this.running = new StepIntegrals(1, warmUpUs);
    this.waiting = new StepIntegrals(1, warmUpUs);
    this.#modes = new Int32Array(model.proxies.length * MODES);
  }

  /** Tasks started on a proxy, by mode. */
  modesOf(proxy: number): ReadonlyMap<Connection, number> {
    const counts = this.#modes.subarray(proxy * MODES, (proxy + 1) * MODES);
    return new Map(CONNECTION_MODES.flatMap((mode, row) => (counts[row]! > 0 ? [[mode, counts[row]!]] : [])));
  }

  taskReady({ at }: Extract<TraceRecord, { kind: 'task-ready' }>): void {
    this.waiting.add(0, 1, at);
  }

  taskStarted({ task, at }: Extract<TraceRecord, { kind: 'task-started' }>): void {
    this.waiting.add(0, -1, at);
    this.running.add(0, 1, at);
    const { proxy, mode, secondProxy, secondMode, vmRun } = this.#logs.tasks.tasks;
    this.#count(proxy[task]!, mode[task]!, 1);
    this.#count(secondProxy[task]!, secondMode[task]!, 1);
    this.#hold(task, 1, at);
    const run = vmRun[task]!;
    this.#snapshots.include(run);
    const { hasCounted } = this.#snapshots.columns;
    if (!this.#model.jobs[this.#jobOf(task)]!.work.snapshot || hasCounted[run] === 1) return;
    hasCounted[run] = 1;
    this.#holdSnapshot(run, 1, at);
  }

  taskEnded({ task, at }: Extract<TraceRecord, { kind: 'task-ended' }>): void {
    this.running.add(0, -1, at);
    this.#hold(task, -1, at);
    if (this.#modesInUse.size > 0) this.#modesInUse.delete(task);
  }

  taskDropped({ at }: Extract<TraceRecord, { kind: 'task-dropped' }>): void {
    this.waiting.add(0, -1, at);
  }

  /** The way believed in was gone: the end that used it goes on over the network. */
  taskFailedOver(record: Extract<TraceRecord, { kind: 'task-failed-over' }>): void {
    const { task, at } = record;
    const modes: [number, number] = [this.#modeAt(task, FIRST), this.#modeAt(task, SECOND)];
    const end = isNetworkMode(modes[FIRST]) ? SECOND : FIRST;
    const proxy = this.#proxyAt(task, end);
    this.#count(proxy, modes[end], -1);
    modes[end] = CONNECTION_MODES.indexOf(record.mode);
    this.#count(proxy, modes[end], 1);
    this.#modesInUse.set(task, modes);
    this.#holdHost(task, end, 1, at);
  }

  chainOpened({ repository, at }: Extract<TraceRecord, { kind: 'chain-opened' }>): void {
    this.repositorySlots.add(repository, 1, at);
  }

  chainClosed({ repository, at }: Extract<TraceRecord, { kind: 'chain-closed' }>): void {
    this.repositorySlots.add(repository, -1, at);
  }

  snapshotRemoved({ vmRun, at }: Extract<TraceRecord, { kind: 'snapshot-removed' }>): void {
    this.#holdSnapshot(vmRun, -1, at);
  }

  #proxyAt(task: number, end: End): number {
    const { proxy, secondProxy } = this.#logs.tasks.tasks;
    return (end === FIRST ? proxy : secondProxy)[task]!;
  }

  #modeAt(task: number, end: End): number {
    const { mode, secondMode } = this.#logs.tasks.tasks;
    const inUse = this.#modesInUse.size > 0 ? this.#modesInUse.get(task) : undefined;
    return inUse?.[end] ?? (end === FIRST ? mode : secondMode)[task]!;
  }

  /** The datastore that an end reads or writes; -1: none. */
  #datastoreAt(task: number, end: End): number {
    const disk = this.#logs.tasks.tasks.disk[task]!;
    if (this.#readsVm(task, end)) return this.#model.disks.datastoreOf(disk);
    return destinationOf(this.#model, this.#jobOf(task), disk).datastore;
  }

  /** The host whose network an end could use; -1: none. */
  #hostAt(task: number, end: End): number {
    const disk = this.#logs.tasks.tasks.disk[task]!;
    const { disks, vms } = this.#model;
    if (this.#readsVm(task, end)) return vms.hostOf(disks.vmOf(disk));
    return destinationOf(this.#model, this.#jobOf(task), disk).host;
  }

  #readsVm(task: number, end: End): boolean {
    return end === FIRST && this.#model.jobs[this.#jobOf(task)]!.work.reads === 'vm';
  }

  #jobOf(task: number): number {
    const { tasks, sessions } = this.#logs;
    return sessions.sessions[tasks.tasks.session[task]!]!.job;
  }

  #count(proxy: number, mode: number, change: 1 | -1): void {
    if (proxy >= 0) this.#modes[proxy * MODES + mode]! += change;
  }

  #hold(task: number, change: 1 | -1, at: number): void {
    const { repository, secondProxy } = this.#logs.tasks.tasks;
    this.#holdAt(task, FIRST, change, at);
    if (secondProxy[task]! >= 0) this.#holdAt(task, SECOND, change, at);
    const { source } = this.#model.jobs[this.#jobOf(task)]!;
    this.#holdRepository(repository[task]!, change, at);
    if (source !== repository[task]) this.#holdRepository(source, change, at);
  }

  #holdAt(task: number, end: End, change: 1 | -1, at: number): void {
    const proxy = this.#proxyAt(task, end);
    if (proxy >= 0) {
      this.proxyTasks.add(proxy, change, at);
      const isAbove = this.proxyTasks.value(proxy) > this.knees[proxy]!;
      this.proxyAboveKnee.set(proxy, isAbove ? 1 : 0, at);
    }
    const datastore = this.#datastoreAt(task, end);
    if (datastore >= 0) this.datastoreTasks.add(datastore, change, at);
    if (isNetworkMode(this.#modeAt(task, end))) this.#holdHost(task, end, change, at);
  }

  #holdHost(task: number, end: End, change: 1 | -1, at: number): void {
    const host = this.#hostAt(task, end);
    if (host >= 0) this.hostNbdDisks.add(host, change, at);
  }

  #holdRepository(row: number, change: 1 | -1, at: number): void {
    if (row < 0) return;
    this.repositoryTasks.add(row, change, at);
    if (!this.#model.repositories[row]!.slotPerChain) this.repositorySlots.add(row, change, at);
  }

  #holdSnapshot(vmRun: number, change: 1 | -1, at: number): void {
    const vm = this.#logs.vmRuns.runs.vm[vmRun]!;
    for (const datastore of this.#model.vms.datastoresOf(vm))
      this.datastoreSnapshots.add(datastore, change, at);
  }
}

function isNetworkMode(mode: number): boolean {
  return mode === NBD || mode === NBDSSL;
}
