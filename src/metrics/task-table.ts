import type { Connection } from '../model/transport.ts';
import { CONNECTION_MODES } from '../trace/mode-number.ts';
import { NumberList } from './number-list.ts';
import type { TaskResult } from './summary.ts';

/** Columns of one task, in the order in which they stand. */
export const Field = {
  session: 0,
  vmRun: 1,
  disk: 2,
  attempt: 3,
  full: 4,
  readsAll: 5,
  readyUs: 6,
  proxy: 7,
  mode: 8,
  secondProxy: 9,
  secondMode: 10,
  repository: 11,
  decidedBy: 12,
  started: 13,
  startUs: 14,
  transferStartUs: 15,
  transferEndUs: 16,
  endUs: 17,
  readBytes: 18,
  transferredBytes: 19,
  /** Where its waits begin in their list, and how many there are. */
  waitsAt: 20,
  waits: 21,
  /** Where its busy shares begin in their list, and how many there are; -1: it has none. */
  busyAt: 22,
  result: 23,
} as const;
type Field = (typeof Field)[keyof typeof Field];

const WIDTH = 24;
const BLOCK_BITS = 10;
const BLOCK_ROWS = 1 << BLOCK_BITS;
const BUSY = 5;
const RESULTS: readonly TaskResult[] = ['success', 'failed', 'window-closed', 'unfinished'];

/** What becomes of a task whose connection is lost now and then. */
export interface Interruptions {
  count: number;
  totalUs: number;
  pausedUs: number;
  sinceUs: number;
}

/** A part of a task's waiting: the number of its cause, and microseconds, more than 0. */
export interface Wait {
  readonly cause: number;
  readonly us: number;
}

/** Tasks as plain numbers: a row of 200 bytes each, which garbage collection never looks at. */
export class TaskTable {
  length = 0;
  readonly interruptions = new Map<number, Interruptions>();
  readonly #blocks: Float64Array[] = [];
  /** Cause and microseconds in turn. */
  readonly #waits = new NumberList();
  readonly #busy = new NumberList();
  readonly #reasons: string[] = [];
  readonly #reasonNumber = new Map<string, number>();

  /** A row of -1 everywhere. */
  add(): number {
    const row = this.length++;
    if ((row & (BLOCK_ROWS - 1)) === 0) this.#blocks.push(new Float64Array(BLOCK_ROWS * WIDTH).fill(-1));
    return row;
  }

  get(row: number, field: Field): number {
    return this.#blocks[row >> BLOCK_BITS]![(row & (BLOCK_ROWS - 1)) * WIDTH + field]!;
  }

  set(row: number, field: Field, value: number): void {
    this.#blocks[row >> BLOCK_BITS]![(row & (BLOCK_ROWS - 1)) * WIDTH + field] = value;
  }

  mode(row: number, field: Field): Connection | null {
    return CONNECTION_MODES[this.get(row, field)] ?? null;
  }

  setMode(row: number, field: Field, mode: Connection): void {
    this.set(row, field, CONNECTION_MODES.indexOf(mode));
  }

  reason(row: number): string | null {
    return this.#reasons[this.get(row, Field.decidedBy)] ?? null;
  }

  setReason(row: number, reason: string): void {
    let number = this.#reasonNumber.get(reason);
    if (number === undefined) {
      number = this.#reasons.push(reason) - 1;
      this.#reasonNumber.set(reason, number);
    }
    this.set(row, Field.decidedBy, number);
  }

  result(row: number): TaskResult {
    return RESULTS[this.get(row, Field.result)]!;
  }

  setResult(row: number, result: TaskResult): void {
    this.set(row, Field.result, RESULTS.indexOf(result));
  }

