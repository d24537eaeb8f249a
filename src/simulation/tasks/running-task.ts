import type { Places } from '../../model/paths/path.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { type Lease, NO_LEASES } from '../infrastructure/run-made-resources.ts';
import type { VmRun } from '../sessions/vm-run.ts';
import { NO_PROGRESS, type Progress } from './progress.ts';
import { Task, type TaskEnd } from './task.ts';
import type { TaskTable } from './task-table.ts';

/** A connection on its way is down since then: the task holds its slots and stands still. */
export interface Interruption {
  readonly sinceUs: number;
  readonly expiryTicket: number;
  retryTicket: number;
}

const NONE = -1;

/**
 * A task from when it gets its slots until it gives them back: few do that at a time, so each is an object of its own. When it
 * is over, another task is begun in its place: see `RunningTasks`.
 */
export class RunningTask extends Task implements Places {
  /** What it holds slots on: the proxy that reads, or for a restore writes; then the one that writes what was read. */
  first!: Candidate;
  second: Candidate | undefined;
  /** Tasks that started before it. */
  startedAs!: number;
  /** Ticket of the event that ends `opening`; -1: none. */
  openTicket!: number;
  /** Its open flow: the row in `OpenTransfers`; -1: none is open. */
  transfer!: number;
  /** Run-made resources (write stream, throttle shares) that its flow holds open. */
  leases!: readonly Lease[];
  progress!: Progress;
  isTransferEnded!: boolean;
  interruption: Interruption | undefined;
  result: TaskEnd | undefined;
  #vmRun!: VmRun;

  constructor(table: TaskTable, task: number, places: Places, startedAs: number) {
    super(table, task);
    this.begin(task, places, startedAs);
  }

  /** From now on it is a task that has just got its slots; the one that it was is over. */
  begin(task: number, { first, second }: Places, startedAs: number): void {
    this.standFor(task);
    this.first = first;
    this.second = second;
    this.startedAs = startedAs;
    this.openTicket = NONE;
    this.transfer = NONE;
    this.leases = NO_LEASES;
    this.progress = NO_PROGRESS;
    this.isTransferEnded = false;
    this.interruption = undefined;
    this.result = undefined;
    this.#vmRun = this.table.vmRuns.keep(this.vmRunNumber);
  }

  /** Both of them, as a list made for whoever asks. */
  get places(): readonly Candidate[] {
    return this.second === undefined ? [this.first] : [this.first, this.second];
  }

  override get vmRun(): VmRun {
    return this.#vmRun;
  }
}
