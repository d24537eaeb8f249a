import type { Model } from '../../model/model.ts';
import type { Ways } from '../placing/ways.ts';
import { type Page, RowPages, slotOf } from '../row-pages.ts';
import type { Session } from '../sessions/session.ts';
import type { VmRun, VmStage } from '../sessions/vm-run.ts';
import type { VmRunTable } from '../sessions/vm-run-table.ts';
import { type NewTask, RUNS_AS, STAGE, Task, TaskStage, VM_RUN } from './task.ts';

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

  /** Of a task that is not gone; whoever asks for nothing else need not ask for the task. */
  stageOf(task: number): TaskStage {
    return this.#rows.pageOf(task).byte(slotOf(task), STAGE) as TaskStage;
  }

  /** Likewise, of one that runs: its number in `RunningTasks`. */
  runsAsOf(task: number): number {
    return this.#rows.pageOf(task).int(slotOf(task), RUNS_AS);
  }

  vmStageOf(task: number): VmStage {
    return this.vmRuns.stageOf(this.#rows.pageOf(task).int(slotOf(task), VM_RUN));
  }

  /** Those of an attempt at a VM, in the order of its disks. */
  ofVm(vmRun: VmRun): Task[] {
    const tasks: Task[] = [];
    for (let task = vmRun.firstTask; task < vmRun.endOfTasks; task++) tasks.push(this.of(task));
    return tasks;
  }

  /** Of a VM that is done. */
  forget(task: number): void {
    this.#rows.pageOf(task).setByte(slotOf(task), STAGE, TaskStage.gone);
    this.#rows.forget(task);
  }

  /** Calls with all that are not gone, in order. */
  each(visit: (task: Task) => void): void {
    this.#rows.each((row) => {
      if (this.stageOf(row) !== TaskStage.gone) visit(this.of(row));
    });
  }
}
