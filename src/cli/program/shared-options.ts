import { Option } from 'commander';
import { CHART_CHOICES, CHART_SCALES } from './chart-choice.ts';

/** How pictures are written, wherever some are. */
export function chartFormatOption(): Option {
  return new Option('--charts <format>', 'pictures in charts/').choices(CHART_CHOICES).default('png');
}

export function chartScaleOption(): Option {
  const what = 'of PNG: 2 for print and sharp screens';
  return new Option('--charts-scale <n>', what).choices(CHART_SCALES).default('1');
}

/** Where many runs are cut. */
export function untilOption(): Option {
  return new Option('--until <time>', 'cut the runs there: 8h, 06:00 (the first one), or 2026-01-06T06:00');
}
