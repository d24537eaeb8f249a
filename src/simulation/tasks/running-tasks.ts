import type { Places } from '../../model/paths/path.ts';
import { RunningTask } from './running-task.ts';
import type { TaskTable } from './task-table.ts';

/**
 * A pool of the tasks that hold slots. Numbers and objects are reused; events and flows refer to a task by its number. The
 * object that was freed last is used next, because it is most likely still in the processor's cache.
 */
export class RunningTasks {
  size = 0;
  readonly #table: TaskTable;
  /** By number; those of spare numbers have ended. */
  readonly #tasks: RunningTask[] = [];
  readonly #spare: number[] = [];

  constructor(table: TaskTable) {
    this.#table = table;
  }

  /** A task gets its slots, and a number. */
  begin(task: number, places: Places, startedAs: number): RunningTask {
    const number = this.#spare.pop() ?? this.#tasks.length;
    if (number === this.#tasks.length) {
      this.#tasks.push(new RunningTask(this.#table, task, places, startedAs));
    } else this.#tasks[number]!.begin(task, places, startedAs);
    const begun = this.#tasks[number]!;
    begun.runsAs = number;
    this.size++;
    return begun;
  }

  /** Frees the object and its number: references to it must not be used once another task has begun. */
  end(task: RunningTask): void {
    this.#spare.push(task.runsAs);
    this.size--;
  }

  /** The task that runs as this number. */
  of(number: number): RunningTask {
    return this.#tasks[number]!;
  }

  /** In the order in which they started. */
  inOrder(): RunningTask[] {
    const spare = new Set(this.#spare);
    const tasks = this.#tasks.filter((_, number) => !spare.has(number));
    return tasks.sort((a, b) => a.startedAs - b.startedAs);
  }
}
