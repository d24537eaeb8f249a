import type { Model } from '../../model/model.ts';
import type { Ways } from '../placing/ways.ts';
import { type Page, RowPages, slotOf } from '../row-pages.ts';
import type { Session } from '../sessions/session.ts';
import type { VmRun, VmStage } from '../sessions/vm-run.ts';
import type { VmRunTable } from '../sessions/vm-run-table.ts';
import { type NewTask, RUNS_AS, STAGE, Task, TaskStage, VM_RUN } from './task.ts';

/**
 * The tasks of a run by number. Code that deals with waiting tasks keeps their numbers and asks for a task when it needs
 * one: every call makes another object.
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

  /** Number of tasks so far, including those that are gone: the number of the next one. */
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

  /** The stage of a task that is not gone, without making an object. */
  stageOf(task: number): TaskStage {
    return this.#rows.pageOf(task).byte(slotOf(task), STAGE) as TaskStage;
  }

  /** Likewise, the number of a running task in `RunningTasks`. */
  runsAsOf(task: number): number {
    return this.#rows.pageOf(task).int(slotOf(task), RUNS_AS);
  }

  vmStageOf(task: number): VmStage {
    return this.vmRuns.stageOf(this.#rows.pageOf(task).int(slotOf(task), VM_RUN));
  }

  /** The tasks of an attempt at a VM, in the order of its disks. */
  ofVm(vmRun: VmRun): Task[] {
    const tasks: Task[] = [];
    for (let task = vmRun.firstTask; task < vmRun.endOfTasks; task++) tasks.push(this.of(task));
    return tasks;
  }

  /** Frees the row of a task whose VM is done. */
  forget(task: number): void {
    this.#rows.pageOf(task).setByte(slotOf(task), STAGE, TaskStage.gone);
    this.#rows.forget(task);
  }

  /** Calls `visit` with all tasks that are not gone, in order. */
  each(visit: (task: Task) => void): void {
    this.#rows.each((row) => {
      if (this.stageOf(row) !== TaskStage.gone) visit(this.of(row));
    });
  }
}
