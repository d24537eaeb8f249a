import { type Estimate, estimate } from '../statistics/estimate.ts';
import { type Proportion, proportion } from '../statistics/proportion.ts';
import type { Outcome } from '../units/outcome.ts';
import { type NeverStarted, neverStarted } from './never-started.ts';

/** The joint figures of one design's replications. */
export interface ReplicatedFigures {
  readonly replications: number;
  /** By metric path, in the order of the outcomes; a figure that no replication has is absent. */
  readonly figures: Readonly<Record<string, Estimate>>;
  /** For every job with a window: the probability that it meets it. A run in which it never started counts as met. */
  readonly met: Readonly<Record<string, Proportion>>;
  /** The probability that all jobs do in one run; null if no job states a window. */
  readonly allMet: Proportion | null;
  readonly neverStarted: NeverStarted;
}

/** The figures of at least one outcome, in the order of the replications. */
export function replicatedFigures(outcomes: readonly Outcome[]): ReplicatedFigures {
  const n = outcomes.length;
  const figures = namesOf(outcomes, 'figures').map((path) => {
    const values = outcomes.flatMap((outcome) => outcome.figures[path] ?? []);
    return [path, estimate(values)] as const;
  });
  const jobs = namesOf(outcomes, 'met');
  const held = (holds: (outcome: Outcome) => boolean) => proportion(outcomes.filter(holds).length, n);
  return {
    replications: n,
    figures: Object.fromEntries(figures),
    met: Object.fromEntries(jobs.map((job) => [job, held(({ met }) => met[job] !== false)])),
    allMet: jobs.length === 0 ? null : held(meetsAll),
    neverStarted: neverStarted(outcomes),
  };
}

/** Whether every job that states a window meets it. */
export function meetsAll({ met }: Outcome): boolean {
  return Object.values(met).every((isMet) => isMet);
}

/** In the order of the first outcome, followed by what only later ones have. */
export function namesOf(outcomes: readonly Outcome[], part: 'figures' | 'met'): string[] {
  return [...new Set(outcomes.flatMap((outcome) => Object.keys(outcome[part])))];
}
