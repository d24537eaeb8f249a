import type { InterruptionColumns } from '../../metrics/columns/interruption-columns.ts';
import { NEVER, NO_NAME, type TaskFigures } from '../../metrics/columns/task-columns.ts';
import type { TaskRow } from '../../metrics/columns/task-rows.ts';
import { BOTTLENECKS, TASK_RESULTS, WAIT_CAUSES } from '../../metrics/summary/summary.ts';

const NEVER_INTERRUPTED: InterruptionColumns = {
  interruptedTask: new Uint32Array(0),
  interruptedFrom: new Float64Array(0),
  interruptedTo: new Float64Array(0),
};

/**
 * Columns of made-up tasks as a run would have them: names are in order of first use. `interrupted`: when, which rows do not
 * tell.
 */
export function rowsAsColumns(
  rows: readonly TaskRow[],
  interrupted: InterruptionColumns = NEVER_INTERRUPTED,
): TaskFigures {
  const names = (of: (row: TaskRow) => readonly (string | null)[]): string[] => [
    ...new Set(rows.flatMap((row) => of(row).filter((name) => name !== null))),
  ];
  const numbers = (table: readonly string[]) => new Map(table.map((name, number) => [name, number]));
  const named = (table: readonly string[], of: (row: TaskRow) => string | null) => {
    const known = numbers(table);
    return Uint32Array.from(rows, (row) => known.get(of(row) ?? '') ?? NO_NAME);
  };
  const jobs = names(({ job }) => [job]);
  const vms = names(({ vm }) => [vm]);
  const vmNumbers = numbers(vms);
  const disks = names(({ disk }) => [disk]);
  const proxies = names(({ proxy, secondProxy }) => [proxy, secondProxy]);
  const modes = names(({ mode, secondMode }) => [mode, secondMode]);
  const repositories = names(({ repository }) => [repository]);
  const reasons = names(({ decidedBy }) => [decidedBy]);
  const time = (of: (row: TaskRow) => number | null) => Float64Array.from(rows, (row) => of(row) ?? NEVER);
  let waits = 0;
  const allWaits = rows.flatMap(({ waitedFor }) => waitedFor);
  return {
    count: rows.length,
    jobs,
    vms,
    disks,
    proxies,
    modes,
    repositories,
    reasons,
    job: named(jobs, ({ job }) => job),
    vm: Uint32Array.from(rows, ({ vm }) => vmNumbers.get(vm)!),
    disk: named(disks, ({ disk }) => disk),
    proxy: named(proxies, ({ proxy }) => proxy),
    mode: named(modes, ({ mode }) => mode),
    secondProxy: named(proxies, ({ secondProxy }) => secondProxy),
    secondMode: named(modes, ({ secondMode }) => secondMode),
    repository: named(repositories, ({ repository }) => repository),
    decidedBy: named(reasons, ({ decidedBy }) => decidedBy),
    session: Uint32Array.from(rows, ({ session }) => session),
    attempt: Uint32Array.from(rows, ({ attempt }) => attempt),
    ready: time(({ readySeconds }) => readySeconds),
    start: time(({ startSeconds }) => startSeconds),
    transferStart: time(({ transferStartSeconds }) => transferStartSeconds),
    transferEnd: time(({ transferEndSeconds }) => transferEndSeconds),
    end: time(({ endSeconds }) => endSeconds),
    readBytes: Float64Array.from(rows, ({ readBytes }) => readBytes),
    transferredBytes: Float64Array.from(rows, ({ transferredBytes }) => transferredBytes),
    result: Uint8Array.from(rows, ({ result }) => TASK_RESULTS.indexOf(result)),
    bottleneck: Uint8Array.from(rows, ({ bottleneck }) =>
      bottleneck === null ? BOTTLENECKS.length : BOTTLENECKS.indexOf(bottleneck),
    ),
    interruptedSeconds: Float64Array.from(rows, ({ interruptedSeconds }) => interruptedSeconds),
    waitsFrom: Uint32Array.from([0, ...rows.map(({ waitedFor }) => (waits += waitedFor.length))]),
    waitCause: Uint8Array.from(allWaits, ({ cause }) => WAIT_CAUSES.indexOf(cause)),
    waitSeconds: Float64Array.from(allWaits, ({ seconds }) => seconds),
    queueWaitSeconds: Float64Array.from(rows, ({ queueWaitSeconds }) => queueWaitSeconds),
    interruptions: Uint32Array.from(rows, ({ interruptions }) => interruptions),
    ...interrupted,
  };
}
