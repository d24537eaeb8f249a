import { CONNECTION_MODES } from '../../trace/mode-number.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import { BOTTLENECKS, type Bottleneck } from '../summary/summary.ts';
import { type InterruptionColumns, interruptionColumns } from './interruption-columns.ts';
import { NameTable } from './name-table.ts';
import { sharedColumn } from './shared-column.ts';

/** Stands for no name, instead of a row of a list of names. */
export const NO_NAME = 0xffffffff;
/** Instead of a time: it did not happen. */
export const NEVER = -1;
/** What limited a task; null: it transferred nothing. */
export const TASK_BOTTLENECKS: readonly (Bottleneck | null)[] = [...BOTTLENECKS, null];
const NOT_TRANSFERRED = TASK_BOTTLENECKS.indexOf(null);

/**
 * Tasks column by column, in order of start and, at the same instant, of the decisions. Tasks that never started come last,
 * in the order in which they became ready. A task is one attempt at one disk. Lists of names hold each name once, in order of
 * first use. About 80 bytes per task.
 */
export interface TaskColumns extends InterruptionColumns {
  readonly count: number;
  readonly jobs: readonly string[];
  readonly vms: readonly string[];
  readonly disks: readonly string[];
  readonly proxies: readonly string[];
  readonly modes: readonly string[];
  readonly repositories: readonly string[];
  readonly reasons: readonly string[];
  /** Rows of the lists of names above; NO_NAME: none. */
  readonly job: Uint32Array;
  readonly vm: Uint32Array;
  readonly disk: Uint32Array;
  readonly proxy: Uint32Array;
  readonly mode: Uint32Array;
  readonly secondProxy: Uint32Array;
  readonly secondMode: Uint32Array;
  readonly repository: Uint32Array;
  readonly decidedBy: Uint32Array;
  /** From 1. */
  readonly session: Uint32Array;
  readonly attempt: Uint32Array;
  /** Seconds; NEVER if it did not happen. */
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly transferStart: Float64Array;
  readonly transferEnd: Float64Array;
  readonly end: Float64Array;
  readonly readBytes: Float64Array;
  readonly transferredBytes: Float64Array;
  /** Rows of TASK_RESULTS and of TASK_BOTTLENECKS. */
  readonly result: Uint8Array;
  readonly bottleneck: Uint8Array;
  /** Where each task's waits begin in the two columns below; one entry more than there are tasks. */
  readonly waitsFrom: Uint32Array;
  /** Rows of WAIT_CAUSES, ascending within each task. */
  readonly waitCause: Uint8Array;
  readonly waitSeconds: Float64Array;
}

/** Further columns of the same tasks, in the same order. */
export interface TaskFigures extends TaskColumns {
  readonly queueWaitSeconds: Float64Array;
  /** How often a connection on its way was lost. */
  readonly interruptions: Uint32Array;
  /** How long it was paused because of that. */
  readonly interruptedSeconds: Float64Array;
}

