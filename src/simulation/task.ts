import { STAGES } from '../model/model.ts';
import type { Candidate } from '../model/transport.ts';
import type { TaskView } from '../policy/policy.ts';
import type { Progress, Session, Transfer, VmRun } from './state.ts';
import { NOTHING_WAITED } from './wait-account.ts';
import type { Ways } from './ways.ts';

export type TaskEnd = 'success' | 'window-closed' | 'failed';

/**
 * held: it is not its turn. unreachable: no proxy can ever take it. Then as the names say, in the order of a task's life.
 */
export type TaskStage =
  | 'held'
  | 'unreachable'
  | 'waiting'
  | 'preparing'
  | 'opening'
  | 'transferring'
  | 'closing'
  | 'ended';

/** What is settled when a task comes into being. */
export type NewTask = Pick<
  Task,
  | 'task'
  | 'vmRun'
  | 'disk'
  | 'diskOrder'
  | 'datastore'
  | 'targetDatastore'
  | 'targetHost'
  | 'full'
  | 'readsAll'
  | 'readBytes'
  | 'dataBytes'
  | 'transferredBytes'
  | 'ways'
  | 'stage'
  | 'heldFor'
  | 'hasSnapshot'
>;

/** Of all that have not transferred yet. */
const NO_PROGRESS: Progress = { readBytes: 0, seconds: 0, busy: STAGES.map(() => 0) };
const NO_PLACES: readonly Candidate[] = [];

/**
 * One disk in one session: the unit that holds slots. Nearly all of a large run's tasks wait for long, so they are small: what
 * is the VM's or the session's is asked there.
 */
export class Task implements TaskView {
  readonly task: number;
  readonly vmRun: VmRun;
  readonly disk: number;
  readonly diskOrder: number;
  readonly datastore: number;
  /** Written to by a proxy; -1: none. */
  readonly targetDatastore: number;
  readonly targetHost: number;
  readonly full: boolean;
  /** Change tracking has been reset: what has not changed is read, too. */
  readonly readsAll: boolean;
  readonly readBytes: number;
  readonly dataBytes: number;
  readonly transferredBytes: number;
  stage: TaskStage;
  /** While held: the wait cause's number. */
  heldFor: number;
  heldSinceUs: number;
  hasSnapshot: boolean;
  /** Microseconds by cause; see `wait-account.ts`. */
  waitedUs = NOTHING_WAITED;
  /** Where it could go. */
  ways: Ways;
  /** What it holds slots on: the proxy that reads, or for a restore writes; then the one that writes what was read. */
  places = NO_PLACES;
  /** Ticket of the event that ends `opening`. */
  openTicket = -1;
  transfer: Transfer | undefined = undefined;
  progress = NO_PROGRESS;
  isTransferEnded = false;
  /** A connection on its way is down since then: it holds its slots and stands still. */
  interruption: { readonly sinceUs: number; readonly expiryTicket: number; retryTicket: number } | undefined =
    undefined;
  result: TaskEnd | undefined = undefined;

  constructor(born: NewTask) {
    this.task = born.task;
    this.vmRun = born.vmRun;
    this.disk = born.disk;
    this.diskOrder = born.diskOrder;
    this.datastore = born.datastore;
    this.targetDatastore = born.targetDatastore;
    this.targetHost = born.targetHost;
    this.full = born.full;
    this.readsAll = born.readsAll;
    this.readBytes = born.readBytes;
    this.dataBytes = born.dataBytes;
    this.transferredBytes = born.transferredBytes;
    this.stage = born.stage;
    this.heldFor = born.heldFor;
    this.heldSinceUs = born.vmRun.readyUs;
    this.hasSnapshot = born.hasSnapshot;
    this.ways = born.ways;
  }

  get session(): Session {
    return this.vmRun.session;
  }
  get job(): number {
    return this.vmRun.session.job;
  }
  get vm(): number {
    return this.vmRun.vm;
  }
  get vmOrder(): number {
    return this.vmRun.order;
  }
  get host(): number {
    return this.vmRun.host;
  }
  get datastores(): readonly number[] {
    return this.vmRun.datastores;
  }
  get repository(): number {
    return this.vmRun.session.repository;
  }
  get priority(): number {
    return this.vmRun.session.priority;
  }
  get sessionStartUs(): number {
    return this.vmRun.session.startUs;
  }
  get readyUs(): number {
    return this.vmRun.readyUs;
  }
  get sessionBytes(): number {
    return this.vmRun.session.bytes;
  }
}
