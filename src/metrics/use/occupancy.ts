import { writesFile } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import { MovedHosts } from '../../model/ways/moved-hosts.ts';
import { destinationOf } from '../../model/ways/target.ts';
import { type Connection, isNetworkMode } from '../../model/ways/transport.ts';
import { followMoves } from '../../trace/follow-moves.ts';
import { CONNECTION_MODES } from '../../trace/mode-number.ts';
import type { RecordOf } from '../../trace/record.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import type { VmRunLog } from '../logs/vm-run-log.ts';
import { kneeOf, taskLoadOf } from './oversubscription.ts';
import { Peaks } from './peaks.ts';
import { StepIntegrals } from './step-integrals.ts';
import type { TaskPlace } from './task-place.ts';

const MODES = CONNECTION_MODES.length;
/** By row of CONNECTION_MODES. */
const IS_NETWORK_MODE = CONNECTION_MODES.map(isNetworkMode);

/** The proxies of a task: the first reads, or writes in a restore; the second writes what the first has read. */
const FIRST = 0;
const SECOND = 1;
type End = typeof FIRST | typeof SECOND;

/**
 * Slots, snapshots and connections in use, and running and waiting tasks, over time. Each `TaskPlace` is read from the task
 * log, which must not know of a failover yet when `taskFailedOver` is called.
 */
export class Occupancy {
  /** By row of the model. */
  readonly proxyTasks: StepIntegrals;
  /** 1 while a proxy runs more tasks than its knee. */
  readonly proxyAboveKnee: StepIntegrals;
  /** By proxy: the number of tasks above which one more adds no throughput. */
  readonly knees: readonly number[];
  readonly repositoryTasks: Peaks;
  /** Slots in use by tasks, or by chains where the repository counts chains. */
  readonly repositorySlots: StepIntegrals;
  readonly datastoreTasks: Peaks;
  readonly datastoreSnapshots: Peaks;
  readonly hostNbdDisks: Peaks;
  /** Tasks; a single row each. */
  readonly running: StepIntegrals;
  readonly waiting: StepIntegrals;
  readonly #moved: MovedHosts;
  /** With VMs at their hosts of now. */
  readonly #model: Model;
  /** By running task, where VMs may move: the hosts of its ends when it started. Undefined: nothing moves. */
  readonly #begunOn: Map<number, readonly [first: number, second: number]> | undefined;
  readonly #vmRuns: VmRunLog;
  /** Tasks started, by proxy and then by mode. */
  readonly #modes: Int32Array;
  /** By VM run: 1 once its snapshot counts, which is from the start of its first task. */
  readonly #snapshots = new GrowingTable((rows) => ({ hasCounted: new Int8Array(rows) }), 0);

  constructor(model: Model, vmRuns: VmRunLog) {
    this.#moved = new MovedHosts(model);
    this.#model = this.#moved.model;
    if (this.#model !== model) this.#begunOn = new Map();
    this.#vmRuns = vmRuns;
    const { warmUpUs } = model.scenario.clock;
    const load = taskLoadOf(model.scenario);
    this.proxyTasks = new StepIntegrals(model.proxies.length, warmUpUs);
    this.proxyAboveKnee = new StepIntegrals(model.proxies.length, warmUpUs);
    this.knees = model.proxies.map((proxy) => kneeOf(proxy, load));
    this.repositoryTasks = new Peaks(model.repositories.length);
    this.repositorySlots = new StepIntegrals(model.repositories.length, warmUpUs);
    this.datastoreTasks = new Peaks(model.datastores.length);
    this.datastoreSnapshots = new Peaks(model.datastores.length);
    this.hostNbdDisks = new Peaks(model.hosts.length);
    this.running = new StepIntegrals(1, warmUpUs);
    this.waiting = new StepIntegrals(1, warmUpUs);
    this.#modes = new Int32Array(model.proxies.length * MODES);
  }

  /** Tasks started on a proxy, by mode. */
  modesOf(proxy: number): ReadonlyMap<Connection, number> {
    const counts = this.#modes.subarray(proxy * MODES, (proxy + 1) * MODES);
    return new Map(CONNECTION_MODES.flatMap((mode, row) => (counts[row]! > 0 ? [[mode, counts[row]!]] : [])));
  }

  /** A VM runs on another host from now on. */
  hostsMoved(record: RecordOf<'vm-moved' | 'volume-moved'>): void {
    followMoves(this.#moved, record);
  }

  taskReady({ at }: RecordOf<'task-ready'>): void {
    this.waiting.add(0, 1, at);
  }

  taskStarted(place: TaskPlace, at: number): void {
    const { vmRun } = place;
    this.waiting.add(0, -1, at);
    this.running.add(0, 1, at);
    this.#count(place.proxy, place.mode, 1);
    this.#count(place.secondProxy, place.secondMode, 1);
    this.#begunOn?.set(place.task, [this.#hostNow(place, FIRST), this.#hostNow(place, SECOND)]);
    this.#hold(place, 1, at);
    this.#snapshots.include(vmRun);
    const { hasCounted } = this.#snapshots.columns;
    if (!place.jobRow.work.snapshot || hasCounted[vmRun] === 1) return;
    hasCounted[vmRun] = 1;
    this.#holdSnapshot(vmRun, 1);
  }

  taskEnded(place: TaskPlace, at: number): void {
    this.running.add(0, -1, at);
    this.#hold(place, -1, at);
    this.#begunOn?.delete(place.task);
  }

  taskDropped({ at }: RecordOf<'task-dropped'>): void {
    this.waiting.add(0, -1, at);
  }

  /** One end continues in another mode, over the network, because its connection was lost. */
  taskFailedOver(place: TaskPlace, { mode, isSecond }: RecordOf<'task-failed-over'>): void {
    const end = isSecond ? SECOND : FIRST;
    const proxy = proxyAt(place, end);
    this.#count(proxy, modeAt(place, end), -1);
    this.#count(proxy, CONNECTION_MODES.indexOf(mode), 1);
    this.#holdHost(place, end, 1);
  }

  chainOpened({ repository, at }: RecordOf<'chain-opened'>): void {
    this.repositorySlots.add(repository, 1, at);
  }

  chainClosed({ repository, at }: RecordOf<'chain-closed'>): void {
    this.repositorySlots.add(repository, -1, at);
  }

  snapshotRemoved({ vmRun }: RecordOf<'snapshot-removed'>): void {
    this.#holdSnapshot(vmRun, -1);
  }

  #count(proxy: number, mode: number, change: 1 | -1): void {
    if (proxy >= 0) this.#modes[proxy * MODES + mode]! += change;
  }

  #hold(place: TaskPlace, change: 1 | -1, at: number): void {
    const { repository, source, jobRow } = place;
    this.#holdAt(place, FIRST, change, at);
    if (place.secondProxy >= 0) this.#holdAt(place, SECOND, change, at);
    this.#holdRepository(repository, writesFile(jobRow.work), change, at);
    this.#holdRepository(source, false, change, at);
  }

