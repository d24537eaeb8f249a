import type { RecordOf } from '../../trace/record.ts';
import type { TaskLog } from './task-log.ts';

/** One session, put together from the trace; times in whole microseconds, -1 if it did not happen. */
export interface LoggedSession {
  readonly session: number;
  readonly job: number;
  readonly number: number;
  readonly startUs: number;
  readonly closesAtUs: number;
  /** Passes over its VMs that have begun: one plus one per retry. */
  attempts: number;
  endUs: number;
  result: 'success' | 'warning' | 'failed' | 'unfinished';
  /** VMs whose last attempt in it failed. */
  readonly failedVms: Set<number>;
  /** Number of tasks that are transferring now. Time with none of them does not count as transfer time. */
  transferring: number;
  transferringSinceUs: number;
  transferUs: number;
}

/** Every session of a run, put together from the run's records. */
export class SessionLog {
  readonly sessions: LoggedSession[] = [];
  readonly #tasks: TaskLog;
  /** Tasks whose transfer is paused because a connection is lost. */
  readonly #heldUp = new Set<number>();

  /** `tasks` must have received every record of a task before this log does. */
  constructor(tasks: TaskLog) {
    this.#tasks = tasks;
  }

  sessionStarted(record: RecordOf<'session-started'>): void {
    this.sessions.push({
      session: record.session,
      job: record.job,
      number: record.number,
      startUs: record.at,
      closesAtUs: record.closesAt ?? Number.POSITIVE_INFINITY,
      attempts: 1,
      endUs: -1,
      result: 'unfinished',
      failedVms: new Set(),
      transferring: 0,
      transferringSinceUs: 0,
      transferUs: 0,
    });
  }

  transferStarted({ task, at }: RecordOf<'transfer-started'>): void {
    this.#flows(task, 1, at);
  }

  transferEnded({ task, at }: RecordOf<'transfer-ended'>): void {
    if (this.#heldUp.size > 0 && this.#heldUp.delete(task)) return;
    this.#flows(task, -1, at);
  }

  taskInterrupted({ task, at }: RecordOf<'task-interrupted'>): void {
    if (!this.#tasks.isTransferring(task) || this.#heldUp.has(task)) return;
    this.#heldUp.add(task);
    this.#flows(task, -1, at);
  }

  taskResumed({ task, at }: RecordOf<'task-resumed'>): void {
    if (this.#heldUp.delete(task)) this.#flows(task, 1, at);
  }

  sessionRetried({ session, attempt }: RecordOf<'session-retried'>): void {
    this.sessions[session]!.attempts = attempt;
  }

  vmEnded({ vm, session, result }: RecordOf<'vm-ended'>): void {
    const { failedVms } = this.sessions[session]!;
    if (result === 'failed') failedVms.add(vm);
    else if (failedVms.size > 0) failedVms.delete(vm);
  }

  sessionEnded({ session, at, result }: RecordOf<'session-ended'>): void {
    this.sessions[session]!.endUs = at;
    this.sessions[session]!.result = result;
  }

  runEnded({ at }: RecordOf<'run-ended'>): void {
    for (const session of this.sessions) {
      if (session.transferring > 0) transferring(session, -session.transferring, at);
    }
  }

  /** Counts one transfer more or less for a task's session. */
  #flows(task: number, change: 1 | -1, atUs: number): void {
    transferring(this.sessions[this.#tasks.tasks.session[task]!]!, change, atUs);
  }
}

function transferring(session: LoggedSession, change: number, atUs: number): void {
  if (session.transferring > 0) session.transferUs += atUs - session.transferringSinceUs;
  session.transferringSinceUs = atUs;
  session.transferring += change;
}
