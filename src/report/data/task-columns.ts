import { type Bottleneck, type TaskResult, type TaskRow, WAIT_CAUSES } from '../../metrics/summary.ts';
import { NameTable } from './name-table.ts';

/** In the place of a row of a list of names: none. */
export const NO_NAME = 0xffff;
/** In the place of a time: it never came to that. */
export const NEVER = -1;

export const BOTTLENECKS: readonly (Bottleneck | null)[] = [
  'source',
  'proxy',
  'network',
  'target',
  'throttling',
  'none',
  null,
];
export const RESULTS: readonly TaskResult[] = ['success', 'failed', 'window-closed', 'unfinished'];

/**
 * The rows of `tasks.csv`, column by column and in the same order; lists of names hold each name once. A task is one
 * attempt at one disk. Some 80 bytes a task.
 */
export interface TaskColumns {
  readonly count: number;
  readonly jobs: readonly string[];
  readonly vms: readonly string[];
  readonly disks: readonly string[];
  readonly proxies: readonly string[];
  readonly modes: readonly string[];
  readonly repositories: readonly string[];
  readonly reasons: readonly string[];
  /** Rows of the lists of names above; NO_NAME: none. */
  readonly job: Uint16Array;
  readonly vm: Uint32Array;
  readonly disk: Uint16Array;
  readonly proxy: Uint16Array;
  readonly mode: Uint16Array;
  readonly secondProxy: Uint16Array;
  readonly secondMode: Uint16Array;
  readonly repository: Uint16Array;
  readonly decidedBy: Uint16Array;
  /** From 1. */
  readonly session: Uint32Array;
  readonly attempt: Uint16Array;
  /** Seconds, NEVER where it did not come to that. */
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly transferStart: Float64Array;
  readonly transferEnd: Float64Array;
  readonly end: Float64Array;
  readonly readBytes: Float64Array;
  readonly transferredBytes: Float64Array;
  /** Rows of RESULTS and of BOTTLENECKS. */
  readonly result: Uint8Array;
  readonly bottleneck: Uint8Array;
  readonly interruptedSeconds: Float32Array;
  /** Where a task's waits begin in the two columns below; one more than there are tasks. */
  readonly waitsFrom: Uint32Array;
  /** Row of WAIT_CAUSES, in their order within each task. */
  readonly waitCause: Uint8Array;
  readonly waitSeconds: Float64Array;
}

/** One pass over the rows: nobody has to keep them. */
export function taskColumns(rows: Iterable<TaskRow>): TaskColumns {
  const names = {
    jobs: new NameTable(),
    vms: new NameTable(),
    disks: new NameTable(),
    proxies: new NameTable(),
    modes: new NameTable(),
    repositories: new NameTable(),
    reasons: new NameTable(),
  };
  const column = (): number[] => [];
  const job = column();
  const vm = column();
  const disk = column();
  const proxy = column();
  const mode = column();
  const secondProxy = column();
  const secondMode = column();
  const repository = column();
  const decidedBy = column();
  const session = column();
  const attempt = column();
  const ready = column();
  const start = column();
  const transferStart = column();
  const transferEnd = column();
  const end = column();
  const readBytes = column();
  const transferredBytes = column();
  const result = column();
  const bottleneck = column();
  const interruptedSeconds = column();
  const waitsFrom = column();
  const waitCause = column();
  const waitSeconds = column();
  const orNone = (table: NameTable, name: string | null) => (name === null ? NO_NAME : table.row(name));
  for (const row of rows) {
    job.push(names.jobs.row(row.job));
    vm.push(names.vms.row(row.vm));
    disk.push(names.disks.row(row.disk));
    proxy.push(orNone(names.proxies, row.proxy));
    mode.push(orNone(names.modes, row.mode));
    secondProxy.push(orNone(names.proxies, row.secondProxy));
    secondMode.push(orNone(names.modes, row.secondMode));
    repository.push(names.repositories.row(row.repository));
    decidedBy.push(orNone(names.reasons, row.decidedBy));
    session.push(row.session);
    attempt.push(row.attempt);
    ready.push(row.readySeconds);
    start.push(row.startSeconds ?? NEVER);
    transferStart.push(row.transferStartSeconds ?? NEVER);
    transferEnd.push(row.transferEndSeconds ?? NEVER);
    end.push(row.endSeconds ?? NEVER);
    readBytes.push(row.readBytes);
    transferredBytes.push(row.transferredBytes);
    result.push(RESULTS.indexOf(row.result));
    bottleneck.push(BOTTLENECKS.indexOf(row.bottleneck));
    interruptedSeconds.push(row.interruptedSeconds);
    waitsFrom.push(waitCause.length);
    for (const { cause, seconds } of row.waitedFor) {
      waitCause.push(WAIT_CAUSES.indexOf(cause));
      waitSeconds.push(seconds);
    }
  }
  waitsFrom.push(waitCause.length);
  return {
    count: job.length,
    jobs: names.jobs.names,
    vms: names.vms.names,
    disks: names.disks.names,
    proxies: names.proxies.names,
    modes: names.modes.names,
    repositories: names.repositories.names,
    reasons: names.reasons.names,
    job: Uint16Array.from(job),
    vm: Uint32Array.from(vm),
    disk: Uint16Array.from(disk),
    proxy: Uint16Array.from(proxy),
    mode: Uint16Array.from(mode),
    secondProxy: Uint16Array.from(secondProxy),
    secondMode: Uint16Array.from(secondMode),
    repository: Uint16Array.from(repository),
    decidedBy: Uint16Array.from(decidedBy),
    session: Uint32Array.from(session),
    attempt: Uint16Array.from(attempt),
    ready: Float64Array.from(ready),
    start: Float64Array.from(start),
    transferStart: Float64Array.from(transferStart),
    transferEnd: Float64Array.from(transferEnd),
    end: Float64Array.from(end),
    readBytes: Float64Array.from(readBytes),
    transferredBytes: Float64Array.from(transferredBytes),
    result: Uint8Array.from(result),
    bottleneck: Uint8Array.from(bottleneck),
    interruptedSeconds: Float32Array.from(interruptedSeconds),
    waitsFrom: Uint32Array.from(waitsFrom),
    waitCause: Uint8Array.from(waitCause),
    waitSeconds: Float64Array.from(waitSeconds),
  };
}

/** What a task waited for, by cause, and in all. Seconds. */
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
