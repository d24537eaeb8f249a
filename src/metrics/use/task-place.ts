import type { JobRow, Model } from '../../model/model.ts';
import type { SessionLog } from '../logs/session-log.ts';
import type { TaskLog } from '../logs/task-log.ts';

/**
 * Where one task runs, for the folds that count what tasks hold. The job is looked up once per record, all else on access.
 * A single instance is moved from task to task, which avoids an object per record. Values are rows of the model; -1: none.
 */
export class TaskPlace {
  task = -1;
  /** Row of its session's job. */
  job = -1;
  readonly #model: Model;
  readonly #tasks: TaskLog;
  readonly #sessions: SessionLog;

  constructor(model: Model, { tasks, sessions }: { readonly tasks: TaskLog; readonly sessions: SessionLog }) {
    this.#model = model;
    this.#tasks = tasks;
    this.#sessions = sessions;
  }

  /** Moves to a task, which the log must know already. */
  goTo(task: number): this {
    this.task = task;
    this.job = this.#sessions.sessions[this.#tasks.tasks.session[task]!]!.job;
    return this;
  }

  get jobRow(): JobRow {
    return this.#model.jobs[this.job]!;
  }

  get disk(): number {
    return this.#tasks.tasks.disk[this.task]!;
  }

  get vmRun(): number {
    return this.#tasks.tasks.vmRun[this.task]!;
  }

  get proxy(): number {
    return this.#tasks.tasks.proxy[this.task]!;
  }

  /** Row of CONNECTION_MODES. */
  get mode(): number {
    return this.#tasks.tasks.mode[this.task]!;
  }

  get secondProxy(): number {
    return this.#tasks.secondProxyOf(this.task);
  }

  /** Row of CONNECTION_MODES. */
  get secondMode(): number {
    return this.#tasks.tasks.secondMode[this.task]!;
  }

  get repository(): number {
    return this.#tasks.tasks.repository[this.task]!;
  }

  /** The repository or extent that a copy reads. */
  get source(): number {
    return this.#tasks.sourceOf(this.task);
  }
}
