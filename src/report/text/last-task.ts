import { boundName } from '../../metrics/bound/bound-name.ts';
import type { TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';

/** Above this share of the window, the last task nearly is the window, and the queue before it hardly matters. */
const MOST_OF_IT = 0.5;
/** A task this many times as long as the mean stands out; where all are alike, the last one says nothing. */
const STANDS_OUT = 2;

/**
 * The task that ended last, where it is much longer than others and took most of the window of a single night. Not if the
 * lower bound, which is reported anyway, names the same task.
 */
export function lastTaskLine({ columns, summary, work }: RunResult): string | undefined {
  const { window, jobs, bound, totals } = summary;
  const isOneNight = Object.values(jobs).every(({ sessions }) => sessions.length <= 1);
  if (window === null || !isOneNight || totals.tasks < 2) return undefined;
  const { tasks } = columns;
  const last = lastToEnd(tasks);
  if (last === undefined) return undefined;
  const seconds = tasks.end[last]! - tasks.start[last]!;
  const name = `${tasks.vms[tasks.vm[last]!]!}/${tasks.disks[tasks.disk[last]!]!}`;
  if (!(seconds > MOST_OF_IT * window.seconds && seconds >= (STANDS_OUT * work.heldSeconds) / totals.tasks))
    return undefined;
  if (bound !== null && boundName(bound.by).task === name) return undefined;
  const job = printable(tasks.jobs[tasks.job[last]!]!);
  return `Last task: ${printable(name)} of ${job} alone takes ${formatSeconds(seconds)} of the ${formatSeconds(window.seconds)}.`;
}

/** The first of equals; undefined if no task ended. */
function lastToEnd({ count, start, end }: TaskColumns): number | undefined {
  let last: number | undefined;
  for (let row = 0; row < count; row++) {
    if (start[row]! < 0 || end[row]! < 0) continue;
    if (last === undefined || end[row]! > end[last]!) last = row;
  }
  return last;
}
