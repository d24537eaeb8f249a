import type { VmStorage } from '../../model/vms/vm-rows.ts';
import type { Chain } from '../infrastructure/repository-slots.ts';
import { type Page, slotOf } from '../row-pages.ts';
import type { Attachments } from '../tasks/attachments.ts';
import type { Session } from './session.ts';
import type { VmRunTable } from './vm-run-table.ts';

/**
 * waiting: no disk has got slots. preparing: until the snapshot has been created. ready: disks may open. removing: the last
 * disk is done, and the snapshot is being removed. done: ended.
 */
export const VmStage = { waiting: 0, preparing: 1, ready: 2, removing: 3, done: 4 } as const;
export type VmStage = (typeof VmStage)[keyof typeof VmStage];

/** none: not created, or removed. going: it is being removed, perhaps while disks are still read from the array. */
export const Snapshot = { none: 0, standing: 1, going: 2 } as const;
export type Snapshot = (typeof Snapshot)[keyof typeof Snapshot];

/** Columns of its row: doubles, … */
const SNAPSHOT_AT_US = 0;
const READY_TICKET = 1;
const TRANSFERRED_BYTES = 2;
/** … whole numbers behind them, … */
const SESSION = 6;
const VM = 7;
const PLACE_IN_JOB = 8;
const FIRST_TASK = 9;
const TASKS_LEFT = 10;
const TURN = 11;
const CHAIN_REPOSITORY = 12;
const CHAIN_GATEWAY = 13;
const TASKS = 14;
/** … and bytes, of which one has a bit for each flag. */
export const STAGE = 60;
const SNAPSHOT = 61;
export const FROM_ARRAY = 62;
const FLAGS = 63;
const FULL = 1;
const FAILED = 2;
const WARNED = 4;
const HAS_UNREACHABLE = 8;
const GAVE_UP = 16;
const CHAIN_HOLDS_SLOT = 32;

/** Stored for `fromArray` while it is undefined. */
export const UNKNOWN = -1;

/** What is fixed when an attempt begins. */
export type NewVmRun = Pick<VmRun, 'session' | 'placeInJob' | 'firstTask'>;

/**
 * One attempt at one VM in one session. It is stored as a row of numbers, and this object is a view of the row, made on
 * demand. It must not be kept; but while the VM is in process, the table keeps one object for all callers.
 */
export class VmRun implements Chain {
  /** Where its disks are attached: by hot-add, or by an off-host volume snapshot. */
  attachments: Attachments | undefined;
  readonly #table: VmRunTable;
  #id!: number;
  #page!: Page<VmRun>;
  #slot!: number;
  #session!: Session;
  #storage: VmStorage | undefined;

  constructor(table: VmRunTable, id: number) {
    this.#table = table;
    this.standFor(id);
  }

  /** Makes the object stand for another attempt. */
  standFor(id: number): void {
    this.attachments = undefined;
    this.#storage = undefined;
    this.#id = id;
    this.#page = this.#table.pageOf(id);
    this.#slot = slotOf(id);
    this.#session = this.#table.sessions[this.#page.int(this.#slot, SESSION)]!;
  }

  /** Fills the row of a new attempt, whose tasks are numbered from `firstTask` on. */
  static bear(table: VmRunTable, row: number, { session, placeInJob, firstTask }: NewVmRun): VmRun {
    const page = table.pageOf(row);
    const slot = slotOf(row);
    const { jobs, vms } = table.model;
    const vm = jobs[session.job]!.vms[placeInJob]!;
    page.setDouble(slot, SNAPSHOT_AT_US, -1);
    page.setDouble(slot, READY_TICKET, -1);
    page.setInt(slot, SESSION, session.id);
    page.setInt(slot, VM, vm);
    page.setInt(slot, PLACE_IN_JOB, placeInJob);
    page.setInt(slot, FIRST_TASK, firstTask);
    page.setInt(slot, TASKS, vms.endOfDisks(vm) - vms.firstDiskOf(vm));
    page.setInt(slot, TURN, -1);
    page.setInt(slot, CHAIN_REPOSITORY, -1);
    page.setInt(slot, CHAIN_GATEWAY, -1);
    page.setByte(slot, FROM_ARRAY, UNKNOWN);
    return new VmRun(table, row);
  }

