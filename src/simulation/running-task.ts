import { STAGES } from '../model/model.ts';
import type { Candidate } from '../model/transport.ts';
import type { Progress, Transfer } from './state.ts';
import { Task, type TaskEnd } from './task.ts';
import type { TaskTable } from './task-table.ts';
import type { VmRun } from './vm-run.ts';

/** Of all that have not transferred yet. */
const NO_PROGRESS: Progress = { readBytes: 0, seconds: 0, busy: STAGES.map(() => 0) };

/** A connection on its way is down since then: the task holds its slots and stands still. */
export interface Interruption {
  readonly sinceUs: number;
  readonly expiryTicket: number;
  retryTicket: number;
}

/** A task from when it gets its slots until it gives them back: few do that at a time, so each is an object of its own. */
export class RunningTask extends Task {
  readonly #vmRun: VmRun;
  /** What it holds slots on: the proxy that reads, or for a restore writes; then the one that writes what was read. */
  places: readonly Candidate[];
  /** Ticket of the event that ends `opening`. */
  openTicket = -1;
  transfer: Transfer | undefined = undefined;
  progress = NO_PROGRESS;
  isTransferEnded = false;
  interruption: Interruption | undefined = undefined;
  result: TaskEnd | undefined = undefined;

  constructor(table: TaskTable, task: number, places: readonly Candidate[]) {
    super(table, task);
    this.#vmRun = super.vmRun;
    this.places = places;
  }

  override get vmRun(): VmRun {
    return this.#vmRun;
  }
}
