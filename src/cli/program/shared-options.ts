import { Option } from 'commander';
import { CHART_CHOICES, CHART_SCALES } from './chart-choice.ts';

/** The file format of pictures, for all commands that write some. */
export function chartFormatOption(): Option {
  return new Option('--charts <format>', 'format of the charts in charts/')
    .choices(CHART_CHOICES)
    .default('png');
}

export function chartScaleOption(): Option {
  const what = 'pixels per point of PNG charts: 2 for print and high-density screens';
  return new Option('--charts-scale <n>', what).choices(CHART_SCALES).default('1');
}

/** Where a run is cut off, or many are. */
export function untilOption(what: 'run' | 'runs' = 'runs'): Option {
  return new Option(
    '--until <time>',
    `stop the ${what} at 8h (after the start), 06:00 (its first) or 2026-01-06T06:00`,
  );
}
