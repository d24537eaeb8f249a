import { type NeverStarted, neverStarted } from '../replications/never-started.ts';
import { meetsAll, namesOf } from '../replications/replicated-figures.ts';
import type { Outcome } from '../units/outcome.ts';
import { type Estimate, estimate, pairedDifference } from './estimate.ts';
import { type Proportion, proportion } from './proportion.ts';

/** One figure of several sides over the same replications. */
export interface PairedFigure {
  readonly metric: string;
  /** One per side; null: no replication of it has the figure. */
  readonly sides: readonly (Estimate | null)[];
  /** One per side after the first: its paired difference from the first; null: no pair has the figure. */
  readonly differences: readonly (Estimate | null)[];
}

/** Sides compared with the first, replication by replication. */
export interface PairedComparison {
  readonly replications: number;
  readonly figures: readonly PairedFigure[];
  /** For each side, the probability that all windows are met; null if none is stated. */
  readonly allMeetWindows: readonly (Proportion | null)[];
  /** One per side. */
  readonly neverStarted: readonly NeverStarted[];
}

/** `sides`: for each side its outcomes by replication; all sides have the same number. */
export function pairedComparison(sides: readonly (readonly Outcome[])[]): PairedComparison {
  const [first = [], ...others] = sides;
  const metrics = namesOf(sides.flat(), 'figures');
  return {
    replications: first.length,
    figures: metrics.map((metric) => ({
      metric,
      sides: sides.map((side) => estimateOrNull(valuesOf(side, metric))),
      differences: others.map((other) => difference(first, other, metric)),
    })),
    allMeetWindows: sides.map((side) =>
      side.some(({ met }) => Object.keys(met).length > 0)
        ? proportion(side.filter(meetsAll).length, side.length)
        : null,
    ),
    neverStarted: sides.map(neverStarted),
  };
}

function valuesOf(outcomes: readonly Outcome[], metric: string): number[] {
  return outcomes.flatMap(({ figures }) => figures[metric] ?? []);
}

function estimateOrNull(values: readonly number[]): Estimate | null {
  return values.length === 0 ? null : estimate(values);
}

/** Over the replications in which both have the figure. */
export function difference(
  before: readonly Outcome[],
  after: readonly Outcome[],
  metric: string,
): Estimate | null {
  const pairs = before.flatMap(({ figures }, i) => {
    const [a, b] = [figures[metric], after[i]?.figures[metric]];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  if (pairs.length === 0) return null;
  return pairedDifference(
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
}
