import type { Places } from '../../model/paths/path.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { type Lease, NO_LEASES } from '../infrastructure/run-made-resources.ts';
import type { VmRun } from '../sessions/vm-run.ts';
import { NO_PROGRESS, type Progress } from './progress.ts';
import { Task, type TaskEnd } from './task.ts';
import type { TaskTable } from './task-table.ts';

/** A connection on the path of a task is down: the task holds its slots and stands still. */
export interface Interruption {
  readonly sinceUs: number;
  readonly expiryTicket: number;
  retryTicket: number;
}

const NONE = -1;

/**
 * A task that holds slots. Few do at a time, so each is an object, unlike waiting tasks. When it has ended, the object is
 * reused for another task: see `RunningTasks`.
 */
export class RunningTask extends Task implements Places {
  /** Where it holds proxy slots: the proxy that reads (a restore: that writes), and the one that writes what that reads. */
  first!: Candidate;
  second: Candidate | undefined;
  /** Number of tasks that started before it. */
  startedAs!: number;
  /** Ticket of the event that ends `opening`; -1: none. */
  openTicket!: number;
  /** The row of its open flow in `OpenTransfers`; -1: none is open. */
  transfer!: number;
  /** Run-made resources (write stream, throttle shares) that its flow holds open. */
  leases!: readonly Lease[];
  progress!: Progress;
  /** The bytes after which it fails by chance; undefined: it does not. */
  failsAtBytes: number | undefined;
  isTransferEnded!: boolean;
  interruption: Interruption | undefined;
  result: TaskEnd | undefined;
  #vmRun!: VmRun;

  constructor(table: TaskTable, task: number, places: Places, startedAs: number) {
    super(table, task);
    this.begin(task, places, startedAs);
  }

  /** Resets the object to stand for a task that has just got its slots. */
  begin(task: number, { first, second }: Places, startedAs: number): void {
    this.standFor(task);
    this.first = first;
    this.second = second;
    this.startedAs = startedAs;
    this.openTicket = NONE;
    this.transfer = NONE;
    this.leases = NO_LEASES;
    this.progress = NO_PROGRESS;
    this.failsAtBytes = undefined;
    this.isTransferEnded = false;
    this.interruption = undefined;
    this.result = undefined;
    this.#vmRun = this.table.vmRuns.keep(this.vmRunNumber);
  }

  /** `first`, and `second` if there is one. */
  get places(): readonly Candidate[] {
    return this.second === undefined ? [this.first] : [this.first, this.second];
  }

  override get vmRun(): VmRun {
    return this.#vmRun;
  }
}
