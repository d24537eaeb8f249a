import type { TraceRecord } from '../trace/record.ts';

/** One session as the trace told of it; times in whole microseconds, -1 where it never came to that. */
export interface LoggedSession {
  readonly session: number;
  readonly job: number;
  readonly number: number;
  readonly startUs: number;
  readonly closesAtUs: number;
  readonly tasks: number[];
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
  longestSnapshotUs: number;
}

/** What became of a VM in the last session of a job. */
export interface VmResult {
  readonly session: number;
  readonly vmRun: number;
  readonly protected: boolean;
}

/** Every session of a run and the lives of its snapshots, put together from the run's records. */
export class SessionLog {
  readonly sessions: LoggedSession[] = [];
  /** By job, then by VM. */
  readonly #vmResults: Map<number, VmResult>[] = [];
  readonly #sessionOfTask: number[] = [];
  readonly #sessionOfVmRun: number[] = [];
  readonly #snapshotSinceUs = new Map<number, number>();
  /** Tasks that transfer; false: a lost connection holds them up. */
  readonly #transfers = new Map<number, boolean>();

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'session-started':
        this.#started(record);
        return;
      case 'task-ready':
        this.#sessionOfTask[record.task] = record.session;
        this.#sessionOfVmRun[record.vmRun] = record.session;
        this.sessions[record.session]!.tasks.push(record.task);
        return;
      case 'transfer-started':
        this.#flows(record.task, true, record.at);
        return;
      case 'transfer-ended':
        this.#flows(record.task, false, record.at);
        this.#transfers.delete(record.task);
        return;
      case 'task-interrupted':
        if (this.#transfers.has(record.task)) this.#flows(record.task, false, record.at);
        return;
      case 'task-resumed':
        if (this.#transfers.has(record.task)) this.#flows(record.task, true, record.at);
        return;
      case 'session-retried':
        this.sessions[record.session]!.attempts = record.attempt;
        return;
      case 'snapshot-created':
        this.#snapshotSinceUs.set(record.vmRun, record.at);
        return;
      case 'snapshot-removing':
        this.#snapshotEnds(record.vmRun, record.at);
        return;
      case 'vm-ended': {
        const { vm, vmRun, session, result } = record;
        const { job, failedVms } = this.sessions[session]!;
        if (result === 'failed') failedVms.add(vm);
        else failedVms.delete(vm);
        this.#vmResults[job] ??= new Map();
        this.#vmResults[job].set(vm, { session, vmRun, protected: result !== 'failed' });
        return;
      }
      case 'session-ended':
        this.sessions[record.session]!.endUs = record.at;
        this.sessions[record.session]!.result = record.result;
        return;
      case 'run-ended':
        for (const vmRun of this.#snapshotSinceUs.keys()) this.#snapshotEnds(vmRun, record.at);
        for (const session of this.sessions) {
          if (session.transferring > 0) this.#transferring(session, -session.transferring, record.at);
        }
        return;
    }
  }

  /** Undefined: it has not ended in any session of the job. */
  lastResult(job: number, vm: number): VmResult | undefined {
    return this.#vmResults[job]?.get(vm);
  }

  #started(record: Extract<TraceRecord, { kind: 'session-started' }>): void {
    this.sessions.push({
      session: record.session,
      job: record.job,
      number: record.number,
      startUs: record.at,
      closesAtUs: record.closesAt ?? Number.POSITIVE_INFINITY,
      tasks: [],
      attempts: 1,
      endUs: -1,
      result: 'unfinished',
      failedVms: new Set(),
      transferring: 0,
      transferringSinceUs: 0,
      transferUs: 0,
      longestSnapshotUs: 0,
    });
  }

  #flows(task: number, isFlowing: boolean, atUs: number): void {
    const before = this.#transfers.get(task) ?? false;
    this.#transfers.set(task, isFlowing);
    if (before === isFlowing) return;
    this.#transferring(this.sessions[this.#sessionOfTask[task]!]!, isFlowing ? 1 : -1, atUs);
  }

  #transferring(session: LoggedSession, change: number, atUs: number): void {
    if (session.transferring > 0) session.transferUs += atUs - session.transferringSinceUs;
    session.transferringSinceUs = atUs;
    session.transferring += change;
  }

  #snapshotEnds(vmRun: number, atUs: number): void {
    const since = this.#snapshotSinceUs.get(vmRun);
    if (since === undefined) return;
    const session = this.sessions[this.#sessionOfVmRun[vmRun]!]!;
    session.longestSnapshotUs = Math.max(session.longestSnapshotUs, atUs - since);
    this.#snapshotSinceUs.delete(vmRun);
  }
}
