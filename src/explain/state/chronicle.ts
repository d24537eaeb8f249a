import type { Model } from '../../model/model.ts';
import { readsToTheEnd } from '../../model/vms/task-bytes.ts';
import { MovedHosts } from '../../model/ways/moved-hosts.ts';
import { destinationOf } from '../../model/ways/target.ts';
import type { TaskView } from '../../policy/policy.ts';
import { followMoves } from '../../trace/follow-moves.ts';
import type { RecordOf, TraceRecord, TraceSink } from '../../trace/record.ts';
import { WAIT_CAUSES, waitCauseNumber } from '../../trace/wait-cause.ts';
import type { ToldSession, ToldTransform, ToldVmRun } from './told.ts';

const RETRY_WAIT = waitCauseNumber('retry-wait');
const SEQUENTIAL = waitCauseNumber('sequential');

export type TaskStarted = RecordOf<'task-started'>;

/** One attempt at one disk with its whole life. Times in whole microseconds from the start; -1: it did not happen. */
export interface ToldTask extends Omit<TaskView, 'hasSnapshot' | 'sessionBytes' | 'host' | 'targetHost'> {
  /** When it started; before that see `atHosts` of `Replica`. */
  host: number;
  targetHost: number;
  readonly session: number;
  readonly vmRun: number;
  readonly disk: number;
  readonly attempt: number;
  readonly full: boolean;
  /** It reads the disk from end to end, at the rate of a full backup, however little has changed. */
  readonly readsToTheEnd: boolean;
  readonly targetDatastore: number;
  /** Planned amount. */
  readonly transferredBytes: number;
  /** Bytes of data, which may be less than what has to be read to find them. */
  readonly dataBytes: number;
  /** When it joined the queue, where it waits for slots. */
  joinUs: number;
  started: TaskStarted | undefined;
  startUs: number;
  transferStartUs: number;
  transferEndUs: number;
  /** When the end of the run cut its transfer; -1: not. */
  cutUs: number;
  /** When it released its slots, or was dropped without ever having any. */
  endUs: number;
  movedBytes: number;
  waitedUs: readonly number[];
  result: 'success' | 'window-closed' | 'failed' | 'unfinished';
  /** When it was interrupted; `toUs` -1: it never resumed. */
  readonly interruptions: { readonly fromUs: number; toUs: number }[];
  /** Failovers at its proxy, and at its second proxy if it has one. */
  failedOver: FailedOver | undefined;
  secondFailedOver: FailedOver | undefined;
}

interface FailedOver {
  readonly atUs: number;
  readonly mode: TaskStarted['mode'];
}

/** Keeps the records of a run in order, and puts them together by task, VM and session. */
export class Chronicle implements TraceSink {
  /** As the run began; see `MovedHosts`. */
  readonly model: Model;
  readonly records: TraceRecord[] = [];
  readonly tasks: ToldTask[] = [];
  readonly sessions: ToldSession[] = [];
  readonly vmRuns: ToldVmRun[] = [];
  readonly transforms: ToldTransform[] = [];
  /** The last record's time. */
  endUs = 0;
  readonly #vmsInPass = new Map<string, number>();
  readonly #moved: MovedHosts;

  constructor(model: Model) {
    this.model = model;
    this.#moved = new MovedHosts(model);
  }

  record(record: TraceRecord): void {
    this.endUs = record.at;
    // Samples of utilisation are very many, and no explanation needs them.
    if (record.kind === 'sample') return;
    this.records.push(record);
    switch (record.kind) {
      case 'session-started':
        this.sessions.push({
          job: record.job,
          number: record.number,
          startUs: record.at,
          closesAtUs: record.closesAt ?? Number.POSITIVE_INFINITY,
          tasks: [],
          endUs: -1,
        });
        return;
      case 'session-ended':
        this.sessions[record.session]!.endUs = record.at;
        return;
      case 'task-ready':
        this.#ready(record);
        return;
      case 'snapshot-created':
        this.vmRuns[record.vmRun]!.createdUs = record.at;
        return;
      case 'snapshot-removing':
        this.vmRuns[record.vmRun]!.removingUs = record.at;
        return;
      case 'snapshot-removed':
        this.vmRuns[record.vmRun]!.removedUs = record.at;
        return;
      case 'vm-ended':
        this.vmRuns[record.vmRun]!.endedUs = record.at;
        return;
      case 'transform-started': {
        const { session, repository, work, at } = record;
        this.transforms[record.transform] = { session, repository, work, startUs: at, endUs: -1 };
        return;
      }
      case 'transform-ended':
        this.transforms[record.transform]!.endUs = record.at;
        return;
      case 'vm-moved':
      case 'volume-moved':
        followMoves(this.#moved, record);
        return;
      case 'run-ended':
        return;
    }
    if ('task' in record) this.#live(record);
  }

  /** When a task ended, or else the run. */
  endOf({ endUs }: ToldTask): number {
    return endUs < 0 ? this.endUs : endUs;
  }

  /** The tasks of a session or of an attempt at a VM. */
  tasksOf({ tasks }: Pick<ToldSession | ToldVmRun, 'tasks'>): ToldTask[] {
    return tasks.map((task) => this.tasks[task]!);
  }

