import { TASK_BOTTLENECKS, type TaskFigures } from '../../metrics/columns/task-columns.ts';
import { TASK_RESULTS, WAIT_CAUSES } from '../../metrics/summary/summary.ts';
import type { LongTable } from './long-table.ts';

/**
 * `tasks.csv`: one row per attempt at one disk, ordered by start, then by decision. The first eighteen columns are
 * the published format and keep their names and order; new ones are added after them. Names that a spreadsheet would
 * run as a formula get a leading apostrophe (see `column.ts`).
 */
export const TASKS_TABLE: LongTable<TaskFigures> = {
  file: 'tasks.csv',
  rows: ({ count }) => count,
  columns: [
    { header: 'job', type: 'name', names: ({ jobs }) => jobs, cells: ({ job }) => job },
    { header: 'session', type: 'count', cells: ({ session }) => session },
    { header: 'attempt', type: 'count', cells: ({ attempt }) => attempt },
    { header: 'vm', type: 'name', names: ({ vms }) => vms, cells: ({ vm }) => vm },
    { header: 'disk', type: 'name', names: ({ disks }) => disks, cells: ({ disk }) => disk },
    { header: 'proxy', type: 'name', names: ({ proxies }) => proxies, cells: ({ proxy }) => proxy },
    { header: 'mode', type: 'name', names: ({ modes }) => modes, cells: ({ mode }) => mode },
    {
      header: 'repository',
      type: 'name',
      names: ({ repositories }) => repositories,
      cells: ({ repository }) => repository,
    },
    { header: 'readySeconds', type: 'amount', cells: ({ ready }) => ready },
    { header: 'startSeconds', type: 'amount', cells: ({ start }) => start },
    { header: 'transferStartSeconds', type: 'amount', cells: ({ transferStart }) => transferStart },
    { header: 'transferEndSeconds', type: 'amount', cells: ({ transferEnd }) => transferEnd },
    { header: 'endSeconds', type: 'amount', cells: ({ end }) => end },
    { header: 'queueWaitSeconds', type: 'amount', cells: ({ queueWaitSeconds }) => queueWaitSeconds },
    { header: 'readBytes', type: 'amount', cells: ({ readBytes }) => readBytes },
    { header: 'transferredBytes', type: 'amount', cells: ({ transferredBytes }) => transferredBytes },
    { header: 'result', type: 'name', names: () => TASK_RESULTS, cells: ({ result }) => result },
    {
      header: 'bottleneck',
      type: 'name',
      names: () => TASK_BOTTLENECKS,
      cells: ({ bottleneck }) => bottleneck,
    },
    {
      header: 'waitedFor',
      type: 'amounts',
      // In the order of WAIT_CAUSES.
      cells: ({ waitsFrom, waitCause, waitSeconds }) => ({
        names: WAIT_CAUSES,
        from: waitsFrom,
        name: waitCause,
        amount: waitSeconds,
      }),
    },
    {
      header: 'decidedBy',
      type: 'name',
      names: ({ reasons }) => reasons,
      cells: ({ decidedBy }) => decidedBy,
    },
    {
      header: 'secondProxy',
      type: 'name',
      names: ({ proxies }) => proxies,
      cells: ({ secondProxy }) => secondProxy,
    },
    {
      header: 'secondMode',
      type: 'name',
      names: ({ modes }) => modes,
      cells: ({ secondMode }) => secondMode,
    },
    { header: 'interruptions', type: 'count', cells: ({ interruptions }) => interruptions },
    { header: 'interruptedSeconds', type: 'amount', cells: ({ interruptedSeconds }) => interruptedSeconds },
  ],
};
