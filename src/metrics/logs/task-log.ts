import { STAGES } from '../../model/model.ts';
import { NO_LIMIT } from '../../model/paths/task-limits.ts';
import { CONNECTION_MODES } from '../../trace/mode-number.ts';
import type { RecordOf } from '../../trace/record.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import { BOTTLENECKS, TASK_RESULTS, type TaskResult } from '../summary/summary.ts';
import { bottleneckOf } from '../use/load-line.ts';
import { type Interruption, InterruptionLog, type Interruptions } from './interruption-log.ts';
import { type LoggedTasks, taskColumns } from './logged-tasks.ts';

/** From the first start to the last end of tasks, microseconds. */
export interface TaskSpan {
  readonly start: number;
  readonly end: number;
}

/** Every task of a run, put together from the run's records. */
export class TaskLog {
  /** The ranking keys that decided placements, in order of first occurrence. */
  readonly reasons: string[] = [];
  readonly #tasks: GrowingTable<LoggedTasks>;
  /** Parts of waiting: row of WAIT_CAUSES, and microseconds above 0. Ascending by cause within each task. */
  readonly #waits: GrowingTable<{ cause: Int8Array; us: Float64Array }>;
  /** Busy shares of a transfer by stage. */
  readonly #busy: GrowingTable<{ shares: Float64Array }>;
  /** Task numbers in the order of placement. */
  readonly #placed: GrowingTable<{ task: Int32Array }>;
  readonly #interruptions = new InterruptionLog();
  readonly #reasonRows = new Map<string, number>();
  #hasSecondProxies = false;
  #hasSources = false;
  #firstStartUs = -1;
  #lastEndUs = -1;
  /** When the end of the run cut open transfers; -1: it did not. */
  #cutUs = -1;
  /** Number of tasks that have started and not ended. */
  #running = 0;

