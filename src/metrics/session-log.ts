import type { TraceRecord } from '../trace/record.ts';
import { GrowingTable } from './growing-table.ts';
import type { TaskLog } from './task-log.ts';

/** One session as the trace told of it; times in whole microseconds, -1 where it never came to that. */
export interface LoggedSession {
  readonly session: number;
  readonly job: number;
  readonly number: number;
  readonly startUs: number;
  readonly closesAtUs: number;
  /** Passes over its VMs that have begun: one, and one per retry. */
  attempts: number;
  endUs: number;
  result: 'success' | 'warning' | 'failed' | 'unfinished';
  /** VMs whose last attempt in it failed. */
  readonly failedVms: Set<number>;
  /** Tasks that transfer at the same time; time with none of them does not count as transfer time. */
  transferring: number;
  transferringSinceUs: number;
  transferUs: number;
}

/** What a task's transfer does: it flows, or a lost connection holds it up; -1: there is none. */
const FLOWS = 1;
const IS_HELD_UP = 0;
const NO_TRANSFER = -1;

/** Every session of a run, put together from the run's records. */
export class SessionLog {
  readonly sessions: LoggedSession[] = [];
  readonly #tasks: TaskLog;
  readonly #transfers = new GrowingTable((rows) => ({ state: new Int8Array(rows) }), NO_TRANSFER);

  /** `tasks` has heard of a task before. */
  constructor(tasks: TaskLog) {
    this.#tasks = tasks;
  }

  sessionStarted(record: Extract<TraceRecord, { kind: 'session-started' }>): void {
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

  transferStarted({ task, at }: Extract<TraceRecord, { kind: 'transfer-started' }>): void {
    this.#transfers.include(task);
    this.#becomes(task, FLOWS, at);
  }

  transferEnded({ task, at }: Extract<TraceRecord, { kind: 'transfer-ended' }>): void {
    this.#becomes(task, NO_TRANSFER, at);
  }

  taskInterrupted({ task, at }: Extract<TraceRecord, { kind: 'task-interrupted' }>): void {
    if (this.#isTransferring(task)) this.#becomes(task, IS_HELD_UP, at);
  }

  taskResumed({ task, at }: Extract<TraceRecord, { kind: 'task-resumed' }>): void {
    if (this.#isTransferring(task)) this.#becomes(task, FLOWS, at);
  }

  sessionRetried({ session, attempt }: Extract<TraceRecord, { kind: 'session-retried' }>): void {
    this.sessions[session]!.attempts = attempt;
  }

  vmEnded({ vm, session, result }: Extract<TraceRecord, { kind: 'vm-ended' }>): void {
    const { failedVms } = this.sessions[session]!;
    if (result === 'failed') failedVms.add(vm);
    else failedVms.delete(vm);
  }

  sessionEnded({ session, at, result }: Extract<TraceRecord, { kind: 'session-ended' }>): void {
    this.sessions[session]!.endUs = at;
    this.sessions[session]!.result = result;
  }

  runEnded({ at }: Extract<TraceRecord, { kind: 'run-ended' }>): void {
    for (const session of this.sessions) {
      if (session.transferring > 0) transferring(session, -session.transferring, at);
    }
  }

  #isTransferring(task: number): boolean {
    return task < this.#transfers.length && this.#transfers.columns.state[task] !== NO_TRANSFER;
  }

  #becomes(task: number, state: number, atUs: number): void {
    const { state: states } = this.#transfers.columns;
    const before = states[task]!;
    states[task] = state;
    const change = (state === FLOWS ? 1 : 0) - (before === FLOWS ? 1 : 0);
    if (change !== 0) transferring(this.sessions[this.#tasks.tasks.session[task]!]!, change, atUs);
  }
}

function transferring(session: LoggedSession, change: number, atUs: number): void {
  if (session.transferring > 0) session.transferUs += atUs - session.transferringSinceUs;
  session.transferringSinceUs = atUs;
  session.transferring += change;
}
