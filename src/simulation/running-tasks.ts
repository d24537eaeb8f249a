import type { RunningTask } from './running-task.ts';

/** The tasks that hold slots, by numbers that are given out again: what comes back to one of them finds it by its number. */
export class RunningTasks {
  size = 0;
  readonly #tasks: (RunningTask | undefined)[] = [];
  readonly #spare: number[] = [];

  /** Gives the task its number. */
  add(task: RunningTask): void {
    const number = this.#spare.pop() ?? this.#tasks.length;
    this.#tasks[number] = task;
    task.runsAs = number;
    this.size++;
  }

  remove(task: RunningTask): void {
    this.#tasks[task.runsAs] = undefined;
    this.#spare.push(task.runsAs);
    this.size--;
  }

  /** The task that runs as this number. */
  of(number: number): RunningTask {
    return this.#tasks[number]!;
  }

  /** In the order in which they started. */
  inOrder(): RunningTask[] {
    const tasks = this.#tasks.filter((task) => task !== undefined);
    return tasks.sort((a, b) => a.startedAs - b.startedAs);
  }
}
