import type { ScaleOptionsByType } from 'chart.js';
import { type Palette, TEXT_SIZE } from '../theme.ts';

type LinearAxis = Partial<ScaleOptionsByType<'linear'>>;

/** An axis in whole percent, for shares 0 to 1 in the data. */
export function shareAxis(palette: Palette): LinearAxis {
  return {
    ...countAxis(palette, ''),
    max: 1,
    ticks: {
      ...tickText(palette),
      stepSize: 0.25,
      callback: (value: number | string) => `${Math.round(Number(value) * 100)}%`,
    },
  } as unknown as LinearAxis;
}

/** An axis from 0 to the largest value in the data. */
export function countAxis(palette: Palette, title: string): LinearAxis {
  return {
    type: 'linear',
    min: 0,
    title: { display: title !== '', text: title, color: palette.quiet, font: { size: TEXT_SIZE.tick } },
    grid: { color: palette.line, tickColor: palette.line },
    border: { color: palette.quiet },
    // Chart.js would ask the locale for number formats, which takes 50 ms.
    ticks: {
      ...tickText(palette),
      precision: 0,
      callback: (value: number | string) => `${Number(Number(value).toFixed(6))}`,
    },
  } as unknown as LinearAxis;
}

/**
 * An axis of named rows from top to bottom: row n lies between n and n + 1. `below` rows are left empty under the
 * last one.
 */
export function rowAxis(
  palette: Palette,
  rows: number,
  labels: readonly { readonly at: number; readonly label: string | readonly string[] }[],
  below = 0,
): LinearAxis {
  const texts = new Map(labels.map(({ at, label }) => [at, label]));
  return {
    type: 'linear',
    axis: 'y',
    position: 'left',
    min: 0,
    max: rows + below,
    reverse: true,
    grid: { display: false },
    border: { display: false },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = labels.map(({ at }) => ({ value: at }));
    },
    ticks: {
      ...tickText(palette),
      autoSkip: false,
      callback: (value: number | string) => texts.get(Number(value)) ?? '',
    },
  } as unknown as LinearAxis;
}

/** An axis without lines: a name for each bar. */
export function nameAxis(palette: Palette): object {
  return {
    grid: { display: false },
    border: { color: palette.quiet },
    ticks: { ...tickText(palette), autoSkip: false },
  };
}

export function tickText(palette: Palette): { color: string; font: { size: number } } {
  return { color: palette.quiet, font: { size: TEXT_SIZE.tick } };
}
