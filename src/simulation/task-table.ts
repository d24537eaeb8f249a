import type { Task } from './task.ts';

/**
 * The tasks of a run by number. Whoever has to do with tasks that wait keeps their numbers and asks for one when its turn comes:
 * the object for a number may be another one at every call.
 */
export class TaskTable {
  /** By number; undefined: it is gone, since nobody asks for it any more. */
  readonly #tasks: (Task | undefined)[] = [];

  /** Tasks so far, those that are gone included: the number of the next one. */
  get count(): number {
    return this.#tasks.length;
  }

  add(task: Task): void {
    this.#tasks.push(task);
  }

  /** A task that is not gone. */
  of(task: number): Task {
    return this.#tasks[task]!;
  }

  forget(task: number): void {
    this.#tasks[task] = undefined;
  }

  /** All that are not gone, in order. */
  *[Symbol.iterator](): Generator<Task> {
    for (const task of this.#tasks) if (task !== undefined) yield task;
  }
}
