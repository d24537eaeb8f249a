import type { Places } from '../../model/paths/path.ts';
import { RunningTask } from './running-task.ts';
import type { TaskTable } from './task-table.ts';

/**
 * The tasks that hold slots, by numbers that are given out again, and the objects with them: what comes back to one of them finds
 * it by its number. The one that starts next is the object that was over last, which the processor still has at hand.
 */
export class RunningTasks {
  size = 0;
  readonly #table: TaskTable;
  /** By number; those of the spare numbers are over. */
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

  /** It is over: whoever still has it asks it for nothing once another task has begun. */
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
