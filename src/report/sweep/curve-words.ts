import { goingAlong } from '../../experiment/designs/axis.ts';
import { KNEE_SHARE } from '../../experiment/designs/speed-up.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { shortPath } from '../characters/short-path.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import type { SweepCurve, SweepData } from './sweep-data.ts';

/** The definition of a knee. */
export const KNEE_WORDS = `no larger value makes the window more than ${formatShare(KNEE_SHARE)} shorter`;

/** The paths that vary together along a curve, its own first. */
export function pathsAlong({ axes }: SweepData, { axis }: SweepCurve): string[] {
  const together = goingAlong(
    axes,
    axes.findIndex(({ path }) => path === axis),
  ).map((i) => axes[i]!.path);
  return [axis, ...together.filter((path) => path !== axis)];
}

/** What stays fixed along a curve: `cores=4`, `policy rts`. */
export function fixedAlong({ axes }: SweepData, { others, policy }: SweepCurve): string[] {
  const paths = axes.map(({ path }) => path);
  const values = Object.entries(others).map(([path, value]) => `${shortPath(path, paths)}=${value}`);
  return [...values, ...(policy === null ? [] : [`policy ${policy}`])];
}

/** What larger values on one axis gain, in words. */
export interface CurveWords {
  /** What stays fixed: `cores=4, policy rts`. */
  readonly others: string;
  readonly steps: readonly { readonly size: string; readonly window: string }[];
  readonly knee: string;
}

export function curveWords(sweep: SweepData, curve: SweepCurve): CurveWords {
  const { axis, designs, windowSeconds, knee } = curve;
  const sizeOf = (row: number | null) => (row === null ? '–' : (sweep.designs[row]?.values[axis] ?? '–'));
  return {
    others: fixedAlong(sweep, curve).join(', ') || 'all else as it is',
    steps: designs.map((row, i) => ({ size: sizeOf(row), window: formatSeconds(windowSeconds[i]!) })),
    knee: knee !== null && knee === designs.at(-1) ? `none up to ${sizeOf(knee)}` : sizeOf(knee),
  };
}
