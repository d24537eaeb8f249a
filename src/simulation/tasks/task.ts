import type { RunBytes } from '../../model/vms/changed-blocks.ts';
import { destinationOf } from '../../model/ways/target.ts';
import type { TaskView } from '../../policy/policy.ts';
import type { Ways } from '../placing/ways.ts';
import { type Page, slotOf } from '../row-pages.ts';
import type { Session } from '../sessions/session.ts';
import type { VmRun } from '../sessions/vm-run.ts';
import type { TaskTable } from './task-table.ts';

export type TaskEnd = 'success' | 'window-closed' | 'failed';

/**
 * gone: its row is free. held: its turn has not come. unreachable: no proxy can ever take it. The others, in the order of a
 * task's life, are as their names say.
 */
export const TaskStage = {
  gone: 0,
  held: 1,
  unreachable: 2,
  waiting: 3,
  preparing: 4,
  opening: 5,
  transferring: 6,
  closing: 7,
  ended: 8,
} as const;
export type TaskStage = (typeof TaskStage)[keyof typeof TaskStage];

/** What is fixed when a task is made. */
export interface NewTask
  extends Pick<Task, 'vmRun' | 'disk' | 'full' | 'readsAll' | 'readsToTheEnd' | 'hasSnapshot'> {
  readonly bytes: RunBytes;
}

/** Columns of its row: doubles, … */
const READ_BYTES = 0;
const DATA_BYTES = 1;
const TRANSFERRED_BYTES = 2;
const HELD_SINCE_US = 3;
/** … whole numbers behind them, … */
const SESSION = 8;
export const VM_RUN = 9;
const VM = 10;
const DISK = 11;
const HOST = 12;
const DATASTORE = 13;
/** These two share a column: a waiting task does not run. */
const QUEUE_ROW = 15;
export const RUNS_AS = 15;
/** … and bytes, of which one has a bit for each flag. */
export const STAGE = 56;
const FLAGS = 57;
const FULL = 1;
const READS_ALL = 2;
const HAS_SNAPSHOT = 4;
const READS_TO_THE_END = 8;

/**
 * One disk in one session: the unit that holds slots. At any time nearly all tasks of a large run are waiting, so a task is
 * stored as a row of numbers. This object is a view of that row, made on demand; it must not be kept.
 */
export class Task implements TaskView {
  protected readonly table: TaskTable;
  #task!: number;
  #page!: Page<Ways>;
  #slot!: number;
  #session!: Session;

  constructor(table: TaskTable, task: number) {
    this.table = table;
    this.standFor(task);
  }

  protected standFor(task: number): void {
    this.#task = task;
    this.#page = this.table.pageOf(task);
    this.#slot = slotOf(task);
    this.#session = this.table.sessions[this.#page.int(this.#slot, SESSION)]!;
  }

  /** Fills the row of a new task, which is held. Its ways are not set yet. */
  static bear(table: TaskTable, row: number, born: NewTask): Task {
    const { vmRun } = born;
    const { session } = vmRun;
    const page = table.pageOf(row);
    const slot = slotOf(row);
    page.setDouble(slot, READ_BYTES, born.bytes.read);
    page.setDouble(slot, DATA_BYTES, born.bytes.data);
    page.setDouble(slot, TRANSFERRED_BYTES, born.bytes.transferred);
    page.setDouble(slot, HELD_SINCE_US, session.pass.readyUs);
    page.setInt(slot, SESSION, session.id);
    page.setInt(slot, VM_RUN, vmRun.id);
    page.setInt(slot, VM, vmRun.vm);
    page.setInt(slot, DISK, born.disk);
    page.setInt(slot, HOST, table.model.vms.hostOf(vmRun.vm));
    page.setInt(slot, DATASTORE, table.model.disks.datastoreOf(born.disk));
    page.setByte(slot, STAGE, TaskStage.held);
    page.setFlag(slot, FLAGS, FULL, born.full);
    page.setFlag(slot, FLAGS, READS_ALL, born.readsAll);
    page.setFlag(slot, FLAGS, READS_TO_THE_END, born.readsToTheEnd);
    page.setFlag(slot, FLAGS, HAS_SNAPSHOT, born.hasSnapshot);
    return new Task(table, row);
  }