  /** `expected`: probable number of tasks. */
  constructor(expected = 0) {
    this.#tasks = new GrowingTable(taskColumns, -1, expected);
    this.#waits = new GrowingTable(
      (rows) => ({ cause: new Int8Array(rows), us: new Float64Array(rows) }),
      0,
      expected,
    );
    this.#busy = new GrowingTable(
      (rows) => ({ shares: new Float64Array(rows * STAGES.length) }),
      0,
      expected,
    );
    this.#placed = new GrowingTable((rows) => ({ task: new Int32Array(rows) }), 0, expected);
  }

  get count(): number {
    return this.#tasks.length;
  }

  get tasks(): LoggedTasks {
    return this.#tasks.columns;
  }

  get waits(): { readonly cause: Int8Array; readonly us: Float64Array } {
    return this.#waits.columns;
  }

  /** Busy shares by stage: those of row n begin at n * STAGES.length. */
  get busy(): Float64Array {
    return this.#busy.columns.shares;
  }

  /** -1: none started. */
  get firstStartUs(): number {
    return this.#firstStartUs;
  }

  /** From the first start to the last end, microseconds; undefined: none started. */
  windowUs(endOfRunUs: number): TaskSpan | undefined {
    if (this.#firstStartUs < 0) return undefined;
    return { start: this.#firstStartUs, end: this.#running > 0 ? endOfRunUs : this.#lastEndUs };
  }

  /** Task numbers in the order of placement, which is chronological; tasks that were never placed come last, by number. */
  inOrderOfStart(): Int32Array {
    const order = new Int32Array(this.count);
    let next = this.#placed.length;
    order.set(this.#placed.columns.task.subarray(0, next));
    const { startUs } = this.tasks;
    for (let task = 0; task < order.length; task++) if (startUs[task]! < 0) order[next++] = task;
    return order;
  }

  /** The tasks of each session, ascending. `sessions`: number of sessions. */
  bySession(sessions: number): Int32Array[] {
    const { session } = this.tasks;
    const ends = new Int32Array(sessions);
    for (let task = 0; task < this.count; task++) ends[session[task]!]!++;
    for (let row = 1; row < sessions; row++) ends[row]! += ends[row - 1]!;
    const rows = new Int32Array(this.count);
    const begins = ends.slice();
    for (let task = this.count - 1; task >= 0; task--) rows[--begins[session[task]!]!] = task;
    return Array.from(ends, (end, row) => rows.subarray(begins[row]!, end));
  }

  /** The proxy that writes what the first one reads; -1: none. */
  secondProxyOf(task: number): number {
    // Most runs have none.
    return this.#hasSecondProxies ? this.tasks.secondProxy[task]! : -1;
  }

  /** The repository or extent that a copy reads; -1: the task is no copy. */
  sourceOf(task: number): number {
    // Most runs copy nothing.
    return this.#hasSources ? this.tasks.source[task]! : -1;
  }

  queueWaitUs(task: number): number {
    const { us } = this.waits;
    let sum = 0;
    for (let wait = this.tasks.waitsFrom[task]!; wait < this.tasks.waitsTo[task]!; wait++) sum += us[wait]!;
    return sum;
  }

  /** Whether its transfer has begun and not ended, even if it is paused. */
  isTransferring(task: number): boolean {
    const { transferStartUs, transferEndUs } = this.tasks;
    return transferStartUs[task]! >= 0 && transferEndUs[task]! < 0;
  }

  /** Transfer time without interruptions, microseconds. Only for tasks whose transfer has ended or was cut. */
  transferUs(task: number): number {
    const { transferStartUs, transferEndUs } = this.tasks;
    const end = transferEndUs[task]! < 0 ? this.#cutUs : transferEndUs[task]!;
    return end - transferStartUs[task]! - this.#interruptions.of(task).pausedUs;
  }

  interruptionsOf(task: number): Readonly<Interruptions> {
    return this.#interruptions.of(task);
  }

  /** In the order of their ends. Complete once the run has ended. */
  get interruptions(): readonly Interruption[] {
    return this.#interruptions.ended;
  }

  taskReady(record: RecordOf<'task-ready'>): void {
    const row = this.#tasks.add();
    const { tasks } = this;
    tasks.session[row] = record.session;
    tasks.vmRun[row] = record.vmRun;
    tasks.disk[row] = record.disk;
    tasks.attempt[row] = record.attempt;
    tasks.full[row] = record.full ? 1 : 0;
    tasks.readsAll[row] = record.readsAll ? 1 : 0;
    tasks.readyUs[row] = record.at;
    // Bytes are reported at the end of the transfer.
    tasks.readBytes[row] = 0;
    tasks.transferredBytes[row] = 0;
    this.#setResult(row, 'unfinished');
  }

  taskStarted(record: RecordOf<'task-started'>): void {
    const { tasks } = this;
    const { task, second } = record;
    const row = this.#placed.add();
    this.#placed.columns.task[row] = task;
    if (this.#firstStartUs < 0) this.#firstStartUs = record.at;
    this.#running++;
    tasks.startUs[task] = record.at;
    tasks.proxy[task] = record.proxy;
    tasks.mode[task] = CONNECTION_MODES.indexOf(record.mode);
    if (second !== null) {
      this.#hasSecondProxies = true;
      tasks.secondProxy[task] = second.proxy;
      tasks.secondMode[task] = CONNECTION_MODES.indexOf(second.mode);
    }
    tasks.repository[task] = record.repository;
    if (record.source >= 0) {
      this.#hasSources = true;
      tasks.source[task] = record.source;
    }
    tasks.decidedBy[task] = this.#reasonRow(record.decidedBy);
    this.#setWaits(task, record.waitedUs);
  }

  taskFailedOver({ task, mode, isSecond }: RecordOf<'task-failed-over'>): void {
    const modes = isSecond ? this.tasks.secondMode : this.tasks.mode;
    modes[task] = CONNECTION_MODES.indexOf(mode);
  }

  taskInterrupted({ task, at }: RecordOf<'task-interrupted'>): void {
    this.#interruptions.begins(task, at);
  }

  taskResumed({ task, at }: RecordOf<'task-resumed'>): void {
    this.#interruptions.ends(task, at, this.tasks.transferStartUs[task]! >= 0);
  }

  transferStarted({ task, at }: RecordOf<'transfer-started'>): void {
    this.tasks.transferStartUs[task] = at;
  }

  transferEnded(record: RecordOf<'transfer-ended'>): void {
    this.tasks.transferEndUs[record.task] = record.at;
    this.#transferred(record);
  }

  /** The transfer has not ended, but what it has done so far counts. */
  transferCut(record: RecordOf<'transfer-cut'>): void {
    this.#cutUs = record.at;
    this.#transferred(record);
  }

  #transferred(record: RecordOf<'transfer-ended' | 'transfer-cut'>): void {
    const { tasks } = this;
    const { task, busy } = record;
    tasks.readBytes[task] = record.readBytes;
    tasks.transferredBytes[task] = record.transferredBytes;
    const bottleneck = BOTTLENECKS.indexOf(bottleneckOf(busy));
    tasks.bottleneck[task] = bottleneck;
    tasks.limit[task] = record.busiest[bottleneck] ?? NO_LIMIT;
    const row = this.#busy.add();
    const { shares } = this.#busy.columns;
    for (let stage = 0; stage < STAGES.length; stage++)
      shares[row * STAGES.length + stage] = busy[stage] ?? 0;
    tasks.busy[task] = row;
  }

  taskEnded({ task, at, result }: RecordOf<'task-ended'>): void {
    const transferEndUs = this.tasks.transferEndUs[task]!;
    // A disk that failed during an interruption may still have to be detached, which is not part of the interruption.
    this.#interruptedUntil(task, transferEndUs < 0 ? at : transferEndUs);
    this.#lastEndUs = at;
    this.#running--;
    this.tasks.endUs[task] = at;
    this.#setResult(task, result);
  }

  taskDropped({ task, result, waitedUs }: RecordOf<'task-dropped'>): void {
    this.#setResult(task, result);
    this.#setWaits(task, waitedUs);
  }

  runEnded({ at }: RecordOf<'run-ended'>): void {
    for (const task of this.#interruptions.tasks) {
      if (this.tasks.endUs[task]! < 0) this.#interruptedUntil(task, at);
    }
  }

  #setResult(task: number, result: TaskResult): void {
    this.tasks.result[task] = TASK_RESULTS.indexOf(result);
  }

  #setWaits(task: number, waitedUs: readonly number[]): void {
    this.tasks.waitsFrom[task] = this.#waits.length;
    for (let cause = 0; cause < waitedUs.length; cause++) {
      const us = waitedUs[cause]!;
      if (us === 0) continue;
      const row = this.#waits.add();
      this.waits.cause[row] = cause;
      this.waits.us[row] = us;
    }
    this.tasks.waitsTo[task] = this.#waits.length;
  }

  #reasonRow(reason: string): number {
    const known = this.#reasonRows.get(reason);
    if (known !== undefined) return known;
    const row = this.reasons.push(reason) - 1;
    this.#reasonRows.set(reason, row);
    return row;
  }

  /** Counts an interruption that is still going on, which gets no record of its end. */
  #interruptedUntil(task: number, atUs: number): void {
    this.#interruptions.counts(task, atUs, this.tasks.transferStartUs[task]! >= 0);
  }
}