  get id(): number {
    return this.#id;
  }
  get session(): Session {
    return this.#session;
  }
  get vm(): number {
    return this.#page.int(this.#slot, VM);
  }
  /** The place of the VM in its job's list. */
  get placeInJob(): number {
    return this.#page.int(this.#slot, PLACE_IN_JOB);
  }
  /** Its tasks, one per disk in order, are `firstTask` up to, but not including, `endOfTasks`; none when it is done. */
  get firstTask(): number {
    return this.#page.int(this.#slot, FIRST_TASK);
  }
  get endOfTasks(): number {
    return this.firstTask + this.#page.int(this.#slot, TASKS);
  }
  /** It is done, so it has no tasks any more. */
  forgetTasks(): void {
    this.#page.setInt(this.#slot, TASKS, 0);
  }
  /** Its group, where VMs go in groups by storage snapshot; -1: none. */
  get turn(): number {
    return this.#page.int(this.#slot, TURN);
  }
  set turn(turn: number) {
    this.#page.setInt(this.#slot, TURN, turn);
  }
  /** Number of tasks that some proxy can take and that have not ended. */
  get tasksLeft(): number {
    return this.#page.int(this.#slot, TASKS_LEFT);
  }
  set tasksLeft(tasks: number) {
    this.#page.setInt(this.#slot, TASKS_LEFT, tasks);
  }

  get stage(): VmStage {
    return this.#page.byte(this.#slot, STAGE) as VmStage;
  }
  set stage(stage: VmStage) {
    this.#page.setByte(this.#slot, STAGE, stage);
  }
  get snapshot(): Snapshot {
    return this.#page.byte(this.#slot, SNAPSHOT) as Snapshot;
  }
  set snapshot(snapshot: Snapshot) {
    this.#page.setByte(this.#slot, SNAPSHOT, snapshot);
  }
  /** Ticket of the event that ends `preparing`. */
  get readyTicket(): number {
    return this.#page.double(this.#slot, READY_TICKET);
  }
  set readyTicket(ticket: number) {
    this.#page.setDouble(this.#slot, READY_TICKET, ticket);
  }
  get snapshotAtUs(): number {
    return this.#page.double(this.#slot, SNAPSHOT_AT_US);
  }
  set snapshotAtUs(atUs: number) {
    this.#page.setDouble(this.#slot, SNAPSHOT_AT_US, atUs);
  }
  /** Whether it is read from a snapshot of the array; undefined: not decided until its first disk is placed. */
  get fromArray(): boolean | undefined {
    return this.#table.fromArrayOf(this.#id);
  }
  set fromArray(isRead: boolean) {
    this.#page.setByte(this.#slot, FROM_ARRAY, isRead ? 1 : 0);
  }
  get failed(): boolean {
    return this.#page.flag(this.#slot, FLAGS, FAILED);
  }
  set failed(has: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, FAILED, has);
  }
  /** Something went wrong, though the VM may still succeed. */
  get warned(): boolean {
    return this.#page.flag(this.#slot, FLAGS, WARNED);
  }
  set warned(was: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, WARNED, was);
  }
  /** Some disk of it is unreachable, or was at some time. */
  get hasUnreachable(): boolean {
    return this.#page.flag(this.#slot, FLAGS, HAS_UNREACHABLE);
  }
  set hasUnreachable(has: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, HAS_UNREACHABLE, has);
  }
  /** A disk of it was given up because no proxy could ever take it. */
  get gaveUp(): boolean {
    return this.#page.flag(this.#slot, FLAGS, GAVE_UP);
  }
  set gaveUp(did: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, GAVE_UP, did);
  }
  /** Its disks are read as a full. */
  get full(): boolean {
    return this.#page.flag(this.#slot, FLAGS, FULL);
  }
  set full(is: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, FULL, is);
  }
  /** Bytes transferred for all its disks. */
  get transferredBytes(): number {
    return this.#page.double(this.#slot, TRANSFERRED_BYTES);
  }
  set transferredBytes(bytes: number) {
    this.#page.setDouble(this.#slot, TRANSFERRED_BYTES, bytes);
  }

  /** The storage of its disks; cached, because it is needed when its snapshot comes and again when it goes. */
  get storage(): VmStorage {
    this.#storage ??= this.#table.model.vms.storageOf(this.vm);
    return this.#storage;
  }
  /** Its chain: its own with per-VM files, else that of its session. */
  get chain(): Chain {
    return this.#session.sharesChain ? this.#session.chain : this;
  }

  // The VM's own chain, see `chain`.

  get repository(): number {
    return this.#page.int(this.#slot, CHAIN_REPOSITORY);
  }
  set repository(repository: number) {
    this.#page.setInt(this.#slot, CHAIN_REPOSITORY, repository);
  }
  get gateway(): number {
    return this.#page.int(this.#slot, CHAIN_GATEWAY);
  }
  set gateway(proxy: number) {
    this.#page.setInt(this.#slot, CHAIN_GATEWAY, proxy);
  }
  get holdsSlot(): boolean {
    return this.#page.flag(this.#slot, FLAGS, CHAIN_HOLDS_SLOT);
  }
  set holdsSlot(holds: boolean) {
    this.#page.setFlag(this.#slot, FLAGS, CHAIN_HOLDS_SLOT, holds);
  }
}
