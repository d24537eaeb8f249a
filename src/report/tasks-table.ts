import { TASK_RESULTS, WAIT_CAUSES } from '../metrics/summary.ts';
import { TASK_BOTTLENECKS, type TaskFigures } from '../metrics/task-columns.ts';
import type { LongTable } from './long-table.ts';

/**
 * `tasks.csv`: one row per attempt at one disk, in order of start, then as decided.
 * The first eighteen columns are the published format and keep their names and order; new ones are added behind.
 * Names that a spreadsheet would run as a formula begin with an apostrophe (see `column.ts`).
 */
export const TASKS_TABLE: LongTable<TaskFigures> = {
  file: 'tasks.csv',
  rows: ({ count }) => count,
  columns: [
    { header: 'job', type: 'name', names: ({ jobs }) => jobs, cell: (tasks, row) => tasks.job[row]! },
    { header: 'session', type: 'count', cell: ({ session }, row) => session[row]! },
    { header: 'attempt', type: 'count', cell: ({ attempt }, row) => attempt[row]! },
    { header: 'vm', type: 'name', names: ({ vms }) => vms, cell: ({ vm }, row) => vm[row]! },
    { header: 'disk', type: 'name', names: ({ disks }) => disks, cell: ({ disk }, row) => disk[row]! },
    { header: 'proxy', type: 'name', names: ({ proxies }) => proxies, cell: ({ proxy }, row) => proxy[row]! },
    { header: 'mode', type: 'name', names: ({ modes }) => modes, cell: ({ mode }, row) => mode[row]! },
    {
      header: 'repository',
      type: 'name',
      names: ({ repositories }) => repositories,
      cell: ({ repository }, row) => repository[row]!,
    },
    { header: 'readySeconds', type: 'amount', cell: ({ ready }, row) => ready[row]! },
    { header: 'startSeconds', type: 'amount', cell: ({ start }, row) => start[row]! },
    { header: 'transferStartSeconds', type: 'amount', cell: ({ transferStart }, row) => transferStart[row]! },
    { header: 'transferEndSeconds', type: 'amount', cell: ({ transferEnd }, row) => transferEnd[row]! },
    { header: 'endSeconds', type: 'amount', cell: ({ end }, row) => end[row]! },
    {
      header: 'queueWaitSeconds',
      type: 'amount',
      cell: ({ queueWaitSeconds }, row) => queueWaitSeconds[row]!,
    },
    { header: 'readBytes', type: 'amount', cell: ({ readBytes }, row) => readBytes[row]! },
    {
      header: 'transferredBytes',
      type: 'amount',
      cell: ({ transferredBytes }, row) => transferredBytes[row]!,
    },
    { header: 'result', type: 'name', names: () => TASK_RESULTS, cell: ({ result }, row) => result[row]! },
    {
      header: 'bottleneck',
      type: 'name',
      names: () => TASK_BOTTLENECKS,
      cell: ({ bottleneck }, row) => bottleneck[row]!,
    },
    { header: 'waitedFor', type: 'text', cell: waitedFor },
    {
      header: 'decidedBy',
      type: 'name',
      names: ({ reasons }) => reasons,
      cell: ({ decidedBy }, row) => decidedBy[row]!,
    },
    {
      header: 'secondProxy',
      type: 'name',
      names: ({ proxies }) => proxies,
      cell: ({ secondProxy }, row) => secondProxy[row]!,
    },
    {
      header: 'secondMode',
      type: 'name',
      names: ({ modes }) => modes,
      cell: ({ secondMode }, row) => secondMode[row]!,
    },
    { header: 'interruptions', type: 'count', cell: ({ interruptions }, row) => interruptions[row]! },
    {
      header: 'interruptedSeconds',
      type: 'amount',
      cell: ({ stoodStillSeconds }, row) => stoodStillSeconds[row]!,
    },
  ],
};

/** `proxy-slot=12.5;ram=3`: seconds by cause, in the order of the causes. */
function waitedFor({ waitsFrom, waitCause, waitSeconds }: TaskFigures, row: number): string | null {
  let text: string | null = null;
  for (let wait = waitsFrom[row]!; wait < waitsFrom[row + 1]!; wait++) {
    const part = `${WAIT_CAUSES[waitCause[wait]!]}=${waitSeconds[wait]}`;
    text = text === null ? part : `${text};${part}`;
  }
  return text;
}
