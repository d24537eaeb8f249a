import type { JobRow, Model } from '../model/model.ts';
import type { SessionLog } from './session-log.ts';
import type { TaskLog } from './task-log.ts';

/**
 * Where one task is at work: looked up once per record, for every fold that counts who holds what. There is one of it, which
 * goes from task to task. Rows of the model; -1: none.
 */
export class TaskPlace {
  task = -1;
  /** Row of its session's job. */
  job = -1;
  disk = -1;
  proxy = -1;
  /** Rows of CONNECTION_MODES. */
  mode = -1;
  secondProxy = -1;
  secondMode = -1;
  repository = -1;
  vmRun = -1;
  readonly #model: Model;
  readonly #tasks: TaskLog;
  readonly #sessions: SessionLog;

  constructor(model: Model, { tasks, sessions }: { readonly tasks: TaskLog; readonly sessions: SessionLog }) {
    this.#model = model;
    this.#tasks = tasks;
    this.#sessions = sessions;
  }

  get jobRow(): JobRow {
    return this.#model.jobs[this.job]!;
  }

  /** Goes to a task that the log knows. */
  goTo(task: number): this {
    const { session, disk, proxy, mode, secondProxy, secondMode, repository, vmRun } = this.#tasks.tasks;
    this.task = task;
    this.job = this.#sessions.sessions[session[task]!]!.job;
    this.disk = disk[task]!;
    this.proxy = proxy[task]!;
    this.mode = mode[task]!;
    this.secondProxy = secondProxy[task]!;
    this.secondMode = secondMode[task]!;
    this.repository = repository[task]!;
    this.vmRun = vmRun[task]!;
    return this;
  }
}
