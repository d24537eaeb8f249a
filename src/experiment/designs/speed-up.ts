import { addTo } from '../../collections/grouped-by.ts';
import { isDuration } from '../../units/size-of.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { difference } from '../statistics/paired-comparison.ts';
import { type Sweep, type SweptDesign, valueOn } from '../sweep.ts';
import { type Axis, crossedAxes, goingAlong, isRising } from './axis.ts';

/** One step along an axis, compared with a window that shrinks in proportion to the larger value. */
export interface SpeedUpStep {
  /** Designs of the sweep, from 0. */
  readonly from: number;
  readonly to: number;
  /** Ratio of the values: 2 for 8 to 16. Null: the smaller one is 0, of which nothing is a multiple. */
  readonly factor: number | null;
  /** Ratio of the mean windows: 2 if it halves, below 1 if it gets longer. */
  readonly speedUp: number;
  /**
   * The share of the proportional gain that was achieved: (speedUp - 1) / (factor - 1). 1: twice the value is twice
   * as fast. Null without a factor.
   */
  readonly kept: number | null;
  /** Change of the window over paired replications, seconds. */
  readonly change: Estimate;
  /** `unclear`: the replications do not show whether the window changes at all. */
  readonly verdict: 'proportional' | 'partly' | 'flat' | 'longer' | 'unclear';
}

/** Designs that differ in one axis alone, in the order of its values. */
export interface SpeedUpCurve {
  readonly axis: number;
  readonly designs: readonly number[];
  readonly steps: readonly SpeedUpStep[];
  /** The design after which no larger value shortens the mean window by more than `KNEE_SHARE`; it always exists. */
  readonly knee: number;
}

/** The least improvement, as a share of the window, for which a larger value is worthwhile. */
export const KNEE_SHARE = 0.05;
/** From the first value of `kept` on a step counts as proportional, up to the second one as no gain. */
const PROPORTIONAL = 0.9;
const NOTHING = 0.05;

/**
 * All curves along axes of rising quantities, except for times: of a pause or an objective, twice as much cannot be expected to
 * halve the window. Designs without windows to compare are left out. None for a Latin hypercube, in which no two designs differ
 * in one axis alone.
 */
export function speedUpCurves(sweep: Sweep): SpeedUpCurve[] {
  const { axes, sampling } = sweep.experiment;
  if (sampling.kind === 'latin-hypercube') return [];
  // Of axes that vary together, the first with quantities represents all.
  const wanted = crossedAxes(axes).flatMap((leader) => {
    const rising = goingAlong(axes, leader).filter((i) => isCapacity(axes[i]!));
    return rising.slice(0, 1);
  });
  return wanted.flatMap((axis) =>
    linesAlong(sweep, axis).flatMap((designs) => {
      const found = designs.filter((design) => hasWindows(sweep, sweep.designs[design]!));
      return found.length > 1 ? [curveOf(sweep, axis, found)] : [];
    }),
  );
}

function isCapacity(axis: Axis): boolean {
  const { values } = axis;
  return values.length > 1 && isRising(axis) && !values.every(({ text }) => isDuration(text));
}

/** Designs that agree in policy and all other axes, in the order of this axis. */
function linesAlong({ experiment, designs }: Sweep, axis: number): number[][] {
  const lines = new Map<string, number[]>();
  const together = goingAlong(experiment.axes, axis);
  designs.forEach(({ point, row }, i) => {
    const others = row.map((value, at) => (together.includes(at) ? -1 : value));
    const key = JSON.stringify([point.policy ?? null, others]);
    addTo(lines, key, i);
  });
  return [...lines.values()];
}

/** If nothing ran, nothing took time, or work was stopped, there is no window to compare. */
function hasWindows({ windowFigure }: Sweep, { outcomes, cutShort }: SweptDesign): boolean {
  return cutShort === undefined && outcomes.every(({ figures }) => (figures[windowFigure] ?? 0) > 0);
}

/** Of a design with windows. */
export function windowOf({ windowFigure }: Sweep, { replicated }: SweptDesign): Estimate {
  return replicated.figures[windowFigure]!;
}

function curveOf(sweep: Sweep, axis: number, designs: readonly number[]): SpeedUpCurve {
  const means = designs.map((design) => windowOf(sweep, sweep.designs[design]!).mean);
  const steps = designs.slice(1).map((to, i) => stepOf(sweep, axis, designs[i]!, to));
  const knee = means.findIndex((mean, i) =>
    means.slice(i + 1).every((later) => later >= mean * (1 - KNEE_SHARE)),
  );
  return { axis, designs, steps, knee: designs[knee]! };
}

function stepOf(sweep: Sweep, axis: number, from: number, to: number): SpeedUpStep {
  const { experiment, designs, windowFigure } = sweep;
  const [before, after] = [designs[from]!, designs[to]!];
  const size = valueOn(experiment, before, axis).size!;
  const factor = size === 0 ? null : valueOn(experiment, after, axis).size! / size;
  const speedUp = windowOf(sweep, before).mean / windowOf(sweep, after).mean;
  // Every replication of both has a window, so there are pairs.
  const change = difference(before.outcomes, after.outcomes, windowFigure)!;
  const kept = factor === null ? null : (speedUp - 1) / (factor - 1);
  return { from, to, factor, speedUp, kept, change, verdict: verdictOf({ kept, speedUp, change }) };
}

function verdictOf({
  kept,
  speedUp,
  change: { mean, ci95 },
}: Pick<SpeedUpStep, 'kept' | 'speedUp' | 'change'>): SpeedUpStep['verdict'] {
  if (Math.abs(kept ?? speedUp - 1) < NOTHING) return 'flat';
  if (ci95 !== null && ci95[0] <= 0 && ci95[1] >= 0) return 'unclear';
  if (mean > 0) return 'longer';
  return kept !== null && kept >= PROPORTIONAL ? 'proportional' : 'partly';
}
