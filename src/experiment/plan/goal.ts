import { mean } from '../../metrics/quantile.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { meetsAll } from '../replications/replicated-figures.ts';
import type { Outcome } from '../units/outcome.ts';

/** The goal of a plan: in a given share of the simulated nights every job ends within its window. */
export interface Goal {
  /** Share of nights in which the windows must hold, above 0 up to 1. */
  readonly confidence: number;
  /** Nights simulated per design, each with different random draws. */
  readonly nights: number;
}

/**
 * Gives every job the window of the plan, but lets it continue after the window closes: otherwise stopped work would
 * not count, and it would be unknown how late a design is.
 */
export function windowOverlays(window: string): Overlay[] {
  return [
    { path: 'jobs.*.window.length', value: window },
    { path: 'jobs.*.window.onClose', value: 'report' },
  ];
}

/** Least number of nights from which to estimate a share, unless the user gives one. */
const NIGHTS_OF_CERTAINTY = 20;
const MOST_NIGHTS = 1000;
/**
 * Shares are decimals without an exact binary form: 0.95 of 20 must be 19, whatever the product of the doubles is.
 */
const ROUNDING = 1e-9;

/**
 * The least number of nights that distinguishes the confidence from certainty: with one miss it is still reached. 20
 * for 95 %.
 */
export function nightsFor(confidence: number): number {
  if (confidence >= 1) return NIGHTS_OF_CERTAINTY;
  return Math.min(MOST_NIGHTS, Math.ceil(1 / (1 - confidence) - ROUNDING));
}

/** Number of nights that a design may miss and still hold. */
export function missesAllowed({ confidence, nights }: Goal): number {
  return nights - Math.ceil(confidence * nights - ROUNDING);
}

/**
 * Whether the windows hold in a run: every job with a window ended within it and successfully, and no VM is
 * unprotected. If no job started, nothing was tested and the design cannot be trusted, so the answer is no.
 */
export function isGoodNight(outcome: Outcome): boolean {
  const isPutToTest = Object.keys(outcome.met).length > 0;
  return isPutToTest && meetsAll(outcome) && (outcome.figures['vms.unprotected'] ?? 0) === 0;
}

/**
 * Whether the windows hold in a run, and would also hold if its longest night took twice as long. By Graham's bound no list
 * schedule is longer than twice the shortest one, and with less data the shortest does not grow. So with less data a night is
 * expected to end within twice its time. A single job may have to wait for all others, so each window must be that long.
 */
export function fitsTwice(outcome: Outcome): boolean {
  const { figures, met } = outcome;
  const nightSeconds = figures['nights.longestSeconds'] ?? figures['window.seconds'];
  return (
    isGoodNight(outcome) &&
    nightSeconds !== undefined &&
    Object.keys(met).every((job) => {
      const spareSeconds = figures[`jobs.${job}.spareSeconds`];
      const window = figures[`jobs.${job}.window`];
      // What it took and what it had to spare: at least that much time is allowed.
      return spareSeconds !== undefined && window !== undefined && spareSeconds + window >= 2 * nightSeconds;
    })
  );
}

/** The tightest job of a run, and its time to spare; undefined if no job finished. */
export function tightestJob({ figures, met }: Outcome): { job: string; spareSeconds: number } | undefined {
  let tightest: { job: string; spareSeconds: number } | undefined;
  for (const job of Object.keys(met)) {
    const spareSeconds = figures[`jobs.${job}.spareSeconds`];
    if (spareSeconds === undefined) continue;
    if (tightest === undefined || spareSeconds < tightest.spareSeconds) tightest = { job, spareSeconds };
  }
  return tightest;
}

/** Mean number of unprotected VMs over at least one night. */
export function meanUnprotected(outcomes: readonly Outcome[]): number {
  return mean(outcomes.map(({ figures }) => figures['vms.unprotected'] ?? 0));
}
