import { largest } from '../../collections/extremes.ts';
import type { FaultSummary } from '../../metrics/summary/summary.ts';
import type { ShownCurves } from '../data/longest-night.ts';
import { endOfGrid, spread, type TimeGrid } from '../data/time-grid.ts';
import { hasOwnOpenVms, sumOfCurves, wholeCount } from '../data/timeline.ts';
import type { ReportContext } from './report-context.ts';

/** Characters in a curve: with its label it fits in 80 columns. */
const WIDTH = 56;
/** From the lowest to the highest value; zero is a space. */
const BARS = '▁▂▃▄▅▆▇█';

/**
 * Curves on one time axis: running, interrupted and waiting tasks, open VMs, and how many things are down. Those that
 * are zero all the time are left out. Empty if nothing took any time.
 */
export function overTimeLines(
  { clock, paint, result: { summary } }: ReportContext,
  { timeline, isLongestNight }: Pick<ShownCurves, 'timeline' | 'isLongestNight'>,
): string[] {
  const { fromSeconds, steps, running, interrupted, waiting, openVms } = timeline;
  if (steps < 2) return [];
  const span = `${clock(fromSeconds)} to ${clock(endOfGrid(timeline))}`;
  const shown = [
    { what: 'running', values: running },
    ...unlessZero('interrupted', interrupted),
    ...unlessZero('waiting', sumOfCurves(waiting)),
    ...(hasOwnOpenVms(timeline) ? [{ what: 'open VMs', values: openVms }] : []),
    ...unlessZero('down', thingsDown(summary.faults, timeline)),
  ];
  return [
    `${paint.heading('Over time')}, ${isLongestNight ? 'the longest night, ' : ''}${span}`,
    ...curveLines(shown, paint.width.line),
  ];
}

interface Curve {
  readonly what: string;
  readonly values: Float64Array;
}

function unlessZero(what: string, values: Float64Array): Curve[] {
  return values.some((value) => value > 0) ? [{ what, values }] : [];
}

/** How many faults last at a time; those that are over at once do not show. */
function thingsDown(faults: readonly FaultSummary[], grid: TimeGrid): Float64Array {
  const down = new Float64Array(grid.steps);
  for (const { startSeconds, endSeconds } of faults)
    spread(grid, down, 1, startSeconds, endSeconds ?? endOfGrid(grid));
  return down;
}

/** Each curve has its own height. They are as long as fits the width. */
function curveLines(curves: readonly Curve[], room: number): string[] {
  const label = largest(curves.map(({ what }) => what.length))!;
  const told = curves.map(({ what, values }) => {
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    return { values, before: `  ${what.padEnd(label)}  `, behind: `  up to ${wholeCount(most)}` };
  });
  const width = told.reduce(
    (least, { before, behind }) => Math.min(least, room - before.length - behind.length),
    WIDTH,
  );
  return told.map(({ values, before, behind }) => `${before}${sparkline(values, width)}${behind}`);
}

/** Values of equal steps as a row of bars; the highest value is a full bar. */
export function sparkline(values: Float64Array, width = WIDTH): string {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const columns = Math.min(width, values.length);
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    // The maximum of the steps in a character: a peak must not vanish in a mean.
    const value = values.subarray(from, to).reduce((a, b) => Math.max(a, b), 0);
    if (value === 0) return ' ';
    return BARS[Math.min(BARS.length - 1, Math.ceil((value / most) * BARS.length) - 1)]!;
  }).join('');
}
