import type { Model } from '../model/model.ts';
import { type Page, RowPages } from './row-pages.ts';
import type { Session } from './session.ts';
import { type NewTask, Task, TaskStage } from './task.ts';
import type { VmRun } from './vm-run.ts';
import type { VmRunTable } from './vm-run-table.ts';
import type { Ways } from './ways.ts';

/**
 * The tasks of a run by number. Whoever has to do with tasks that wait keeps their numbers and asks for one when its turn comes:
 * the object for a number is another one at every call.
 */
export class TaskTable {
  readonly model: Model;
  readonly sessions: readonly Session[];
  readonly vmRuns: VmRunTable;
  readonly #rows = new RowPages<Ways>();

  constructor(model: Model, sessions: readonly Session[], vmRuns: VmRunTable) {
    this.model = model;
    this.sessions = sessions;
    this.vmRuns = vmRuns;
  }

  /** Tasks so far, those that are gone included: the number of the next one. */
  get count(): number {
    return this.#rows.count;
  }

  add(born: NewTask): Task {
    return Task.bear(this, this.#rows.add(), born);
  }

  pageOf(task: number): Page<Ways> {
    return this.#rows.pageOf(task);
  }

  /** A task that is not gone. */
  of(task: number): Task {
    return new Task(this, task);
  }

  /** Those of an attempt at a VM, in the order of its disks. */
  ofVm(vmRun: VmRun): Task[] {
    const tasks: Task[] = [];
    for (let task = vmRun.firstTask; task < vmRun.endOfTasks; task++) tasks.push(this.of(task));
    return tasks;
  }

  /** Of a VM that is done. */
  forget(task: number): void {
    this.of(task).stage = TaskStage.gone;
    this.#rows.forget(task);
  }

  /** Calls with all that are not gone, in order. */
  each(visit: (task: Task) => void): void {
    this.#rows.each((row) => {
      const task = this.of(row);
      if (task.stage !== TaskStage.gone) visit(task);
    });
  }
}
