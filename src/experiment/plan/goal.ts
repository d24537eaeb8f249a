import { mean } from '../../metrics/quantile.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { meetsAll } from '../replications/replicated-figures.ts';
import type { Outcome } from '../units/outcome.ts';

/** What a plan has to reach: in so many nights of so many every job ends within its window. */
export interface Goal {
  /** Share of nights in which the windows have to hold, above 0 up to 1. */
  readonly confidence: number;
  /** Nights that are simulated of a design, each with other luck. */
  readonly nights: number;
}

/**
 * Gives every job the window of the plan, and lets it go on where that closes: how late a design is must be seen, and what was
 * stopped would not be counted.
 */
export function windowOverlays(window: string): Overlay[] {
  return [
    { path: 'jobs.*.window.length', value: window },
    { path: 'jobs.*.window.onClose', value: 'report' },
  ];
}

/** Nights without which no share is worth a word, where nothing says how many. */
const NIGHTS_OF_CERTAINTY = 20;
const MOST_NIGHTS = 1000;
/** Shares are decimals that binary does not hold: 0.95 of 20 is 19, whatever their product is. */
const ROUNDING = 1e-9;

/** Nights that can tell the confidence from certainty: with one miss in them it is just reached. 20 at 95 %. */
export function nightsFor(confidence: number): number {
  if (confidence >= 1) return NIGHTS_OF_CERTAINTY;
  return Math.min(MOST_NIGHTS, Math.ceil(1 / (1 - confidence) - ROUNDING));
}

/** Nights that a design may miss and still hold. */
export function missesAllowed({ confidence, nights }: Goal): number {
  return nights - Math.ceil(confidence * nights - ROUNDING);
}

/**
 * Whether the windows hold in a run: every job with a window ended within it and well, and no VM is left without protection.
 * Where no job started there was nothing to hold, and no reason to trust the design.
 */
export function isGoodNight(outcome: Outcome): boolean {
  const isPutToTest = Object.keys(outcome.met).length > 0;
  return isPutToTest && meetsAll(outcome) && (outcome.figures['vms.unprotected'] ?? 0) === 0;
}

/** How close a run came: the job with the least time to spare, and that time; undefined where no job came to its end. */
export function tightestJob({ figures, met }: Outcome): { job: string; spareSeconds: number } | undefined {
  let tightest: { job: string; spareSeconds: number } | undefined;
  for (const job of Object.keys(met)) {
    const spareSeconds = figures[`jobs.${job}.spareSeconds`];
    if (spareSeconds === undefined) continue;
    if (tightest === undefined || spareSeconds < tightest.spareSeconds) tightest = { job, spareSeconds };
  }
  return tightest;
}

/** VMs left without protection, over at least one night. */
export function meanUnprotected(outcomes: readonly Outcome[]): number {
  return mean(outcomes.map(({ figures }) => figures['vms.unprotected'] ?? 0));
}