/** Throws before the run has ended. */
export function taskFigures(collector: Collector): TaskFigures {
  const { model, tasks: log, sessions, order } = collector;
  const { tasks, count } = log;
  const jobs = new NameTable(model.jobs.length, (row) => model.jobs[row]!.name);
  const vms = new NameTable(model.vms.length, (row) => model.vms.nameOf(row), true);
  const disks = new NameTable(model.disks.length, (row) => model.disks.nameOf(row));
  const proxies = new NameTable(model.proxies.length, (row) => model.proxies[row]!.name);
  const modes = new NameTable(CONNECTION_MODES.length, (row) => CONNECTION_MODES[row]!);
  const repositories = new NameTable(model.repositories.length, (row) => model.repositories[row]?.name ?? '');
  const reasons = new NameTable(log.reasons.length, (row) => log.reasons[row]!);
  const found = {
    count,
    jobs: jobs.names,
    vms: vms.names,
    disks: disks.names,
    proxies: proxies.names,
    modes: modes.names,
    repositories: repositories.names,
    reasons: reasons.names,
    job: sharedColumn(Uint32Array, count),
    vm: sharedColumn(Uint32Array, count),
    disk: sharedColumn(Uint32Array, count),
    proxy: sharedColumn(Uint32Array, count),
    mode: sharedColumn(Uint32Array, count),
    secondProxy: sharedColumn(Uint32Array, count),
    secondMode: sharedColumn(Uint32Array, count),
    repository: sharedColumn(Uint32Array, count),
    decidedBy: sharedColumn(Uint32Array, count),
    session: sharedColumn(Uint32Array, count),
    attempt: sharedColumn(Uint32Array, count),
    ready: inSeconds(tasks.readyUs, order),
    start: inSeconds(tasks.startUs, order),
    transferStart: inSeconds(tasks.transferStartUs, order),
    transferEnd: inSeconds(tasks.transferEndUs, order),
    end: inSeconds(tasks.endUs, order),
    readBytes: sharedColumn(Float64Array, count),
    transferredBytes: sharedColumn(Float64Array, count),
    result: sharedColumn(Uint8Array, count),
    bottleneck: sharedColumn(Uint8Array, count),
    interruptedSeconds: sharedColumn(Float64Array, count),
    ...waitsInOrder(collector, order),
    ...interruptionColumns(log, order),
    queueWaitSeconds: sharedColumn(Float64Array, count),
    interruptions: sharedColumn(Uint32Array, count),
  };
  const orNone = (names: NameTable, row: number) => (row < 0 ? NO_NAME : names.number(row));
  for (let row = 0; row < count; row++) {
    const task = order[row]!;
    const disk = tasks.disk[task]!;
    const { job, number } = sessions.sessions[tasks.session[task]!]!;
    const { totalUs, count: interruptions } = log.interruptionsOf(task);
    const repository = tasks.repository[task]!;
    found.job[row] = jobs.number(job);
    found.vm[row] = vms.number(model.disks.vmOf(disk));
    found.disk[row] = disks.number(disk);
    found.proxy[row] = orNone(proxies, tasks.proxy[task]!);
    found.mode[row] = orNone(modes, tasks.mode[task]!);
    found.secondProxy[row] = orNone(proxies, tasks.secondProxy[task]!);
    found.secondMode[row] = orNone(modes, tasks.secondMode[task]!);
    found.repository[row] = repositories.number(repository < 0 ? model.jobs[job]!.repository : repository);
    found.decidedBy[row] = orNone(reasons, tasks.decidedBy[task]!);
    found.session[row] = number;
    found.attempt[row] = tasks.attempt[task]!;
    found.readBytes[row] = tasks.readBytes[task]!;
    found.transferredBytes[row] = tasks.transferredBytes[task]!;
    found.result[row] = tasks.result[task]!;
    found.bottleneck[row] = tasks.bottleneck[task]! < 0 ? NOT_TRANSFERRED : tasks.bottleneck[task]!;
    found.interruptedSeconds[row] = totalUs / SECOND_US;
    found.queueWaitSeconds[row] = log.queueWaitUs(task) / SECOND_US;
    found.interruptions[row] = interruptions;
  }
  return found;
}

function inSeconds(us: Float64Array, order: Int32Array): Float64Array {
  const seconds = sharedColumn(Float64Array, order.length);
  for (let row = 0; row < order.length; row++) {
    seconds[row] = secondsAt(us[order[row]!]!);
  }
  return seconds;
}

/** Converts an instant of a log (microseconds; -1: it did not happen) to that of a column (seconds or NEVER). */
export function secondsAt(us: number): number {
  return us < 0 ? NEVER : us / SECOND_US;
}

type Waits = Pick<TaskColumns, 'waitsFrom' | 'waitCause' | 'waitSeconds'>;

function waitsInOrder({ tasks: log }: Collector, order: Int32Array): Waits {
  const { waitsFrom: from, waitsTo: to } = log.tasks;
  const waitsFrom = sharedColumn(Uint32Array, order.length + 1);
  for (let row = 0; row < order.length; row++) {
    const task = order[row]!;
    waitsFrom[row + 1] = waitsFrom[row]! + to[task]! - from[task]!;
  }
  const waitCause = sharedColumn(Uint8Array, waitsFrom[order.length]!);
  const waitSeconds = sharedColumn(Float64Array, waitCause.length);
  for (let row = 0, next = 0; row < order.length; row++) {
    const task = order[row]!;
    for (let wait = from[task]!; wait < to[task]!; wait++, next++) {
      waitCause[next] = log.waits.cause[wait]!;
      waitSeconds[next] = log.waits.us[wait]! / SECOND_US;
    }
  }
  return { waitsFrom, waitCause, waitSeconds };
}

/** How long a task waited, by cause (a row of WAIT_CAUSES). */
export function waitsOf(
  tasks: TaskColumns,
  row: number,
): { readonly cause: number; readonly seconds: number }[] {
  const found = [];
  for (let at = tasks.waitsFrom[row]!; at < tasks.waitsFrom[row + 1]!; at++) {
    found.push({ cause: tasks.waitCause[at]!, seconds: tasks.waitSeconds[at]! });
  }
  return found;
}
