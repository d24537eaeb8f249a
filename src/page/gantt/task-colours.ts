import { NO_NAME, TASK_BOTTLENECKS, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import { type Bottleneck, TASK_RESULTS } from '../../metrics/summary.ts';
import type { Palette } from '../../report/theme.ts';

export const COLOUR_KEYS = ['mode', 'bottleneck', 'job', 'result'] as const;
export type ColourKey = (typeof COLOUR_KEYS)[number];

/** How bars are told apart: by task a class, by class a name and a colour. */
export interface TaskColours {
  readonly names: readonly string[];
  readonly classOf: (task: number) => number;
  readonly colors: (palette: Palette) => readonly string[];
}

export function taskColours(tasks: TaskColumns, key: ColourKey): TaskColours {
  switch (key) {
    case 'mode': {
      const names = [...tasks.modes, 'none'];
      return {
        names,
        classOf: (task) => (tasks.mode[task] === NO_NAME ? tasks.modes.length : tasks.mode[task]!),
        colors: ({ modes, quiet }) =>
          names.map((name) => (modes as Readonly<Record<string, string>>)[name] ?? quiet),
      };
    }
    case 'bottleneck':
      return {
        names: TASK_BOTTLENECKS.map((name) => name ?? 'not transferred'),
        classOf: (task) => tasks.bottleneck[task]!,
        colors: ({ stages, quiet }) =>
          TASK_BOTTLENECKS.map((name: Bottleneck | null) => (name === null ? quiet : stages[name])),
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
        colors: ({ good, bad, series, quiet }) => [good, bad, series[4]!, quiet],
      };
  }
}