  waits(row: number): Wait[] {
    const from = this.get(row, Field.waitsAt);
    const waits: Wait[] = [];
    for (let w = 0; w < this.get(row, Field.waits); w++) {
      const at = from + 2 * w;
      waits.push({ cause: this.#waits.at(at), us: this.#waits.at(at + 1) });
    }
    return waits;
  }

  setWaits(row: number, waitedUs: readonly number[]): void {
    this.set(row, Field.waitsAt, this.#waits.length);
    let count = 0;
    for (let cause = 0; cause < waitedUs.length; cause++) {
      if (waitedUs[cause] === 0) continue;
      this.#waits.push(cause);
      this.#waits.push(waitedUs[cause]!);
      count++;
    }
    this.set(row, Field.waits, count);
  }

  busy(row: number): number[] | null {
    const from = this.get(row, Field.busyAt);
    if (from < 0) return null;
    const busy = new Array<number>(BUSY);
    for (let stage = 0; stage < BUSY; stage++) busy[stage] = this.#busy.at(from + stage);
    return busy;
  }

  setBusy(row: number, busy: readonly number[]): void {
    this.set(row, Field.busyAt, this.#busy.length);
    for (let stage = 0; stage < BUSY; stage++) this.#busy.push(busy[stage] ?? 0);
  }
}

/** One task as the trace told of it; times in whole microseconds, -1 where it never came to that. */
export class LoggedTask {
  readonly task: number;
  readonly #table: TaskTable;

  constructor(table: TaskTable, task: number) {
    this.#table = table;
    this.task = task;
  }

  get session(): number {
    return this.#table.get(this.task, Field.session);
  }
  get vmRun(): number {
    return this.#table.get(this.task, Field.vmRun);
  }
  get disk(): number {
    return this.#table.get(this.task, Field.disk);
  }
  get attempt(): number {
    return this.#table.get(this.task, Field.attempt);
  }
  get full(): boolean {
    return this.#table.get(this.task, Field.full) === 1;
  }
  get readsAll(): boolean {
    return this.#table.get(this.task, Field.readsAll) === 1;
  }
  get readyUs(): number {
    return this.#table.get(this.task, Field.readyUs);
  }
  get proxy(): number {
    return this.#table.get(this.task, Field.proxy);
  }
  get mode(): Connection | null {
    return this.#table.mode(this.task, Field.mode);
  }
  /** The proxy that wrote what the first one read. */
  get second(): { readonly proxy: number; readonly mode: Connection } | null {
    const mode = this.#table.mode(this.task, Field.secondMode);
    return mode === null ? null : { proxy: this.#table.get(this.task, Field.secondProxy), mode };
  }
  /** Whose slot it held: of a scale-out repository the extent. */
  get repository(): number {
    return this.#table.get(this.task, Field.repository);
  }
  get decidedBy(): string | null {
    return this.#table.reason(this.task);
  }
  /** Number of its placement in the run, from 0: tells the order of decisions at one instant; -1: never placed. */
  get started(): number {
    return this.#table.get(this.task, Field.started);
  }
  get startUs(): number {
    return this.#table.get(this.task, Field.startUs);
  }
  get transferStartUs(): number {
    return this.#table.get(this.task, Field.transferStartUs);
  }
  get transferEndUs(): number {
    return this.#table.get(this.task, Field.transferEndUs);
  }
  get endUs(): number {
    return this.#table.get(this.task, Field.endUs);
  }
  get readBytes(): number {
    return this.#table.get(this.task, Field.readBytes);
  }
  get transferredBytes(): number {
    return this.#table.get(this.task, Field.transferredBytes);
  }
  /** In the order of causes; what it did not wait for is left out. */
  get waits(): readonly Wait[] {
    return this.#table.waits(this.task);
  }
  /** How often a connection on its way was lost, and for how long it stood still because of that. */
  get interruptions(): number {
    return this.#table.interruptions.get(this.task)?.count ?? 0;
  }
  get interruptedUs(): number {
    return this.#table.interruptions.get(this.task)?.totalUs ?? 0;
  }
  /** The part of it in the midst of the transfer. */
  get pausedUs(): number {
    return this.#table.interruptions.get(this.task)?.pausedUs ?? 0;
  }
  /** It stands still since then, or did so to its end; -1: it does not. */
  get interruptedSinceUs(): number {
    return this.#table.interruptions.get(this.task)?.sinceUs ?? -1;
  }
  /** Busy shares by stage, once it has transferred. */
  get busy(): readonly number[] | null {
    return this.#table.busy(this.task);
  }
  get result(): TaskResult {
    return this.#table.result(this.task);
  }
}
