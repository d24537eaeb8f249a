import { type Explanation, type Listener, type ListenerOptions, listen } from '../explain/explanation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceRecord, TraceSink } from '../trace/record.ts';

/**
 * Most tasks for which a run is analysed by default: each link of the critical path requires a look at every instant
 * before it.
 */
export const LISTENED_TASKS = 6000;
/**
 * Most scheduler decisions repeated by default to find the things that tasks waited for; takes a few seconds at most. A number
 * of decisions, not a time, so that every machine reports the same.
 */
export const WAIT_DECISIONS = 200_000;

/** Listens to a run in order to explain it afterwards; gives up if the run has more than `mostTasks` tasks. */
export class BoundedListener implements TraceSink {
  #listener: Listener | undefined;
  #tasks = 0;
  readonly #mostTasks: number;

  constructor(scenario: Scenario, options: ListenerOptions, mostTasks: number) {
    this.#mostTasks = mostTasks;
    // A listener compiles the scenario again, which is wasted if the first night alone exceeds the limit.
    if (disksOf(scenario) <= mostTasks) this.#listener = listen(scenario, options);
  }

  record(record: TraceRecord): void {
    if (record.kind === 'task-ready' && ++this.#tasks > this.#mostTasks) this.#listener = undefined;
    this.#listener?.trace.record(record);
  }

  /** Undefined if the run has too many tasks, which may be known before it begins. */
  get explanation(): Explanation | undefined {
    return this.#listener?.explanation;
  }
}

/** A population counts as one disk, because its size is drawn in the run. */
function disksOf({ vms }: Scenario): number {
  return vms.columns.figures.names.length + vms.columns.populations.size;
}
