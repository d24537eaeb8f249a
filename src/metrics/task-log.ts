import type { TraceRecord } from '../trace/record.ts';
import { Field, type Interruptions, LoggedTask, TaskTable } from './task-table.ts';

export type { LoggedTask } from './task-table.ts';

/** Every task of a run, put together from its records. */
export class TaskLog {
  readonly #table = new TaskTable();
  readonly #tasks: LoggedTask[] = [];
  #placements = 0;

  /** By number. */
  get tasks(): readonly LoggedTask[] {
    while (this.#tasks.length < this.#table.length) {
      this.#tasks.push(new LoggedTask(this.#table, this.#tasks.length));
    }
    return this.#tasks;
  }

  /** As they were placed, which is in the order of time; those that never were stand last, by number. */
  *inOrderOfStart(): Generator<LoggedTask> {
    const { tasks } = this;
    const placed = new Int32Array(this.#placements);
    for (const { task, started } of tasks) if (started >= 0) placed[started] = task;
    for (const task of placed) yield tasks[task]!;
    for (const task of tasks) if (task.started < 0) yield task;
  }

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'task-ready':
        this.#ready(record);
        return;
      case 'task-started':
        this.#started(record);
        return;
      case 'task-failed-over':
        this.#table.setMode(record.task, Field.mode, record.mode);
        return;
      case 'task-interrupted': {
        const interruptions = this.#interruptionsOf(record.task);
        interruptions.count++;
        interruptions.sinceUs = record.at;
        return;
      }
      case 'task-resumed':
        this.#standsNoLonger(record.task, record.at);
        this.#interruptionsOf(record.task).sinceUs = -1;
        return;
      case 'transfer-started':
        this.#table.set(record.task, Field.transferStartUs, record.at);
        return;
      case 'transfer-ended':
        this.#table.set(record.task, Field.transferEndUs, record.at);
        this.#table.set(record.task, Field.readBytes, record.readBytes);
        this.#table.set(record.task, Field.transferredBytes, record.transferredBytes);
        this.#table.setBusy(record.task, record.busy);
        return;
      case 'task-ended':
        this.#ended(record);
        return;
      case 'task-dropped':
        this.#table.setResult(record.task, record.result);
        this.#table.setWaits(record.task, record.waitedUs);
        return;
      case 'run-ended':
        for (const task of this.#table.interruptions.keys()) {
          if (this.#table.get(task, Field.endUs) < 0) this.#standsNoLonger(task, record.at);
        }
        return;
    }
  }

  #ready(record: Extract<TraceRecord, { kind: 'task-ready' }>): void {
    const table = this.#table;
    const row = table.add();
    table.set(row, Field.session, record.session);
    table.set(row, Field.vmRun, record.vmRun);
    table.set(row, Field.disk, record.disk);
    table.set(row, Field.attempt, record.attempt);
    table.set(row, Field.full, record.full ? 1 : 0);
    table.set(row, Field.readsAll, record.readsAll ? 1 : 0);
    table.set(row, Field.readyUs, record.at);
    // Bytes count when they have been read.
    table.set(row, Field.readBytes, 0);
    table.set(row, Field.transferredBytes, 0);
    table.set(row, Field.waitsAt, 0);
    table.set(row, Field.waits, 0);
    table.setResult(row, 'unfinished');
  }

  #started(record: Extract<TraceRecord, { kind: 'task-started' }>): void {
    const table = this.#table;
    const { task, second } = record;
    table.set(task, Field.startUs, record.at);
    table.set(task, Field.started, this.#placements++);
    table.set(task, Field.proxy, record.proxy);
    table.setMode(task, Field.mode, record.mode);
    if (second !== null) {
      table.set(task, Field.secondProxy, second.proxy);
      table.setMode(task, Field.secondMode, second.mode);
    }
    table.set(task, Field.repository, record.repository);
    table.setReason(task, record.decidedBy);
    table.setWaits(task, record.waitedUs);
  }

  #ended({ task, at, result }: Extract<TraceRecord, { kind: 'task-ended' }>): void {
    const transferEndUs = this.#table.get(task, Field.transferEndUs);
    // A disk that failed while it stood still may have to be detached after that.
    this.#standsNoLonger(task, transferEndUs < 0 ? at : transferEndUs);
    this.#table.set(task, Field.endUs, at);
    this.#table.setResult(task, result);
  }

  #standsNoLonger(task: number, atUs: number): void {
    const interruptions = this.#table.interruptions.get(task);
    if (interruptions === undefined || interruptions.sinceUs < 0) return;
    const lasted = atUs - interruptions.sinceUs;
    interruptions.totalUs += lasted;
    // Before the transfer it was the opening that stood still.
    if (this.#table.get(task, Field.transferStartUs) >= 0) interruptions.pausedUs += lasted;
  }

  #interruptionsOf(task: number): Interruptions {
    const known = this.#table.interruptions.get(task);
    if (known !== undefined) return known;
    const made = { count: 0, totalUs: 0, pausedUs: 0, sinceUs: -1 };
    this.#table.interruptions.set(task, made);
    return made;
  }
}
