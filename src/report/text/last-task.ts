import { boundName } from '../../metrics/bound/bound-name.ts';
import type { TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';

/** Above this share of the window, the last task nearly is the window, and the queue before it hardly matters. */
const MOST_OF_IT = 0.5;
/** A task this many times as long as the mean stands out; where all are alike, the last one means nothing. */
const STANDS_OUT = 2;

/**
 * The task that ended last, where it is much longer than others and took most of the window of a single night. Not if the
 * lower bound, which is reported anyway, names the same task, nor if the end of the run left some unfinished.
 */
export function lastTaskLine({ columns: { tasks }, summary }: RunResult): string | undefined {
  const { window, jobs, bound, totals } = summary;
  const isOneNight = Object.values(jobs).every(({ sessions }) => sessions.length <= 1);
  if (window === null || !isOneNight || totals.unfinished > 0) return undefined;
  const last = lastToEnd(tasks);
  if (last === undefined) return undefined;
  const seconds = tasks.end[last.row]! - tasks.start[last.row]!;
  const name = `${tasks.vms[tasks.vm[last.row]!]!}/${tasks.disks[tasks.disk[last.row]!]!}`;
  if (!(seconds > MOST_OF_IT * window.seconds && seconds >= STANDS_OUT * last.meanSeconds)) return undefined;
  if (bound !== null && boundName(bound.by).task === name) return undefined;
  const job = printable(tasks.jobs[tasks.job[last.row]!]!);
  return `Last task: ${printable(name)} of ${job} alone takes ${formatSeconds(seconds)} of the ${formatSeconds(window.seconds)}.`;
}

/** The first of equals, and the mean of all that ran; undefined if none did. Those that never started have no end either. */
function lastToEnd({ count, start, end }: TaskColumns): { row: number; meanSeconds: number } | undefined {
  let row = -1;
  let sum = 0;
  let ended = 0;
  for (let at = 0; at < count; at++) {
    if (end[at]! < 0) continue;
    sum += end[at]! - start[at]!;
    ended++;
    if (row < 0 || end[at]! > end[row]!) row = at;
  }
  return row < 0 ? undefined : { row, meanSeconds: sum / ended };
}