  /** The leading job's session whose end started this one, unless its window was closed then; -1: it follows no job. */
  leaderOf(session: number): number {
    const { model, sessions } = this;
    const { job, startUs } = sessions[session]!;
    const { schedule } = model.jobs[job]!.declaration;
    if (schedule.kind !== 'after') return -1;
    return sessions.findLastIndex(
      (other) => model.jobs[other.job]!.name === schedule.job && other.endUs >= 0 && other.endUs <= startUs,
    );
  }

  #ready(record: RecordOf<'task-ready'>): void {
    const { model } = this.#moved;
    const session = this.sessions[record.session]!;
    const job = model.jobs[session.job]!;
    const vm = model.disks.vmOf(record.disk);
    const datastore = model.disks.datastoreOf(record.disk);
    let vmRun = this.vmRuns[record.vmRun];
    if (vmRun === undefined) {
      const { session: number, attempt } = record;
      const pass = `${number}/${attempt}`;
      const order = this.#vmsInPass.get(pass) ?? 0;
      this.#vmsInPass.set(pass, order + 1);
      vmRun = {
        vm,
        session: number,
        attempt,
        order,
        tasks: [],
        createdUs: -1,
        removingUs: -1,
        removedUs: -1,
        endedUs: -1,
      };
      this.vmRuns[record.vmRun] = vmRun;
    }
    vmRun.tasks.push(record.task);
    session.tasks.push(record.task);
    const destination = destinationOf(model, session.job, record.disk);
    this.tasks.push({
      task: record.task,
      job: session.job,
      session: record.session,
      vmRun: record.vmRun,
      vm,
      disk: record.disk,
      vmOrder: vmRun.order,
      diskOrder: record.disk - model.vms.firstDiskOf(vm),
      attempt: record.attempt,
      full: record.full,
      readsToTheEnd: readsToTheEnd(model.vms.traitsOf(vm), record),
      host: model.vms.hostOf(vm),
      targetHost: destination.host,
      targetDatastore: destination.datastore,
      datastores: model.vms.datastoresOf(vm),
      datastore,
      repository: job.repository,
      priority: job.work.priority,
      sessionStartUs: session.startUs,
      readyUs: record.at,
      readBytes: record.readBytes,
      transferredBytes: record.transferredBytes,
      dataBytes: record.dataBytes,
      joinUs: record.at,
      started: undefined,
      startUs: -1,
      transferStartUs: -1,
      transferEndUs: -1,
      cutUs: -1,
      endUs: -1,
      movedBytes: 0,
      waitedUs: WAIT_CAUSES.map(() => 0),
      result: 'unfinished',
      interruptions: [],
      failedOver: undefined,
      secondFailedOver: undefined,
    });
  }

  #live(record: Extract<TraceRecord, { task: number }>): void {
    const task = this.tasks[record.task]!;
    switch (record.kind) {
      case 'task-started':
        task.started = record;
        task.startUs = record.at;
        Object.assign(task, hostsOf(this.#moved.model, task));
        waited(task, record.waitedUs);
        return;
      case 'task-dropped':
        task.result = record.result;
        task.endUs = record.at;
        waited(task, record.waitedUs);
        return;
      case 'transfer-started':
        task.transferStartUs = record.at;
        return;
      case 'transfer-ended':
        task.transferEndUs = record.at;
        standsNoMore(task, record.at);
        task.movedBytes = record.readBytes;
        return;
      case 'transfer-cut':
        task.cutUs = record.at;
        task.movedBytes = record.readBytes;
        return;
      case 'task-interrupted':
        task.interruptions.push({ fromUs: record.at, toUs: -1 });
        return;
      case 'task-resumed':
        task.interruptions.at(-1)!.toUs = record.at;
        return;
      case 'task-failed-over':
        task[record.isSecond ? 'secondFailedOver' : 'failedOver'] = { atUs: record.at, mode: record.mode };
        return;
      case 'task-ended':
        task.endUs = record.at;
        task.result = record.result;
        standsNoMore(task, record.at);
        return;
    }
  }
}

/**
 * Whether a task had ended at or before an instant. A VM's snapshot exists until its last disk ends, unless the array
 * has its own.
 */
export function isOverBy({ endUs }: ToldTask, atUs: number): boolean {
  return endUs >= 0 && endUs <= atUs;
}

/** The hosts of both ends of a task, as the model has them. */
export function hostsOf(
  model: Model,
  { job, vm, disk }: Pick<ToldTask, 'job' | 'vm' | 'disk'>,
): Pick<ToldTask, 'host' | 'targetHost'> {
  return { host: model.vms.hostOf(vm), targetHost: destinationOf(model, job, disk).host };
}

/** Ends an open interruption of a task that was given up: afterwards it only detaches its disk. */
function standsNoMore({ interruptions }: ToldTask, at: number): void {
  const last = interruptions.at(-1);
  if (last !== undefined && last.toUs < 0) last.toUs = at;
}

/** The pause before a retry and the wait for the task's turn come before it joins the queue. */
function waited(task: ToldTask, waitedUs: readonly number[]): void {
  task.waitedUs = waitedUs;
  task.joinUs = task.readyUs + waitedUs[RETRY_WAIT]! + waitedUs[SEQUENTIAL]!;
}
