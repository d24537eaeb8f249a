import type { Connection } from '../model/transport.ts';
import type { TraceRecord } from '../trace/record.ts';
import type { TaskResult } from './summary.ts';

/** One task as the trace told of it; times in whole microseconds, -1 where it never came to that. */
export interface LoggedTask {
  readonly task: number;
  readonly session: number;
  readonly vmRun: number;
  readonly disk: number;
  readonly attempt: number;
  readonly full: boolean;
  readonly readsAll: boolean;
  readonly readyUs: number;
  proxy: number;
  mode: Connection | null;
  /** The proxy that wrote what the first one read. */
  second: { readonly proxy: number; readonly mode: Connection } | null;
  /** Whose slot it held: of a scale-out repository the extent. */
  repository: number;
  decidedBy: string | null;
  /** Number of its placement in the run, from 0: tells the order of decisions at one instant; -1: never placed. */
  started: number;
  startUs: number;
  transferStartUs: number;
  transferEndUs: number;
  endUs: number;
  readBytes: number;
  transferredBytes: number;
  waitedUs: readonly number[];
  /** How often a connection on its way was lost, and for how long it stood still because of that. */
  interruptions: number;
  interruptedUs: number;
  /** The part of it in the midst of the transfer. */
  pausedUs: number;
  /** It stands still since then, or did so to its end; -1: it does not. */
  interruptedSinceUs: number;
  /** Busy shares by stage, once it has transferred. */
  busy: readonly number[] | null;
  result: TaskResult;
}

/** Every task of a run, put together from its records. */
export class TaskLog {
  readonly tasks: LoggedTask[] = [];
  #placements = 0;

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'task-ready':
        this.#ready(record);
        return;
      case 'task-started': {
        const task = this.tasks[record.task]!;
        task.startUs = record.at;
        task.started = this.#placements++;
        task.proxy = record.proxy;
        task.mode = record.mode;
        task.second = record.second;
        task.repository = record.repository;
        task.decidedBy = record.decidedBy;
        task.waitedUs = record.waitedUs;
        return;
      }
      case 'task-failed-over':
        this.tasks[record.task]!.mode = record.mode;
        return;
      case 'task-interrupted':
        this.tasks[record.task]!.interruptions++;
        this.tasks[record.task]!.interruptedSinceUs = record.at;
        return;
      case 'task-resumed':
        this.#standsNoLonger(this.tasks[record.task]!, record.at);
        this.tasks[record.task]!.interruptedSinceUs = -1;
        return;
      case 'transfer-started':
        this.tasks[record.task]!.transferStartUs = record.at;
        return;
      case 'transfer-ended': {
        const task = this.tasks[record.task]!;
        task.transferEndUs = record.at;
        task.readBytes = record.readBytes;
        task.transferredBytes = record.transferredBytes;
        task.busy = record.busy;
        return;
      }
      case 'task-ended':
        this.#ended(this.tasks[record.task]!, record);
        return;
      case 'task-dropped':
        this.tasks[record.task]!.result = record.result;
        this.tasks[record.task]!.waitedUs = record.waitedUs;
        return;
      case 'run-ended':
        for (const task of this.tasks) if (task.endUs < 0) this.#standsNoLonger(task, record.at);
        return;
    }
  }

  #ended(task: LoggedTask, { at, result }: Extract<TraceRecord, { kind: 'task-ended' }>): void {
    // A disk that failed while it stood still may have to be detached after that.
    this.#standsNoLonger(task, task.transferEndUs < 0 ? at : task.transferEndUs);
    task.endUs = at;
    task.result = result;
  }

  #standsNoLonger(task: LoggedTask, atUs: number): void {
    if (task.interruptedSinceUs < 0) return;
    const lasted = atUs - task.interruptedSinceUs;
    task.interruptedUs += lasted;
    // Before the transfer it was the opening that stood still.
    if (task.transferStartUs >= 0) task.pausedUs += lasted;
  }

  #ready(record: Extract<TraceRecord, { kind: 'task-ready' }>): void {
    this.tasks.push({
      task: record.task,
      session: record.session,
      vmRun: record.vmRun,
      disk: record.disk,
      attempt: record.attempt,
      full: record.full,
      readsAll: record.readsAll,
      readyUs: record.at,
      proxy: -1,
      mode: null,
      second: null,
      repository: -1,
      decidedBy: null,
      started: -1,
      startUs: -1,
      transferStartUs: -1,
      transferEndUs: -1,
      endUs: -1,
      // Bytes count when they have been read.
      readBytes: 0,
      transferredBytes: 0,
      waitedUs: [],
      interruptions: 0,
      interruptedUs: 0,
      pausedUs: 0,
      interruptedSinceUs: -1,
      busy: null,
      result: 'unfinished',
    });
  }
}
