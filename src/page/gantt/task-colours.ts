import { NO_NAME, TASK_BOTTLENECKS, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import { TASK_RESULTS, type TaskResult } from '../../metrics/summary/summary.ts';
import { modeColor, type Palette } from '../../report/theme.ts';

export const COLOUR_KEYS = ['mode', 'bottleneck', 'job', 'result'] as const;
export type ColourKey = (typeof COLOUR_KEYS)[number];

/** How bars are coloured: a class for each task, and a name and a colour for each class. */
export interface TaskColours {
  readonly names: readonly string[];
  readonly classOf: (task: number) => number;
  readonly colors: (palette: Palette) => readonly string[];
}

export function taskColours(tasks: TaskColumns, key: ColourKey): TaskColours {
  switch (key) {
    case 'mode':
      return {
        names: [...tasks.modes, 'none'],
        classOf: (task) => (tasks.mode[task] === NO_NAME ? tasks.modes.length : tasks.mode[task]!),
        colors: (palette) => [...tasks.modes, undefined].map((mode) => modeColor(palette, mode)),
      };
    case 'bottleneck':
      return {
        names: TASK_BOTTLENECKS.map((name) => name ?? 'not transferred'),
        classOf: (task) => tasks.bottleneck[task]!,
        colors: ({ stages, quiet }) => TASK_BOTTLENECKS.map((name) => (name === null ? quiet : stages[name])),
      };
    case 'job':
      return {
        names: tasks.jobs,
        classOf: (task) => tasks.job[task]!,
        colors: ({ series }) => tasks.jobs.map((_, job) => series[job % series.length]!),
      };
    case 'result':
      return {
        names: TASK_RESULTS,
        classOf: (task) => tasks.result[task]!,
        colors: (palette) => TASK_RESULTS.map((result) => resultColor(palette, result)),
      };
  }
}

function resultColor({ good, bad, series, quiet }: Palette, result: TaskResult): string {
  switch (result) {
    case 'success':
      return good;
    case 'failed':
      return bad;
    case 'window-closed':
      return series[4]!;
    case 'unfinished':
      return quiet;
  }
}