  get task(): number {
    return this.#task;
  }
  get session(): Session {
    return this.#session;
  }
  get vmRun(): VmRun {
    return this.table.vmRuns.of(this.vmRunNumber);
  }
  /** See VmRun. */
  get fromArray(): boolean | undefined {
    return this.table.vmRuns.fromArrayOf(this.vmRunNumber);
  }
  get vmRunNumber(): number {
    return this.#page.int(this.#slot, VM_RUN);
  }
  get vm(): number {
    return this.#page.int(this.#slot, VM);
  }
  get disk(): number {
    return this.#page.int(this.#slot, DISK);
  }
  /** Of its VM; while it runs, and after that, the host on which it began. */
  get host(): number {
    return this.#page.int(this.#slot, HOST);
  }
  set host(host: number) {
    this.#page.setInt(this.#slot, HOST, host);
  }
  get datastore(): number {
    return this.#page.int(this.#slot, DATASTORE);
  }
  get readBytes(): number {
    return this.#page.double(this.#slot, READ_BYTES);
  }
  get dataBytes(): number {
    return this.#page.double(this.#slot, DATA_BYTES);
  }
  get transferredBytes(): number {
    return this.#page.double(this.#slot, TRANSFERRED_BYTES);
  }
  get full(): boolean {
    return this.#page.flag(this.#slot, FLAGS, FULL);
  }
  /** Change tracking has been reset, so unchanged blocks are read, too. */
  get readsAll(): boolean {
    return this.#page.flag(this.#slot, FLAGS, READS_ALL);
  }

  /** The disk is not tracked, so it is read from end to end, at the rate of a full run. */
  get readsToTheEnd(): boolean {
    return this.#page.flag(this.#slot, FLAGS, READS_TO_THE_END);
  }

  /** It holds slots. */
  get isRunning(): boolean {
    return this.stage >= TaskStage.preparing && this.stage <= TaskStage.closing;
  }
  get stage(): TaskStage {
    return this.#page.byte(this.#slot, STAGE) as TaskStage;
  }
  set stage(stage: TaskStage) {
    this.#page.setByte(this.#slot, STAGE, stage);
  }
  /** While held or unreachable: since when. */
  get heldSinceUs(): number {
    return this.#page.double(this.#slot, HELD_SINCE_US);
  }
  set heldSinceUs(sinceUs: number) {
    this.#page.setDouble(this.#slot, HELD_SINCE_US, sinceUs);
  }
  get hasSnapshot(): boolean {
    return this.#page.flag(this.#slot, FLAGS, HAS_SNAPSHOT);
  }
  set hasSnapshot(has: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, HAS_SNAPSHOT, has);
  }
  /** Its row of queue keys while it waits; see WaitingLines. */
  get queueRow(): number {
    return this.#page.int(this.#slot, QUEUE_ROW);
  }
  set queueRow(row: number) {
    this.#page.setInt(this.#slot, QUEUE_ROW, row);
  }
  /** Its number in `RunningTasks` while it runs. */
  get runsAs(): number {
    return this.#page.int(this.#slot, RUNS_AS);
  }
  set runsAs(number: number) {
    this.#page.setInt(this.#slot, RUNS_AS, number);
  }
  /** Where it could go. */
  get ways(): Ways {
    return this.#page.kept[this.#slot]!;
  }
  set ways(ways: Ways) {
    this.#page.kept[this.#slot] = ways;
  }

  get job(): number {
    return this.session.job;
  }
  get vmOrder(): number {
    return this.vmRunNumber - this.session.pass.firstVmRun;
  }
  get diskOrder(): number {
    return this.disk - this.table.model.vms.firstDiskOf(this.vm);
  }
  get datastores(): readonly number[] {
    return this.table.model.vms.datastoresOf(this.vm);
  }
  /** The datastore that a proxy writes to; -1: none. */
  get targetDatastore(): number {
    return destinationOf(this.table.model, this.job, this.disk).datastore;
  }
  get targetHost(): number {
    return destinationOf(this.table.model, this.job, this.disk).host;
  }
  get repository(): number {
    return this.session.repository;
  }
  get priority(): number {
    return this.session.priority;
  }
  get sessionStartUs(): number {
    return this.session.startUs;
  }
  get readyUs(): number {
    return this.session.pass.readyUs;
  }
  get sessionBytes(): number {
    return this.session.bytes;
  }
}
