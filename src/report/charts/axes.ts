import type { ScaleOptionsByType } from 'chart.js';
import { type Palette, TEXT_SIZE } from '../theme.ts';

type LinearAxis = Partial<ScaleOptionsByType<'linear'>>;

/** An axis of whole percents: 0 to 1 in the data. */
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

/** An axis from 0 on, as far as the data go. */
export function countAxis(palette: Palette, title: string): LinearAxis {
  return {
    type: 'linear',
    min: 0,
    title: { display: title !== '', text: title, color: palette.quiet, font: { size: TEXT_SIZE.tick } },
    grid: { color: palette.line, tickColor: palette.line },
    border: { color: palette.quiet },
    // Chart.js would ask the locale, which takes it 50 ms.
    ticks: {
      ...tickText(palette),
      precision: 0,
      callback: (value: number | string) => `${Number(Number(value).toFixed(6))}`,
    },
  } as unknown as LinearAxis;
}

/** An axis of rows with names, from the top down: row n stands between n and n + 1; `below` them is left free. */
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

function tickText(palette: Palette): { color: string; font: { size: number } } {
  return { color: palette.quiet, font: { size: TEXT_SIZE.tick } };
}
