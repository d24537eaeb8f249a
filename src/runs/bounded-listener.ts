import { type Explanation, type Listener, type ListenerOptions, listen } from '../explain/explanation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceRecord, TraceSink } from '../trace/record.ts';

/** Tasks up to which a run is listened to unless told otherwise: the critical path looks at every instant for each of its links. */
export const LISTENED_TASKS = 3000;
/**
 * Decisions of the scheduler that are made again, unless told otherwise, to find for which things tasks waited: some seconds at
 * most, and the same answer on every machine.
 */
export const WAIT_DECISIONS = 100_000;

/** Listens to a run, to explain it when it is over; gives up where the run has more than `mostTasks` tasks. */
export class BoundedListener implements TraceSink {
  #listener: Listener | undefined;
  #tasks = 0;
  readonly #mostTasks: number;

  constructor(scenario: Scenario, options: ListenerOptions, mostTasks: number) {
    this.#mostTasks = mostTasks;
    // A listener compiles the scenario again: not for one whose first night alone is too much.
    if (disksOf(scenario) <= mostTasks) this.#listener = listen(scenario, options);
  }

  record(record: TraceRecord): void {
    if (record.kind === 'task-ready' && ++this.#tasks > this.#mostTasks) this.#listener = undefined;
    this.#listener?.trace.record(record);
  }

  /** Undefined: the run has too many tasks. Before its end that may be known already. */
  get explanation(): Explanation | undefined {
    return this.#listener?.explanation;
  }
}

/** A population counts as one: how many it has is drawn in the run. */
function disksOf({ vms }: Scenario): number {
  return vms.columns.figures.length + vms.columns.populations.size;
}
