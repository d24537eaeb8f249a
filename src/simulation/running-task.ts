import type { Places } from '../model/path.ts';
import type { Candidate } from '../model/transport.ts';
import { NO_PROGRESS } from './progress.ts';
import { type Lease, NO_LEASES } from './run-made-resources.ts';
import { Task, type TaskEnd } from './task.ts';
import type { TaskTable } from './task-table.ts';
import type { VmRun } from './vm-run.ts';

/** A connection on its way is down since then: the task holds its slots and stands still. */
export interface Interruption {
  readonly sinceUs: number;
  readonly expiryTicket: number;
  retryTicket: number;
}

const NONE = -1;

/** A task from when it gets its slots until it gives them back: few do that at a time, so each is an object of its own. */
export class RunningTask extends Task implements Places {
  /** What it holds slots on: the proxy that reads, or for a restore writes; then the one that writes what was read. */
  places: readonly Candidate[];
  /** Tasks that started before it. */
  readonly startedAs: number;
  readonly #vmRun: VmRun;
  /** Ticket of the event that ends `opening`; -1: none. */
  openTicket = NONE;
  /** Its open flow: the row in `OpenTransfers`; -1: none is open. */
  transfer = NONE;
  /** Run-made resources (write stream, throttle shares) that its flow holds open. */
  leases: readonly Lease[] = NO_LEASES;
  progress = NO_PROGRESS;
  isTransferEnded = false;
  interruption: Interruption | undefined = undefined;
  result: TaskEnd | undefined = undefined;

  constructor(table: TaskTable, task: number, places: readonly Candidate[], startedAs: number) {
    super(table, task);
    this.startedAs = startedAs;
    this.places = places;
    this.#vmRun = table.vmRuns.keep(this.vmRunNumber);
  }

  get first(): Candidate {
    return this.places[0]!;
  }
  get second(): Candidate | undefined {
    return this.places.length > 1 ? this.places[1] : undefined;
  }

  override get vmRun(): VmRun {
    return this.#vmRun;
  }
}