  #holdAt(place: TaskPlace, end: End, change: 1 | -1, at: number): void {
    const proxy = proxyAt(place, end);
    if (proxy >= 0) {
      this.proxyTasks.add(proxy, change, at);
      const isAbove = this.proxyTasks.value(proxy) > this.knees[proxy]!;
      this.proxyAboveKnee.set(proxy, isAbove ? 1 : 0, at);
    }
    const datastore = this.#datastoreAt(place, end);
    if (datastore >= 0) this.datastoreTasks.add(datastore, change);
    if (IS_NETWORK_MODE[modeAt(place, end)]) this.#holdHost(place, end, change);
  }

  /** The datastore that an end reads or writes; -1: none. */
  #datastoreAt(place: TaskPlace, end: End): number {
    if (readsVm(place, end)) return this.#model.disks.datastoreOf(place.disk);
    return destinationOf(this.#model, place.job, place.disk).datastore;
  }

  #holdHost(place: TaskPlace, end: End, change: 1 | -1): void {
    const host = this.#begunOn?.get(place.task)?.[end] ?? this.#hostNow(place, end);
    if (host >= 0) this.hostNbdDisks.add(host, change);
  }

  /** The host whose network an end could use; -1: none. */
  #hostNow(place: TaskPlace, end: End): number {
    const { disks, vms } = this.#model;
    if (readsVm(place, end)) return vms.hostOf(disks.vmOf(place.disk));
    return destinationOf(this.#model, place.job, place.disk).host;
  }

  /** Where slots are counted by chain, tasks that write no file still take a slot each. */
  #holdRepository(row: number, isInFile: boolean, change: 1 | -1, at: number): void {
    if (row < 0) return;
    this.repositoryTasks.add(row, change);
    if (!isInFile || !this.#model.repositories[row]!.slotPerChain) this.repositorySlots.add(row, change, at);
  }

  #holdSnapshot(vmRun: number, change: 1 | -1): void {
    const { disks, vms } = this.#model;
    const vm = this.#vmRuns.runs.vm[vmRun]!;
    const end = vms.endOfDisks(vm);
    for (let disk = vms.firstDiskOf(vm); disk < end; disk++) {
      if (disks.isFirstOnDatastore(disk)) this.datastoreSnapshots.add(disks.datastoreOf(disk), change);
    }
  }
}

function proxyAt({ proxy, secondProxy }: TaskPlace, end: End): number {
  return end === FIRST ? proxy : secondProxy;
}

function modeAt({ mode, secondMode }: TaskPlace, end: End): number {
  return end === FIRST ? mode : secondMode;
}

function readsVm({ jobRow }: TaskPlace, end: End): boolean {
  return end === FIRST && jobRow.work.reads === 'vm';
}
